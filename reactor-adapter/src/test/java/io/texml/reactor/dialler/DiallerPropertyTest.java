package io.texml.reactor.dialler;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.FakePlatform.Answer;
import io.texml.reactor.dialler.FakePlatform.Life;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Losses, repeats, shuffles, delays, lost answers, refusals, reads and hang-ups that fail, cancels, pauses, a stop, and changing
 * limits in random order, of streams and single dials, also between the same two: no permit is lost or doubled, never do more
 * calls live than may, and each request has at most one result, which is true and of its own call.
 */
class DiallerPropertyTest {

    private static final Duration WHOLE_LIFE = Duration.ofHours(6);
    private static final int SHORTEST_TIME_LIMIT = 240;
    private static final int STREAMS = 2;
    private static final int PER_STREAM = 16;
    private static final int SINGLE = 8;
    private static final int REQUESTS = STREAMS * PER_STREAM + SINGLE;

    @Test
    void noPermitIsLostOrDoubledWhateverHappens() {
        for (long seed = 1; seed <= 400; seed++) {
            new Run(seed, true).run();
        }
    }

    @Test
    void eachRequestHasOneResultAndItIsTrue() {
        for (long seed = 1_001; seed <= 1_400; seed++) {
            new Run(seed, false).run();
        }
    }

    /** One random history. */
    private static final class Run {

        private final FakePlatform platform = new FakePlatform();
        private final Map<Integer, List<CallResult>> results = new HashMap<>();
        private final List<Disposable> followers = new ArrayList<>();
        private final long seed;
        private final Random random;
        private final boolean isCancelled;
        private final boolean isRedialled;
        private final int parties;
        private int ended;
        private boolean isStopped;

        Run(long seed, boolean isCancelled) {
            this.seed = seed;
            this.isCancelled = isCancelled;
            this.random = new Random(seed);
            this.isRedialled = random.nextInt(3) == 0;
            this.parties = random.nextBoolean() ? REQUESTS : 1 + random.nextInt(5);
        }

        void run() {
            misbehave();
            int most = 1 + random.nextInt(5);
            LiveCalls permits = LiveCalls.inMemory(most);
            TestSettings settings = new TestSettings()
                    .withHangsUpOnCancel(random.nextBoolean())
                    .withSeparatesParties(random.nextInt(3) > 0);
            DiallerCore dialler = new DiallerCore(
                    platform,
                    platform.events,
                    (isRedialled ? settings.withRedialsUnknown() : settings).settings(permits));
            follow(dialler);
            int limit = most;
            for (int step = 0; step < 200; step++) {
                platform.advance(Duration.ofMillis(random.nextInt(4_000)));
                if (random.nextInt(40) == 0) {
                    dialler.pause();
                } else if (random.nextInt(10) == 0) {
                    dialler.resume();
                }
                if (random.nextInt(60) == 0) {
                    limit = 1 + random.nextInt(most);
                    permits.most(limit);
                }
                if (isCancelled && random.nextInt(20) == 0) {
                    followers.get(random.nextInt(followers.size())).dispose();
                }
                if (random.nextInt(1_000) == 0) {
                    stop(dialler);
                }
                assertThat(platform.live).as("seed " + seed).isLessThanOrEqualTo(most);
            }
            platform.readsFailWith = null;
            platform.hangUpsFailWith = null;
            dialler.resume();
            platform.advance(Duration.ofHours(1));
            platform.advance(WHOLE_LIFE);
            platform.advance(WHOLE_LIFE);

            assertThat(platform.mostLive).as("seed " + seed).isLessThanOrEqualTo(most);
            assertThat(permits.toString()).as("seed " + seed).isEqualTo("LiveCalls[0 of " + limit + "]");
            assertNothingIsLeft(dialler);
            if (!isCancelled) {
                assertThat(ended).as("seed " + seed).isEqualTo(followers.size());
                if (!isStopped) {
                    assertThat(results).as("seed " + seed).hasSize(REQUESTS);
                }
            }
            results.forEach((number, told) -> {
                assertThat(told).as("seed " + seed).hasSize(1);
                assertTrue(number, told.get(0));
            });
            for (int number = 0; number < REQUESTS; number++) {
                assertThat(calls(number)).as("seed " + seed).hasSizeLessThanOrEqualTo(isRedialled ? 2 : 1);
            }
        }

        private void misbehave() {
            double losses = random.nextInt(4) * 0.25;
            platform.lag = Duration.ofSeconds(random.nextInt(3) * 20L);
            platform.answerTime = Duration.ofMillis(1 + random.nextInt(3_000));
            platform.opensAfter = Duration.ofMillis(random.nextInt(500));
            platform.clockAhead = random.nextInt(4) == 0 ? null : Duration.ofSeconds(random.nextInt(7_200) - 3_600);
            platform.readsFailWith = random.nextInt(4) == 0 ? new IllegalStateException("a test") : null;
            platform.hangUpsFailWith = random.nextInt(4) == 0 ? new IllegalStateException("a test") : null;
            platform.delivery = status -> {
                List<Duration> deliveries = new ArrayList<>();
                if (random.nextDouble() >= losses) {
                    int times = 1 + random.nextInt(2);
                    for (int i = 0; i < times; i++) {
                        deliveries.add(Duration.ofMillis(random.nextInt(20_000)));
                    }
                }
                return deliveries;
            };
            platform.nextLife = request -> switch (random.nextInt(4)) {
                case 0 -> Life.busy();
                case 1 -> new Life(Duration.ofSeconds(5), Duration.ofSeconds(30), CallStatus.NO_ANSWER);
                default -> Life.answered(Duration.ofSeconds(random.nextInt(120)));
            };
            platform.nextAnswer = request -> switch (random.nextInt(20)) {
                case 0 -> Answer.REFUSED;
                case 1 -> Answer.LOST_AFTER_ACTING;
                case 2 -> Answer.LOST_BEFORE_ACTING;
                case 3 -> Answer.TAKEN_WITH_SID;
                default -> Answer.TAKEN;
            };
        }

        private void follow(DiallerCore dialler) {
            for (int stream = 0; stream < STREAMS; stream++) {
                Flux<CreateCall> source =
                        Flux.range(stream * PER_STREAM, PER_STREAM).map(this::request);
                followers.add(dialler.dialAll(source).subscribe(this::told, failure -> ended++, () -> ended++));
            }
            for (int number = STREAMS * PER_STREAM; number < REQUESTS; number++) {
                followers.add(dialler.follow(request(number))
                        .mapNotNull(LiveCallEvent::result)
                        .subscribe(this::told, failure -> failed(failure), () -> ended++));
            }
            if (random.nextBoolean()) {
                followers.add(dialler.watch("v3:call-0").subscribe(event -> {}, failure -> {}, () -> ended++));
            }
        }

        private void told(CallResult result) {
            results.computeIfAbsent(number(result.request()), key -> new ArrayList<>())
                    .add(result);
        }

        /** The failure of a single dial does not say which it is. */
        private void failed(Throwable failure) {
            ended++;
            results.computeIfAbsent(-ended, key -> new ArrayList<>())
                    .add(new CallResult(
                            null,
                            null,
                            Outcome.NOT_DIALLED,
                            null,
                            (RuntimeException) failure,
                            null,
                            null,
                            null,
                            null,
                            null,
                            List.of(),
                            false));
        }

        private void stop(DiallerCore dialler) {
            isStopped = true;
            followers.add(dialler.stop().subscribe(nothing -> {}, failure -> {}, () -> ended++));
        }

        /** Its {@code TimeLimit} is what tells a request from others between the same two. */
        private CreateCall request(int number) {
            return DiallerTest.request(number % parties).toBuilder()
                    .timeLimit(Duration.ofSeconds(SHORTEST_TIME_LIMIT + number))
                    .build();
        }

        private static int number(CreateCall request) {
            return Integer.parseInt(FakePlatform.text(request, "TimeLimit")) - SHORTEST_TIME_LIMIT;
        }

        private List<FakePlatform.LiveCall> calls(int number) {
            return platform.calls.stream()
                    .filter(call -> number(call.request) == number)
                    .toList();
        }

        private void assertTrue(int number, CallResult result) {
            List<FakePlatform.LiveCall> calls = calls(number);
            Outcome outcome = result.outcome();
            if (calls.isEmpty() || result.callSid() == null) {
                assertThat(outcome).as("seed " + seed).isIn(Outcome.NOT_DIALLED, Outcome.UNKNOWN);
            } else {
                assertThat(calls)
                        .as("seed " + seed)
                        .extracting(call -> call.sid)
                        .contains(result.callSid());
            }
            if (outcome == Outcome.NOT_DIALLED) {
                assertThat(calls).as("seed " + seed).isEmpty();
            } else if (outcome != Outcome.UNKNOWN) {
                assertThat(calls)
                        .as("seed " + seed)
                        .extracting(
                                call -> call.status.value().replace('-', '_').toUpperCase(Locale.ROOT))
                        .contains(outcome.name());
            }
        }

        private void assertNothingIsLeft(DiallerCore dialler) {
            assertThat(dialler.load().live()).as("seed " + seed).isZero();
            assertThat(dialler.load().unbound()).as("seed " + seed).isZero();
            assertThat(dialler.load().overdue()).as("seed " + seed).isZero();
            assertThat(dialler.load().waiting()).as("seed " + seed).isZero();
            assertThat(dialler.load().lookUpsWaiting()).as("seed " + seed).isZero();
            assertThat(dialler.loop().streams()).as("seed " + seed).isZero();
            assertThat(platform.events.load().subscribers()).as("seed " + seed).isZero();
        }
    }
}
