package io.texml.reactor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class AtomicFileTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Flux<ByteBuffer> chunks(int count) {
        return Flux.range(0, count).map(i -> ByteBuffer.wrap(new byte[1024]));
    }

    /** From before the file is opened to after it has its name, whoever is at work on the disk. */
    @Test
    void aCancelAtAnyMomentGivesTheNameToAWholeFileOrToNone() {
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            Random random = new Random(5);
            for (int i = 0; i < 1_000; i++) {
                Disposable write = AtomicFile.write(
                                chunks(4).subscribeOn(Schedulers.parallel()), directory.resolve(i + ".mp3"))
                        .subscribe();
                LockSupport.parkNanos(random.nextInt(300_000));
                write.dispose();
            }

            assertThat(files())
                    .filteredOn(file -> !file.toString().endsWith(".part"))
                    .allSatisfy(file -> assertThat(file).hasSize(4 * 1024));
            // publishOn itself drops that when a cancel meets the next chunk.
            assertThat(dropped).allMatch(RejectedExecutionException.class::isInstance);
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    @Test
    void whatTheSourceFailsWithComesAfterThePartIsGone() {
        StepVerifier.create(AtomicFile.write(
                        chunks(3).concatWith(Flux.error(new IllegalStateException("broken"))),
                        directory.resolve("a.mp3")))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).hasMessage("broken");
                    assertThat(files()).isEmpty();
                })
                .verify(SOON);
    }

    @Test
    void everyFailureOfTheDiskIsUnchecked() throws IOException {
        Path taken = Files.createDirectories(directory.resolve("a.mp3").resolve("b"));

        StepVerifier.create(AtomicFile.write(chunks(1), taken.getParent()))
                .expectError(UncheckedIOException.class)
                .verify(SOON);
        StepVerifier.create(
                        AtomicFile.write(chunks(1), directory.resolve("nowhere").resolve("a.mp3")))
                .expectError(UncheckedIOException.class)
                .verify(SOON);

        assertThat(files()).containsExactly(taken.getParent());
    }
}
