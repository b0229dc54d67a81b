package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.ListCalls;
import io.texml.examples.program.TexmlProgram;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.fault.Latency;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
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
            exportWithKills(account, file, List.of());

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
            exportWithKills(account, file, List.of("--from", "2026-01-01", "--to", "2026-01-10", "--slices", "3"));

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
    void killedAtRandomMomentsAmongTheSimulatorsFaultsItIsByteForByteWhatWasSent() throws Exception {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().realTime().calls(CALLS).start()) {
            Files.writeString(key, simulator.apiKey());
            Path sent = directory.resolve("sent.ndjson");
            writeItems(simulator, sent);
            int before = simulator.journal().count("calls.list");
            // A quick window, faults that keep coming, and three links that have expired.
            simulator.faults().add(Fault.latency(Latency.fixed(Duration.ofMillis(3))));
            simulator.faults().add(faulty(Fault.status(429).retryAfter("0.05")).every(19));
            simulator.faults().add(faulty(Fault.dropBeforeActing().withReset()).every(23));
            simulator.faults().add(faulty(Fault.truncatedBody()).every(29));
            simulator.faults().add(faulty(Fault.status(503)).every(37));
            for (int expired : List.of(40, 200, 420)) {
                simulator.faults().add(faulty(Fault.status(422)).skip(expired).times(1));
            }
            Path file = directory.resolve("calls.ndjson");
            int[] pageSizes = {250, 100, 333, 1000};

            exportWithKills(
                    () -> simulator.journal().count("calls.list") - before,
                    kills -> arguments(
                            simulator.baseUrl().toString(),
                            simulator.accountSid(),
                            file,
                            pageSizes[kills % pageSizes.length],
                            List.of()));

            assertThat(Files.mismatch(sent, file)).isEqualTo(-1);
            assertThat(simulator.faults().happened()).isGreaterThan(30);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "it needs a shell's limit on the size of files")
    void aFullDiskEndsWithAClearErrorAndAGoodCheckpoint() throws Exception {
        try (FixtureAccount account = new FixtureAccount(20_000)) {
            Path file = directory.resolve("calls.ndjson");
            List<String> command = ChildProcess.command(
                    List.of("-Xmx64m"),
                    TexmlProgram.class.getName(),
                    ExportRun.command(arguments(account, file, List.of())));
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
                    directory,
                    List.of("-Xmx64m"),
                    TexmlProgram.class.getName(),
                    ExportRun.command(arguments(account, file, List.of())));
            assertThat(fifth.await(60, TimeUnit.SECONDS)).as(child.err()).isTrue();
            interrupt(child);

            assertThat(child.exitCode()).as(child.err()).isEqualTo(130);
            signalled.countDown();
            assertThat(child.err()).contains("--resume");
            assertThat(file).doesNotExist();
            assertThat(Files.readAllLines(FileOutput.partOf(file))).hasSize(4 * PAGE_SIZE);

            ChildProcess again = ChildProcess.java(
                    directory,
                    List.of("-Xmx64m"),
                    TexmlProgram.class.getName(),
                    ExportRun.command(arguments(account, file, List.of())));
            assertThat(again.exitCode()).as(again.err()).isZero();
            assertThat(Files.readAllLines(file)).hasSize(20_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void aReaderThatGoesAwayEndsTheExportQuietly() throws Exception {
        try (FixtureAccount account = new FixtureAccount(20_000)) {
            List<String> arguments =
                    new ArrayList<>(arguments(account.baseUrl(), "AC1", directory.resolve("unused"), 1_000, List.of()));
            arguments.removeAll(List.of("--output", directory.resolve("unused").toString(), "--resume"));
            ChildProcess child = ChildProcess.javaIntoAPipe(
                    directory, List.of("-Xmx64m"), TexmlProgram.class.getName(), ExportRun.command(arguments));
            child.stopReading();

            assertThat(child.exitCode()).as(child.err()).isEqualTo(141);
            // What newer JVMs say of Netty's native parts is not the program's.
            assertThat(child.err().lines().filter(line -> !line.isBlank() && !line.startsWith("WARNING: ")))
                    .isEmpty();
            assertThat(account.pages()).isLessThan(20);
        }
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "it sends a signal")
    void theSecondInterruptionEndsAtOnceWhateverItWaitsFor() throws Exception {
        try (FixtureAccount account = new FixtureAccount(20_000)) {
            Path unused = directory.resolve("unused");
            List<String> arguments = new ArrayList<>(arguments(account.baseUrl(), "AC1", unused, 1_000, List.of()));
            arguments.removeAll(List.of("--output", unused.toString(), "--resume"));
            // Its output is a pipe that nobody reads, so that the page it is at is never written.
            ChildProcess child = ChildProcess.javaIntoAPipe(
                    directory, List.of("-Xmx64m"), TexmlProgram.class.getName(), ExportRun.command(arguments));
            child.waitUntil(() -> account.pages() >= 2);
            interrupt(child);
            child.waitUntil(() -> child.err().contains("Ctrl-C again"));
            assertThat(child.isAlive()).isTrue();

            interrupt(child);

            assertThat(child.exitCode()).as(child.err()).isEqualTo(130);
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

    private void exportWithKills(FixtureAccount account, Path file, List<String> more) throws Exception {
        // As slow as a distant server, so that a kill can meet every phase of a page.
        account.onPage(page -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3)));
        exportWithKills(account::pages, kills -> arguments(account, file, more));
    }

    /**
     * Exports until it is done, and kills it at random moments, from the start of the process on, that are spread over
     * the whole export.
     *
     * @param pages how many pages were served so far
     * @param arguments the program's arguments after so many kills
     */
    private void exportWithKills(IntSupplier pages, IntFunction<List<String>> arguments) throws Exception {
        Random random = new Random(5);
        double pagesPerKill = 0.9 * CALLS / PAGE_SIZE / KILLS;
        for (int kills = 0; kills < KILLS; kills++) {
            int page = (int) ((kills + random.nextDouble()) * pagesPerKill);
            ChildProcess child = ChildProcess.java(
                    directory,
                    List.of("-Xmx64m"),
                    TexmlProgram.class.getName(),
                    ExportRun.command(arguments.apply(kills)));
            while (pages.getAsInt() < page) {
                assertThat(child.isAlive())
                        .as("ended after %d kills: %s", kills, child.err())
                        .isTrue();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            LockSupport.parkNanos(random.nextInt(20_000_000));
            child.kill();
        }
        ChildProcess last = ChildProcess.java(
                directory, List.of("-Xmx64m"), TexmlProgram.class.getName(), ExportRun.command(arguments.apply(KILLS)));
        assertThat(last.exitCode()).as(last.err()).isZero();
    }

    private static void interrupt(ChildProcess child) throws Exception {
        assertThat(new ProcessBuilder("kill", "-INT", Long.toString(child.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static Fault faulty(Fault fault) {
        return fault.on("calls.list");
    }

    private static void writeItems(TexmlSimulator simulator, Path file) throws IOException {
        try (TexmlClient client = TexmlClient.builder()
                        .baseUrl(simulator.baseUrl())
                        .apiKey(simulator.apiKey())
                        .accountSid(simulator.accountSid())
                        .build();
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (ByteBuffer item : client.list(
                            ListCalls.builder().pageSize(1_000).build())
                    .raw()
                    .toIterable()) {
                byte[] bytes = new byte[item.remaining()];
                item.get(bytes);
                out.write(bytes);
                out.write('\n');
            }
        }
    }

    private List<String> arguments(FixtureAccount account, Path file, List<String> more) {
        return arguments(account.baseUrl(), "AC1", file, PAGE_SIZE, more);
    }

    private List<String> arguments(String baseUrl, String account, Path file, int pageSize, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "calls",
                "--base-url",
                baseUrl,
                "--account",
                account,
                "--key-file",
                key.toString(),
                "--output",
                file.toString(),
                "--page-size",
                Integer.toString(pageSize),
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
