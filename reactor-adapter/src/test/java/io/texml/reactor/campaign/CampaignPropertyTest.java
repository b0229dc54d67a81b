package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.FakePlatform;
import io.texml.reactor.dialler.FakePlatform.Answer;
import io.texml.reactor.dialler.FakePlatform.Life;
import io.texml.reactor.dialler.MortalDialler;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Processes that dial the same contacts with one journal and are killed at random, while the platform lives on; callbacks are
 * lost, calls end as they like, writes take their time. Per attempt there is at most one dial, every contact ends, what is
 * told of it is true, and no more of them are unknown than dials were under way when processes died.
 */
class CampaignPropertyTest {

    private static final int CONTACTS = 60;
    private static final RedialPolicy POLICY = RedialPolicy.builder()
            .redial(ContactOutcome.BUSY, 2, Duration.ofMinutes(1))
            .redialLater(ContactOutcome.NO_ANSWER, 3, Duration.ofSeconds(30), 2, Duration.ofMinutes(2))
            .redial(ContactOutcome.NOT_DIALLED, 1, Duration.ofMinutes(1))
            .build();

    @Test
    void atMostOneDialPerAttemptAndEveryContactEndsHoweverOftenTheProcessDies() {
        for (long seed = 1; seed <= 150; seed++) {
            new History(seed, 8, false).run();
        }
    }

    @Test
    void theSameHoldsWhenAnswersAreLost() {
        for (long seed = 1_001; seed <= 1_100; seed++) {
            new History(seed, 8, true).run();
        }
    }

    /** One random history. */
    private static final class History {

        private final FakePlatform platform = new FakePlatform();
        private final Map<String, Set<Integer>> intended = new HashMap<>();
        private final Map<String, ContactResult<Integer>> finished = new HashMap<>();
        private final Map<Integer, Integer> dialsOf = new HashMap<>();
        private final List<String> faults = new ArrayList<>();
        private final DialJournal kept;
        private final String what;
        private final Random random;
        private final int kills;
        private final int most;
        private int underWayAtKills;
        private int lostAnswers;
        private int doubleIntents;

        History(long seed, int kills, boolean losesAnswers) {
            this.what = "seed " + seed;
            this.random = new Random(seed);
            this.kills = kills;
            this.most = 1 + random.nextInt(5);
            this.kept = new ForwardingJournal(DialJournal.inMemory()) {
                @Override
                public Mono<Void> intend(String key, DialIntent intent) {
                    return super.intend(key, intent).doOnSuccess(nothing -> intended(key, intent));
                }
            };
            double losses = random.nextInt(4) * 0.3;
            platform.lag = Duration.ofSeconds(random.nextInt(3) * 5L);
            platform.answerTime = Duration.ofMillis(1 + random.nextInt(2_000));
            platform.opensAfter = Duration.ofMillis(random.nextInt(500));
            platform.clockAhead = random.nextInt(4) == 0 ? null : Duration.ofSeconds(random.nextInt(600) - 300);
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
            platform.nextAnswer = request -> {
                int dice = random.nextInt(20);
                if (losesAnswers && dice < 2) {
                    lostAnswers++;
                    return dice == 0 ? Answer.LOST_AFTER_ACTING : Answer.LOST_BEFORE_ACTING;
                }
                return dice == 2 ? Answer.REFUSED : dice == 3 ? Answer.TAKEN_WITH_SID : Answer.TAKEN;
            };
        }

        private void intended(String key, DialIntent intent) {
            if (!intended.computeIfAbsent(key, same -> new HashSet<>()).add(intent.attempt())) {
                doubleIntents++;
            }
        }

        void run() {
            for (int death = 0; death < kills; death++) {
                live(Duration.ofMillis(500L + random.nextInt(40_000)), true);
                if (random.nextInt(3) == 0) {
                    platform.advance(Duration.ofSeconds(random.nextInt(300)));
                }
            }
            live(Duration.ofHours(20), false);

            assertThat(faults).as(what).isEmpty();
            assertThat(doubleIntents).as(what).isZero();
            assertThat(finished).as(what).hasSize(CONTACTS);
            finished.values().forEach(this::assertTrue);
            long unknown = finished.values().stream()
                    .filter(result -> result.outcome() == ContactOutcome.UNKNOWN)
                    .count();
            assertThat(unknown).as(what).isLessThanOrEqualTo((long) underWayAtKills + lostAnswers);
        }

        /** One process, which is killed after a time or runs to its end. */
        private void live(Duration time, boolean isKilled) {
            boolean[] isDead = {false};
            boolean[] isOver = {false};
            LiveCalls permits = LiveCalls.inMemory(most);
            MortalDialler process = new MortalDialler(platform, permits);
            MortalJournal journal = new MortalJournal(
                    kept, platform.scheduler(), () -> Duration.ofMillis(random.nextInt(3) * 20L), () -> isDead[0]);
            Campaign<Integer> campaign = Campaign.<Integer>builder(
                            process.dialler, (Function<Integer, String>) String::valueOf, History::request)
                    .redial(POLICY)
                    .journal(journal)
                    .maxOpenContacts(10 + random.nextInt(30))
                    .build();
            campaign.run(Flux.range(0, CONTACTS))
                    .takeWhile(result -> !isDead[0])
                    .subscribe(this::told, failure -> faults.add(failure.toString()), () -> isOver[0] = true);
            Duration step = isKilled ? time : Duration.ofMinutes(1);
            for (Duration passed = Duration.ZERO;
                    passed.compareTo(time) < 0 && !isOver[0];
                    passed = passed.plus(step)) {
                platform.advance(step);
            }
            if (isKilled) {
                process.kill();
                isDead[0] = true;
                for (int contact = 0; contact < CONTACTS; contact++) {
                    ContactHistory history = kept.claim(String.valueOf(contact)).block();
                    underWayAtKills += history.underWay() == null ? 0 : 1;
                }
            } else if (!isOver[0]) {
                faults.add("the last run did not end: " + campaign.load() + process.dialler.load());
            }
        }

        private void told(ContactResult<Integer> result) {
            ContactResult<Integer> before = finished.put(result.key(), result);
            if (!result.isFinished()) {
                faults.add("not finished: " + result);
            }
            if (before != null && before.outcome() != result.outcome()) {
                faults.add("told " + before + " and then " + result);
            }
        }

        private void assertTrue(ContactResult<Integer> result) {
            List<FakePlatform.LiveCall> calls = platform.calls.stream()
                    .filter(call -> number(call.request) == result.contact())
                    .toList();
            assertThat(calls)
                    .as(what)
                    .hasSizeLessThanOrEqualTo(result.attempts().size());
            assertThat(dialsOf.getOrDefault(result.contact(), 0)).as(what).isEqualTo(calls.size());
            Set<String> sids = new HashSet<>();
            for (Attempt attempt : result.attempts()) {
                if (attempt.callSid() != null) {
                    assertThat(sids.add(attempt.callSid())).as(what).isTrue();
                    FakePlatform.LiveCall call = calls.stream()
                            .filter(one -> one.sid.equals(attempt.callSid()))
                            .findFirst()
                            .orElseThrow();
                    if (attempt.outcome() != Outcome.UNKNOWN) {
                        assertThat(call.status.value().replace('-', '_').toUpperCase(Locale.ROOT))
                                .as(what)
                                .isEqualTo(attempt.outcome().name());
                    }
                } else {
                    assertThat(attempt.outcome()).as(what).isIn(Outcome.UNKNOWN, Outcome.NOT_DIALLED);
                }
            }
            for (int number = 0; number < result.attempts().size(); number++) {
                assertThat(result.attempts().get(number).number()).as(what).isEqualTo(number + 1);
            }
        }

        /** A permit of an unknown call is held for as long as the call could live. */
        private static CreateCall request(int contact) {
            return CampaignTest.request(contact).toBuilder()
                    .timeLimit(Duration.ofMinutes(2))
                    .build();
        }

        private static int number(CreateCall request) {
            String to = FakePlatform.text(request, "To");
            return Integer.parseInt(to.substring(to.length() - 4));
        }
    }
}
