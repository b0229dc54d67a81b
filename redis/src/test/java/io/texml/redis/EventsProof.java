package io.texml.redis;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Several JVMs of one account. This is the load balancer: of each call it gives one event after the other to a process of its
 * choice, some to two of them, and writes down which process heard what.
 */
final class EventsProof implements AutoCloseable {

    static final int PROCESSES = Integer.getInteger("proof.processes", 3);
    static final int EVENTS = Integer.getInteger("proof.events", 2_000);
    static final int PER_CALL = 20;

    private static final int AT_ONCE = 200;
    private static final int REPEATED_OF_A_HUNDRED = 5;

    final List<String> problems = new ArrayList<>();

    private final RedisServer server;
    private final List<Worker> workers = new ArrayList<>();
    private final Random random = new Random(4);
    private final CountDownLatch allHeard = new CountDownLatch(PROCESSES);

    /** What is left to tell of each call, guarded by this. */
    private final Map<String, Progress> calls = new HashMap<>();

    private int published;
    private int nextCall;
    private int callsDone;

    EventsProof(RedisServer server) throws IOException {
        this.server = server;
        for (int i = 0; i < PROCESSES; i++) {
            workers.add(new Worker(i));
        }
        for (Worker worker : workers) {
            worker.awaitReady();
        }
    }

    private static final class Progress {
        int told;
        int underWay;
        int heard;
    }

    /** The process that follows a call. */
    private static int followerOf(int call) {
        return call % PROCESSES;
    }

    private static int callCount() {
        return EVENTS / PER_CALL;
    }

    private final class Worker {

        private final int number;
        private final Process process;
        private final BufferedReader output;
        private final BufferedWriter input;

        Worker(int number) throws IOException {
            this.number = number;
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Dproof.redis=" + server.port(),
                            "-Dproof.skew="
                                    + Proof.SKEW.multipliedBy(number - 1).toMillis(),
                            EventsWorker.class.getName())
                    .redirectErrorStream(true)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        }

        void awaitReady() throws IOException {
            String line = output.readLine();
            while (!"READY".equals(line)) {
                if (line == null) {
                    throw new IllegalStateException("a worker did not start");
                }
                line = output.readLine();
            }
            Thread thread = new Thread(() -> output.lines().forEach(this::said), "worker " + number);
            thread.setDaemon(true);
            thread.start();
        }

        private void said(String line) {
            String[] words = line.split(" ");
            if (words[0].equals("DONE")) {
                done(words[1]);
            } else if (words[0].equals("HEARD")) {
                heard(number, words[1], Integer.parseInt(words[2]));
            }
        }

        void tell(String line) {
            try {
                synchronized (input) {
                    input.write(line);
                    input.write('\n');
                    input.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Publishes all events; returns at once. */
    synchronized void start() {
        for (int i = 0; i < PROCESSES; i++) {
            workers.get(i).tell("FOLLOW last-" + i);
        }
        for (int i = 0; i < AT_ONCE && nextCall < callCount(); i++) {
            startCall();
        }
    }

    private synchronized void startCall() {
        String call = "call-" + nextCall;
        calls.put(call, new Progress());
        workers.get(followerOf(nextCall)).tell("FOLLOW " + call);
        nextCall++;
        tellNext(call);
    }

    private synchronized void tellNext(String call) {
        Progress progress = calls.get(call);
        progress.told++;
        boolean repeated = random.nextInt(100) < REPEATED_OF_A_HUNDRED;
        progress.underWay = repeated ? 2 : 1;
        for (int i = 0; i < progress.underWay; i++) {
            workers.get(random.nextInt(PROCESSES)).tell("PUBLISH " + call + " " + progress.told);
        }
    }

    private synchronized void done(String call) {
        Progress progress = calls.get(call);
        if (progress == null || --progress.underWay > 0) {
            return;
        }
        published++;
        notifyAll();
        if (progress.told < PER_CALL) {
            tellNext(call);
        } else if (nextCall < callCount()) {
            callsDone++;
            startCall();
        } else if (++callsDone == callCount()) {
            // Behind all that they have to hear.
            for (int i = 0; i < PROCESSES; i++) {
                workers.get(random.nextInt(PROCESSES)).tell("PUBLISH last-" + i + " 1");
            }
        }
    }

    private synchronized void heard(int worker, String call, int sequence) {
        if (call.startsWith("last-")) {
            allHeard.countDown();
            return;
        }
        Progress progress = calls.get(call);
        if (worker != followerOf(Integer.parseInt(call.substring("call-".length())))) {
            problems.add(call + " was heard by process " + worker);
        }
        if (sequence != ++progress.heard) {
            problems.add(call + ": heard " + sequence + " where " + progress.heard + " comes");
        }
    }

    /** So many are in Redis. */
    synchronized void awaitPublished(int count) throws InterruptedException {
        while (published < count) {
            wait();
        }
    }

    void await() throws InterruptedException {
        if (!allHeard.await(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("only " + published + " events were published, or the last was not heard");
        }
    }

    /** Each event of each call, once. */
    synchronized int heardInAll() {
        return calls.values().stream().mapToInt(progress -> progress.heard).sum();
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.process.destroyForcibly());
    }
}
