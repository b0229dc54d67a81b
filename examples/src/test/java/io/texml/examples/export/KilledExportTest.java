package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KilledExportTest {

    private static final int CALLS = 100_000;
    /** How often each export is killed; each costs the start of a JVM, so 50 are for -Dexport.kills=50. */
    private static final int KILLS = Integer.getInteger("export.kills", 8);

    private static final int PAGE_SIZE = 250;

    @TempDir
    private Path directory;

    private Path key;

    @BeforeEach
    void writeKey() throws IOException {
        key = Files.writeString(directory.resolve("key"), "KEY_fixture\n");
    }

    @Test
    void killedAtRandomMomentsAnExportIsCompleteWithoutATornLineOrADuplicate() throws Exception {
        try (FixtureAccount account = new FixtureAccount(CALLS)) {
            Path file = directory.resolve("calls.ndjson");
            int kills = exportWithKills(account, file, List.of());

            assertThat(kills).isEqualTo(KILLS);
            try (Stream<String> lines = Files.lines(file)) {
                int[] number = {0};
                lines.forEach(line -> assertThat(line).isEqualTo(FixtureAccount.call(number[0]++)));
                assertThat(number[0]).isEqualTo(CALLS);
            }
        }
    }

    @Test
    void killedAtRandomMomentsAmongFaultsWithSlicesAndGzipItIsCompleteToo() throws Exception {
        try (FixtureAccount account = new FixtureAccount(CALLS)) {
            account.faults(3);
            Path file = directory.resolve("calls.ndjson.gz");
            int kills = exportWithKills(
                    account, file, List.of("--from", "2026-01-01", "--to", "2026-01-10", "--slices", "3"));

            assertThat(kills).isEqualTo(KILLS);
            BitSet seen = new BitSet(CALLS);
            try (Stream<String> lines = new String(
                            new GZIPInputStream(Files.newInputStream(file)).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()) {
                lines.forEach(line -> {
                    int number = Integer.parseInt(line.substring(line.indexOf(':') + 6, line.indexOf("\",\"to\"")));
                    assertThat(line).isEqualTo(FixtureAccount.call(number));
                    assertThat(seen.get(number)).as("duplicate of %d", number).isFalse();
                    seen.set(number);
                });
            }
            assertThat(seen.cardinality()).isEqualTo(CALLS);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it needs a shell's limit on the size of files")
    void aFullDiskEndsWithAClearErrorAndAGoodCheckpoint() throws Exception {
        try (FixtureAccount account = new FixtureAccount(20_000)) {
            Path file = directory.resolve("calls.ndjson");
            List<String> command = ChildProcess.command(
                    List.of("-Xmx64m"), ExportProgram.class.getName(), arguments(account, file, List.of()));
            List<String> limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 1000; exec \"$@\"", "bash"));
            limited.addAll(command);

            ChildProcess child = ChildProcess.start(directory, limited);
            assertThat(child.exitCode()).as(child.err()).isEqualTo(1);
            assertThat(child.err()).contains("File too large", "--resume");
            assertThat(file).doesNotExist();

            ChildProcess again = ChildProcess.start(directory, command);
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(Files.readAllLines(file)).hasSize(20_000).doesNotHaveDuplicates();
        }
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "it sends a signal")
    void theFirstInterruptionEndsAfterThePageAndSaysHowToGoOn() throws Exception {
        try (FixtureAccount account = new FixtureAccount(20_000)) {
            Path file = directory.resolve("calls.ndjson");
            CountDownLatch fifth = new CountDownLatch(1);
            CountDownLatch signalled = new CountDownLatch(1);
            account.onPage(page -> {
                if (page == 5) {
                    fifth.countDown();
                    await(signalled);
                }
            });
            ChildProcess child = ChildProcess.java(
                    directory, List.of("-Xmx64m"), ExportProgram.class.getName(), arguments(account, file, List.of()));
            assertThat(fifth.await(60, TimeUnit.SECONDS)).as(child.err()).isTrue();
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(child.pid()))
                            .start()
                            .waitFor())
                    .isZero();

            assertThat(child.exitCode()).as(child.err()).isEqualTo(130);
            signalled.countDown();
            assertThat(child.err()).contains("--resume");
            assertThat(file).doesNotExist();
            assertThat(Files.readAllLines(FileOutput.partOf(file))).hasSize(4 * PAGE_SIZE);

            ChildProcess again = ChildProcess.java(
                    directory, List.of("-Xmx64m"), ExportProgram.class.getName(), arguments(account, file, List.of()));
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(Files.readAllLines(file)).hasSize(20_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void aMillionItemsPassASlowConsumerInAHeapOf16Megabytes() throws Exception {
        int calls = 1_000_000;
        try (FixtureAccount account = new FixtureAccount(calls)) {
            ChildProcess child = ChildProcess.java(
                    directory,
                    List.of("-Xmx16m", "-XX:MaxDirectMemorySize=16m"),
                    SlowConsumer.class.getName(),
                    List.of(account.baseUrl(), Integer.toString(calls)));

            assertThat(child.exitCode()).as(child.err()).isZero();
            assertThat(account.pages()).isEqualTo(calls / 1_000);
        }
    }

    /** Exports until it is done, and kills it at a random moment after a random page, as often as is wanted. */
    private int exportWithKills(FixtureAccount account, Path file, List<String> more) throws Exception {
        Random random = new Random(5);
        int kills = 0;
        while (true) {
            CountDownLatch moment = new CountDownLatch(1);
            int last = account.pages() + 2 + random.nextInt(10);
            boolean toBeKilled = kills < KILLS;
            account.onPage(page -> {
                if (toBeKilled) {
                    // As slow as a distant server, so that a kill can meet every phase of a page.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
                    if (page >= last) {
                        moment.countDown();
                    }
                }
            });
            ChildProcess child = ChildProcess.java(
                    directory, List.of("-Xmx64m"), ExportProgram.class.getName(), arguments(account, file, more));
            if (!toBeKilled) {
                assertThat(child.exitCode()).as(child.err()).isZero();
                return kills;
            }
            while (!moment.await(50, TimeUnit.MILLISECONDS)) {
                assertThat(child.isAlive())
                        .as("ended after %d kills: %s", kills, child.err())
                        .isTrue();
            }
            LockSupport.parkNanos(random.nextInt(20_000_000));
            child.kill();
            kills++;
        }
    }

    private List<String> arguments(FixtureAccount account, Path file, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "calls",
                "--base-url",
                account.baseUrl(),
                "--account",
                "AC1",
                "--key-file",
                key.toString(),
                "--output",
                file.toString(),
                "--page-size",
                Integer.toString(PAGE_SIZE),
                "--checkpoint-every",
                "5",
                "--resume",
                "--quiet"));
        arguments.addAll(more);
        return arguments;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
