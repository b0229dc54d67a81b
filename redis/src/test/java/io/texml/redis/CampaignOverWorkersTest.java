package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.campaign.ContactHistory;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.script.CallScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Four JVMs are given the same contacts and are killed and stopped in the midst, while the simulator counts what is dialled: no
 * attempt is dialled twice, and every contact ends without anybody's help. Small in the build; in full size with
 * {@code -Dcampaign.redis.contacts=2000 -Dcampaign.redis.kills=40}.
 */
@Tag("simulator")
class CampaignOverWorkersTest {

    private static final int CONTACTS = Integer.getInteger("campaign.redis.contacts", 200);
    /** Every other is a stop for longer than a lease. */
    private static final int KILLS = Integer.getInteger("campaign.redis.kills", 4);

    private static final int WORKERS = 4;
    private static final String DIAL = "calls.create";
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private final RedisServer server = RedisServer.start();
    private final List<Worker> all = new ArrayList<>();
    private final Map<Integer, String> told = new ConcurrentHashMap<>();
    private final List<String> faults = new ArrayList<>();

    @Test
    void noAttemptIsDialledTwiceAndEveryContactEndsWhicheverWorkersDie() throws Exception {
        CallScript quick =
                CallScript.answered().withRingsAfter(Duration.ofMillis(30)).withAnswersAfter(Duration.ofMillis(50));
        try (TexmlSimulator simulator = TexmlSimulator.builder()
                .realTime()
                .unboundedRetention()
                .callScript(quick.withTalks(Duration.ofMillis(900)))
                .start()) {
            for (int contact = 0; contact < CONTACTS; contact += 5) {
                simulator.callScript(
                        CampaignWorker.to(contact),
                        CallScript.busy()
                                .withRingsAfter(Duration.ofMillis(30))
                                .withAnswersAfter(Duration.ofMillis(50)));
            }
            int underWay = killAndStop(simulator);
            judge(simulator, underWay);
        } finally {
            all.forEach(worker -> worker.process.destroyForcibly());
            server.close();
        }
    }

    /** How many dials were under way at the kills and stops. */
    private int killAndStop(TexmlSimulator simulator) throws Exception {
        Random random = new Random(11);
        List<Worker> living = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            living.add(start(simulator));
        }
        for (Worker worker : living) {
            worker.awaitReady();
        }
        int dialsInAll = CONTACTS + CONTACTS / 5 * CampaignWorker.REDIALS;
        int underWay = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int dials = (int) ((kill + random.nextDouble()) * 0.9 * dialsInAll / KILLS);
            long end = System.nanoTime() + LONGEST.toNanos();
            while (simulator.journal().count(DIAL) < dials && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            LockSupport.parkNanos(random.nextInt(20_000_000));
            living.removeIf(worker -> !worker.process.isAlive());
            if (living.stream().noneMatch(Worker::isReady)) {
                break;
            }
            List<Worker> ready = living.stream().filter(Worker::isReady).toList();
            Worker victim = ready.get(random.nextInt(ready.size()));
            if (kill % 2 == 1) {
                victim.process.destroyForcibly();
                victim.isKilled = true;
                underWay += intents();
                living.remove(victim);
            } else {
                Proof.signalTo(victim.process.pid(), "STOP");
                underWay += intents();
                // As long as a lease and until the others have asked again.
                LockSupport.parkNanos(CampaignWorker.LEASE.plusSeconds(6).toNanos());
                Proof.signalTo(victim.process.pid(), "CONT");
            }
            while (living.size() < WORKERS) {
                living.add(start(simulator));
            }
        }
        for (Worker worker : all) {
            assertThat(worker.process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .as("%s", worker.lines)
                    .isTrue();
            worker.reading.join();
        }
        return underWay;
    }

    /** Dials whose end Redis does not know. */
    private int intents() {
        return (int) server.commands().hvals("texml:{proof}:campaign:spring:contacts").stream()
                .filter(record -> ContactRecord.history(record).underWay() != null)
                .count();
    }

    private void judge(TexmlSimulator simulator, int underWay) {
        assertThat(faults).isEmpty();
        List<Worker> done = all.stream().filter(Worker::isDone).toList();
        assertThat(done).as("workers that came to their end").isNotEmpty();
        assertThat(done).allMatch(worker -> worker.finished == CONTACTS);
        assertThat(all.stream().filter(Worker::hasFailed)).allSatisfy(worker -> assertThat(worker.lines)
                .last()
                .asString()
                .containsAnyOf(
                        "another worker has taken", "was stopped for longer", "Redis does not keep the journal"));
        assertThat(told).hasSize(CONTACTS);

        Map<String, Integer> dials = new HashMap<>();
        Map<String, Integer> byReference = new HashMap<>();
        for (RecordedRequest request : simulator.journal().requests(DIAL)) {
            if (request.acted()) {
                dials.merge(String.valueOf(request.parameters().get("To")), 1, Integer::sum);
                byReference.merge(
                        String.valueOf(request.parameters().get("StatusCallback"))
                                .replaceAll(".*texml-reference=", ""),
                        1,
                        Integer::sum);
            }
        }
        assertThat(byReference.values()).as("dials of one intent").containsOnly(1);
        int unknown = 0;
        for (int contact = 0; contact < CONTACTS; contact++) {
            ContactHistory history = ContactRecord.history(
                    server.commands().hget("texml:{proof}:campaign:spring:contacts", CampaignWorker.key(contact)));
            int attempts = history.attempts().size();
            int made = dials.getOrDefault(CampaignWorker.to(contact), 0);
            assertThat(history.isFinished()).isTrue();
            if (history.outcome() == ContactOutcome.UNKNOWN) {
                unknown++;
                assertThat(made).as("dials of %s", contact).isBetween(attempts - 1, attempts);
            } else {
                assertThat(made).as("dials of %s", contact).isEqualTo(attempts);
                assertThat(attempts).isEqualTo(contact % 5 == 0 ? 1 + CampaignWorker.REDIALS : 1);
                assertThat(history.outcome())
                        .isEqualTo(contact % 5 == 0 ? ContactOutcome.BUSY : ContactOutcome.COMPLETED);
            }
        }
        assertThat(unknown).isLessThanOrEqualTo(underWay);
        System.out.printf(
                Locale.ROOT,
                "%d contacts, %d kills and stops, %d dials under way at them, %d unknown, the runs of %d of %d workers failed%n",
                CONTACTS,
                KILLS,
                underWay,
                unknown,
                all.stream().filter(Worker::hasFailed).count(),
                all.size());
    }

    private Worker start(TexmlSimulator simulator) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dproof.redis=" + server.port(),
                        "-Dproof.simulator=" + simulator.baseUrl(),
                        "-Dproof.key=" + simulator.apiKey(),
                        "-Dproof.account=" + simulator.accountSid(),
                        "-Dproof.public=" + simulator.publicKey(),
                        "-Dproof.contacts=" + CONTACTS,
                        CampaignWorker.class.getName())
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Worker worker = new Worker(process);
        all.add(worker);
        return worker;
    }

    private void told(String line) {
        String before = told.put(Integer.parseInt(line.split(" ", 3)[1]), line);
        if (before != null && !before.equals(line)) {
            synchronized (faults) {
                faults.add(before + " and then " + line);
            }
        }
    }

    /** A JVM, and what it said. */
    private final class Worker {

        private final Process process;
        private final Thread reading;
        private final List<String> lines = new ArrayList<>();
        private final CountDownLatch ready = new CountDownLatch(1);
        private volatile boolean isKilled;
        private int finished;

        Worker(Process process) {
            this.process = process;
            this.reading = new Thread(this::read, "worker output");
            reading.setDaemon(true);
            reading.start();
        }

        private void read() {
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (line.equals("READY")) {
                        ready.countDown();
                    } else if (line.startsWith("RESULT") && !isKilled) {
                        // Whose run failed says of some that it is not done with them.
                        if (line.split(" ", 5)[3].equals("true")) {
                            finished++;
                            told(line);
                        }
                    } else if (!line.startsWith("RESULT")) {
                        lines.add(line);
                    }
                }
            } catch (IOException killed) {
                // It says nothing more.
            }
            ready.countDown();
        }

        void awaitReady() throws InterruptedException {
            assertThat(ready.await(2, TimeUnit.MINUTES)).as("%s", lines).isTrue();
        }

        boolean isReady() {
            return ready.getCount() == 0 && process.isAlive();
        }

        boolean hasFailed() {
            return !isKilled && !isDone();
        }

        boolean isDone() {
            return lines.contains("DONE");
        }
    }
}
