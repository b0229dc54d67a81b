package io.texml.redis;

import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.script.CallScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several JVMs of one account against the simulator, which counts what really arrives, and a real Redis. What befalls them
 * in the midst is up to the test.
 */
final class Proof implements AutoCloseable {

    static final int PROCESSES = Integer.getInteger("proof.processes", 3);
    static final int CALLS = Integer.getInteger("proof.calls", 300);
    static final int DIALS = 150;
    static final Duration WINDOW = Duration.ofMillis(Long.getLong("proof.window", 500));
    static final int LIVE = Integer.getInteger("proof.live", 12);
    static final Duration LEASE = Duration.ofMillis(Long.getLong("proof.lease", 2_000));

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String DIAL = "calls.create";
    /** By this much more than its neighbour's, the wall clock of each process is wrong. */
    static final Duration SKEW = Duration.ofHours(3);

    final RedisServer server = RedisServer.start();
    final TexmlSimulator simulator;
    final List<Worker> workers = new ArrayList<>();
    private int numbers;
    private int callsOfEach;

    /**
     * With the server that they dial at.
     *
     * @param talks how long each call lives
     */
    Proof(Duration talks) {
        simulator = TexmlSimulator.builder()
                .realTime()
                .unboundedRetention()
                .callScript(CallScript.answered()
                        .withRingsAfter(Duration.ofMillis(10))
                        .withAnswersAfter(Duration.ofMillis(20))
                        .withTalks(talks))
                .start();
    }

    /** A JVM that dials. */
    static final class Worker {

        final Process process;
        private final BufferedReader output;

        Worker(Process process) {
            this.process = process;
            this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        private void awaitReady() throws IOException {
            List<String> before = new ArrayList<>();
            String line = output.readLine();
            while (line != null && !line.equals("READY")) {
                before.add(line);
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("a worker did not start: " + String.join("\n", before));
            }
            Thread rest = new Thread(() -> output.lines().forEach(more -> {}), "worker output");
            rest.setDaemon(true);
            rest.start();
        }

        private void go() throws IOException {
            OutputStream input = process.getOutputStream();
            input.write('\n');
            input.flush();
        }

        void kill() {
            process.destroyForcibly();
        }

        /** Such as STOP and CONT. */
        void signal(String name) throws Exception {
            signalTo(process.pid(), name);
        }

        void await() throws InterruptedException {
            if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a worker does not end");
            }
        }
    }

    static void signalTo(long pid, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
    }

    /**
     * Starts the workers, which share the calls, and lets them go together.
     *
     * @param most live calls, each with a dialler; 0 to dial at the pace alone
     */
    void start(int count, int calls, int most) throws IOException {
        List<Worker> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(new Worker(launch(workers.size() + i, calls / count, most)));
        }
        workers.addAll(added);
        for (Worker worker : added) {
            worker.awaitReady();
        }
        for (Worker worker : added) {
            worker.go();
        }
    }

    private Process launch(int worker, int calls, int most) throws IOException {
        int first = numbers;
        callsOfEach = calls;
        numbers += calls;
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dproof.redis=" + server.port(),
                        "-Dproof.simulator=" + simulator.baseUrl(),
                        "-Dproof.key=" + simulator.apiKey(),
                        "-Dproof.account=" + simulator.accountSid(),
                        "-Dproof.public-key=" + simulator.publicKey(),
                        "-Dproof.worker=" + worker,
                        "-Dproof.skew=" + SKEW.multipliedBy(worker - 1).toMillis(),
                        "-Dproof.dials=" + DIALS,
                        "-Dproof.window=" + WINDOW.toMillis(),
                        "-Dproof.first=" + first,
                        "-Dproof.calls=" + calls,
                        "-Dproof.most=" + most,
                        "-Dproof.lease=" + LEASE.toMillis(),
                        ProofWorker.class.getName())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** So many dials have reached the server. */
    void awaitDials(int count) {
        simulator.journal().awaitRequests(DIAL, count, LONGEST);
    }

    void await() throws InterruptedException {
        for (Worker worker : workers) {
            worker.await();
        }
    }

    /** All but the first have ended. */
    void awaitOthers() throws InterruptedException {
        for (Worker worker : workers.subList(1, workers.size())) {
            worker.await();
        }
    }

    /** Another worker took a permit over whose lease had lapsed. */
    void awaitTakeOver() {
        while (server.commands().zcard("texml:{proof}:live:taken") == 0) {
            Thread.onSpinWait();
        }
    }

    /** Whether a call that the first worker dialled was looked up by another. */
    boolean wasLookedUpByAnother() {
        Set<String> ofTheFirst = simulator.journal().callbacks().stream()
                .filter(callback -> isOfTheFirst(callback.fields().get("To")))
                .map(RecordedCallback::callSid)
                .collect(Collectors.toSet());
        return simulator.journal().requests().stream()
                .filter(request -> request.method().equals("GET"))
                .filter(request -> !request.header(ProofWorker.WORKER).equals(Optional.of("0")))
                .anyMatch(request -> ofTheFirst.contains(request.path().replaceAll(".*/", ""))
                        || isOfTheFirst(request.parameters().get("To")));
    }

    private boolean isOfTheFirst(@Nullable String to) {
        return to != null && to.compareTo(ProofWorker.to(callsOfEach)) < 0;
    }

    List<Instant> arrivals() {
        return simulator.journal().requests(DIAL).stream()
                .map(RecordedRequest::receivedAt)
                .sorted()
                .toList();
    }

    /** How many times the most-dialled number was dialled. */
    long mostDialsOfANumber() {
        return simulator.journal().requests(DIAL).stream()
                .collect(Collectors.groupingBy(
                        request -> String.valueOf(request.parameters().get("To")), Collectors.counting()))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    /** The most dials that arrived within one window. */
    static int mostInAWindow(List<Instant> arrivals) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            while (Duration.between(arrivals.get(first), arrivals.get(i)).compareTo(WINDOW) > 0) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    /** Of the rate that the pace allows, over as many whole windows as there were. */
    static double rateUsed(List<Instant> arrivals) {
        int windows = (arrivals.size() - 1) / DIALS;
        Duration took = Duration.between(arrivals.get(0), arrivals.get(windows * DIALS));
        return (double) windows * WINDOW.toNanos() / took.toNanos();
    }

    @Override
    public void close() {
        workers.forEach(Worker::kill);
        simulator.close();
        server.close();
    }
}
