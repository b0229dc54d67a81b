package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.FakePlatform;
import io.texml.reactor.dialler.FakePlatform.Answer;
import io.texml.reactor.dialler.FakePlatform.Life;
import io.texml.reactor.dialler.MortalDialler;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * Several processes at once dial the same contacts with one journal and are killed and replaced at random: per attempt there
 * is at most one dial, every contact ends without anybody's help, and all that live tell the same of it.
 */
class CampaignsAtOncePropertyTest {

    private static final int CONTACTS = 40;
    private static final int PROCESSES = 3;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final RedialPolicy POLICY = RedialPolicy.builder()
            .redial(ContactOutcome.BUSY, 2, Duration.ofMinutes(1))
            .redialLater(ContactOutcome.NO_ANSWER, 3, Duration.ofSeconds(30), 2, Duration.ofMinutes(2))
            .redial(ContactOutcome.NOT_DIALLED, 1, Duration.ofMinutes(1))
            .build();

    @Test
    void atMostOneDialPerAttemptAndEveryContactEndsWhicheverProcessDies() {
        for (long seed = 1; seed <= 80; seed++) {
            new History(seed).run();
        }
    }

    /** One random history. */
    private static final class History {

        private final FakePlatform platform = new FakePlatform();
        private final SharedJournal shared = new SharedJournal(platform.scheduler(), LEASE);
        private final Map<Integer, Integer> dialsOf = new HashMap<>();
        private final Map<String, ContactResult<Integer>> told = new HashMap<>();
        private final List<Process> living = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private final String what;
        private final Random random;
        private int underWayAtKills;

        History(long seed) {
            this.what = "seed " + seed;
            this.random = new Random(seed);
            double losses = random.nextInt(4) * 0.3;
            platform.lag = Duration.ofSeconds(random.nextInt(3) * 5L);
            platform.answerTime = Duration.ofMillis(1 + random.nextInt(2_000));
            platform.opensAfter = Duration.ofMillis(random.nextInt(500));
            platform.delivery = status ->
                    random.nextDouble() < losses ? List.of() : List.of(Duration.ofMillis(random.nextInt(3_000)));
            platform.nextLife = request -> {
                dialsOf.merge(number(request), 1, Integer::sum);
                return switch (random.nextInt(4)) {
                    case 0 -> Life.busy();
                    case 1 -> new Life(Duration.ofSeconds(5), Duration.ofSeconds(20), CallStatus.NO_ANSWER);
                    default -> Life.answered(Duration.ofSeconds(1 + random.nextInt(40)));
                };
            };
            platform.nextAnswer = request -> switch (random.nextInt(15)) {
                case 0 -> Answer.REFUSED;
                case 1 -> Answer.TAKEN_WITH_SID;
                default -> Answer.TAKEN;
            };
        }

        void run() {
            for (int process = 0; process < PROCESSES; process++) {
                living.add(new Process());
            }
            int kills = 2 + random.nextInt(6);
            for (int kill = 0; kill < kills; kill++) {
                platform.advance(Duration.ofMillis(500L + random.nextInt(40_000)));
                living.remove(random.nextInt(living.size())).kill();
                if (living.isEmpty() || random.nextBoolean()) {
                    living.add(new Process());
                }
            }
            for (int minute = 0; minute < 20 * 60 && !living.stream().allMatch(process -> process.isOver); minute++) {
                platform.advance(Duration.ofMinutes(1));
            }

            assertThat(faults).as(what).isEmpty();
            assertThat(living)
                    .as(what)
                    .allMatch(process -> process.isOver)
                    .allMatch(process -> process.results == CONTACTS);
            assertThat(told).as(what).hasSize(CONTACTS);
            told.values().forEach(result -> assertThat(dialsOf.getOrDefault(result.contact(), 0))
                    .as(what)
                    .isLessThanOrEqualTo(result.attempts().size()));
            assertThat(told.values().stream().filter(result -> result.outcome() == ContactOutcome.UNKNOWN))
                    .as(what)
                    .hasSizeLessThanOrEqualTo(underWayAtKills);
        }

        /** One process, until it is killed. */
        private final class Process {

            private final MortalDialler dialler =
                    new MortalDialler(platform, LiveCalls.inMemory(1 + random.nextInt(5)));
            private final SharedJournal.Worker worker = shared.worker();
            private boolean isDead;
            private boolean isOver;
            private int results;

            Process() {
                MortalJournal journal = new MortalJournal(
                        worker, platform.scheduler(), () -> Duration.ofMillis(random.nextInt(3) * 20L), () -> isDead);
                Campaign.<Integer>builder(dialler.dialler, (Function<Integer, String>) String::valueOf, this::request)
                        .redial(POLICY)
                        .journal(journal)
                        .maxOpenContacts(5 + random.nextInt(30))
                        .build()
                        .run(Flux.range(0, CONTACTS))
                        .takeWhile(result -> !isDead)
                        .subscribe(this::told, failure -> faults.add(failure.toString()), () -> isOver = !isDead);
            }

            private void told(ContactResult<Integer> result) {
                results++;
                ContactResult<Integer> before = told.put(result.key(), result);
                if (!result.isFinished()) {
                    faults.add("not finished: " + result);
                }
                if (before != null && !before.attempts().equals(result.attempts())) {
                    faults.add("told " + before + " and then " + result);
                }
            }

            void kill() {
                dialler.kill();
                isDead = true;
                worker.die();
                for (int contact = 0; contact < CONTACTS; contact++) {
                    underWayAtKills += shared.history(String.valueOf(contact)).underWay() == null ? 0 : 1;
                }
            }

            private CreateCall request(int contact) {
                return CampaignTest.request(contact).toBuilder()
                        .timeLimit(Duration.ofMinutes(2))
                        .build();
            }
        }

        private static int number(CreateCall request) {
            String to = FakePlatform.text(request, "To");
            return Integer.parseInt(to.substring(to.length() - 4));
        }
    }
}
