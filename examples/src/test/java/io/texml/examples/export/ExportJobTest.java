package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.calls.ListCalls;
import io.texml.examples.command.Interruption;
import io.texml.examples.command.ProgressStyle;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.Export;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportJobTest {

    @TempDir
    private Path directory;

    private FixtureAccount account;
    private TexmlClient client;
    private CheckpointFile checkpoints;

    @BeforeEach
    void start() throws IOException {
        start(350);
    }

    private void start(int calls) throws IOException {
        account = new FixtureAccount(calls);
        client = TexmlClient.builder()
                .baseUrl(URI.create(account.baseUrl()))
                .apiKey("KEY_fixture")
                .accountSid("AC1")
                .build();
        checkpoints = new CheckpointFile(directory.resolve("calls.ndjson"));
    }

    @AfterEach
    void stop() {
        client.close();
        account.close();
    }

    @Test
    void aCheckpointIsSavedOnlyWhenTheDataBeforeItIsDurable() throws Exception {
        List<String> syncs = Collections.synchronizedList(new ArrayList<>());
        FakeOutput output = new FakeOutput(Integer.MAX_VALUE) {
            private volatile int flushed;

            @Override
            public long flush() {
                flushed = lines;
                return lines;
            }

            @Override
            public void force() throws IOException {
                syncs.add(flushed + " lines are synced, the checkpoint says " + itemsSaved());
            }
        };

        assertThat(job(output).run(null)).isTrue();

        assertThat(syncs)
                .startsWith(
                        "100 lines are synced, the checkpoint says 0",
                        "200 lines are synced, the checkpoint says 100",
                        "300 lines are synced, the checkpoint says 200",
                        "350 lines are synced, the checkpoint says 300");
        assertThat(output.finished).isTrue();
        assertThat(checkpoints.exists()).isFalse();
    }

    @Test
    void aSinkThatFailsEndsTheExportAndTheCheckpointIsStillGood() throws Exception {
        FakeOutput full = new FakeOutput(250);
        assertThatThrownBy(() -> job(full).run(null))
                .isInstanceOf(IOException.class)
                .hasMessage("no room");
        assertThat(full.finished).isFalse();
        Checkpoint good = Objects.requireNonNull(checkpoints.read());
        assertThat(good.items()).isEqualTo(200);
        assertThat(good.notes()).containsEntry(CheckpointSaver.BYTES, "200");

        FakeOutput larger = new FakeOutput(Integer.MAX_VALUE);
        assertThat(job(larger).run(good)).isTrue();
        assertThat(larger.lines).isEqualTo(150);
    }

    @Test
    void aDiskThatFailsEndsTheExportAndNothingIsSaved() throws Exception {
        FakeOutput broken = new FakeOutput(Integer.MAX_VALUE) {
            private final AtomicInteger forced = new AtomicInteger();

            @Override
            public void force() throws IOException {
                if (forced.incrementAndGet() == 2) {
                    throw new IOException("no disk");
                }
            }
        };
        assertThatThrownBy(() -> job(broken).run(null))
                .isInstanceOf(IOException.class)
                .hasMessage("no disk");
        assertThat(broken.finished).isFalse();
        assertThat(itemsSaved()).isEqualTo(100);
    }

    @Test
    void aPageWithoutItemsWritesNothing() throws Exception {
        stop();
        start(0);

        assertThat(job(new FakeOutput(0)).run(null)).isTrue();
    }

    private ExportJob job(Output output) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new ExportJob(
                client,
                Export.of(ListCalls.builder().pageSize(100).build()),
                new NdjsonFormat(),
                "ndjson",
                output,
                checkpoints,
                null,
                new Progress(ProgressStyle.NONE, nowhere, client::rateLimit, 0, false, Long.MAX_VALUE),
                new Interruption("Ending", "it goes on."),
                Long.MAX_VALUE,
                Duration.ZERO);
    }

    private long itemsSaved() throws IOException {
        Checkpoint saved = checkpoints.read();
        return saved == null ? 0 : saved.items();
    }

    /** Counts lines, and takes no more than it has room for. */
    private static class FakeOutput implements Output {

        private final int room;
        int lines;
        boolean finished;

        FakeOutput(int room) {
            this.room = room;
        }

        @Override
        public OutputStream stream() {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    throw new AssertionError("lines are written whole");
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (length == 0) {
                        throw new AssertionError("a write of nothing begins a member of a gzip file");
                    }
                    for (int i = offset; i < offset + length; i++) {
                        if (bytes[i] == '\n' && lines++ == room) {
                            throw new IOException("no room");
                        }
                    }
                }
            };
        }

        @Override
        public long flush() {
            return lines;
        }

        @Override
        public void force() throws IOException {}

        @Override
        public void discard() {}

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void close() {}
    }
}
