package io.texml.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestThrottleTest {

    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;
    private static final RateLimit SILENT = new RateLimit(null, null, null);

    private final RequestThrottle throttle = new RequestThrottle();

    @Test
    void aServerThatSaysNothingChangesNothing() {
        for (int underWay = 0; underWay < 1_000; underWay++) {
            assertThat(throttle.waitFor(underWay, underWay)).isZero();
        }
        throttle.onAnswer(5, SILENT);

        assertThat(throttle.waitFor(6, 100_000)).isZero();
        assertThat(throttle.state(6)).isEqualTo(new RateLimitState(null, null, null, Duration.ZERO));
    }

    @Test
    void aUsedUpWindowIsWaitedForInsteadOfRunInto() {
        throttle.onAnswer(0, window(100, 0, 30));

        assertThat(throttle.waitFor(0, 0)).isEqualTo(30 * SECOND);
        assertThat(throttle.state(10 * SECOND).pausedFor()).isEqualTo(Duration.ofSeconds(20));
        assertThat(throttle.waitFor(29 * SECOND, 0)).isEqualTo(SECOND);
        assertThat(throttle.waitFor(30 * SECOND, 0)).isZero();
    }

    @Test
    void noMoreAreUnderWayThanTheWindowHasLeft() {
        throttle.onAnswer(0, window(100, 3, 30));

        assertThat(throttle.waitFor(0, 2)).isZero();
        assertThat(throttle.waitFor(0, 3))
                .as("until an answer tells, or the window ends")
                .isEqualTo(30 * SECOND);
    }

    @Test
    void oneSlowAnswerHoldsNobodyUpLongerThanTheWindow() {
        throttle.onAnswer(0, window(100, 1, 2));

        assertThat(throttle.waitFor(0, 1)).isEqualTo(2 * SECOND);
        assertThat(throttle.waitFor(2 * SECOND, 1)).isZero();
    }

    @Test
    void answersThatOvertakeEachOtherDoNotGiveRequestsBack() {
        throttle.onAnswer(0, window(100, 5, 30));
        throttle.onAnswer(MILLISECOND, window(100, 9, 30));

        assertThat(throttle.waitFor(MILLISECOND, 5)).isPositive();
        assertThat(throttle.state(MILLISECOND).remaining()).isEqualTo(5);
    }

    @Test
    void aWindowOfOneSecondNeverSticks() {
        long now = 0;
        for (int window = 0; window < 100; window++) {
            throttle.onAnswer(now, window(10, 0, 1));
            assertThat(throttle.waitFor(now, 0)).isEqualTo(SECOND);
            now += SECOND;
            assertThat(throttle.waitFor(now, 0)).isZero();
        }
    }

    @Test
    void aUsedUpWindowThatEndsInZeroSecondsIsWaitedForASecond() {
        throttle.onAnswer(0, window(10, 0, 0));

        assertThat(throttle.waitFor(0, 0)).isEqualTo(SECOND);
    }

    @Test
    void aNewWindowIsTakenToBeAsLargeAsTheLast() {
        throttle.onAnswer(0, window(10, 0, 1));

        assertThat(throttle.waitFor(SECOND, 9)).isZero();
        assertThat(throttle.waitFor(SECOND, 10)).isEqualTo(SECOND);
    }

    @Test
    void aNewWindowWhoseFirstAnswersAreSlowLetsOneMoreFindOutAfterAMoment() {
        throttle.onAnswer(0, window(10, 0, 1));
        for (int underWay = 0; underWay < 10; underWay++) {
            assertThat(throttle.waitFor(SECOND, underWay)).isZero();
        }

        assertThat(throttle.waitFor(2 * SECOND - 1, 10)).isEqualTo(1);
        assertThat(throttle.waitFor(2 * SECOND, 10)).isZero();
        assertThat(throttle.waitFor(2 * SECOND, 11)).isEqualTo(2 * SECOND);
    }

    @Test
    void aProbeThatIsSlowDoesNotHoldUpTheRest() {
        throttle.onThrottled(0, SILENT, Duration.ofSeconds(3));
        long probe = 5 * SECOND;
        assertThat(throttle.waitFor(probe, 0)).isZero();

        assertThat(throttle.waitFor(probe, 1)).isEqualTo(SECOND);
        long second = probe + SECOND;
        assertThat(throttle.waitFor(second - 1, 1)).isEqualTo(1);
        assertThat(throttle.waitFor(second, 1)).isZero();
        assertThat(throttle.waitFor(second, 2)).isEqualTo(2 * SECOND);

        // The second is answered while the first still hangs: it goes on growing.
        throttle.onAnswer(second + MILLISECOND, SILENT);
        assertThat(throttle.waitFor(second + MILLISECOND, 1)).isZero();
        assertThat(throttle.waitFor(second + MILLISECOND, 2)).isZero();
        assertThat(throttle.waitFor(second + MILLISECOND, 3)).isEqualTo(SECOND);
        throttle.onAnswer(second + 2 * MILLISECOND, SILENT);
        assertThat(throttle.waitFor(second + 2 * MILLISECOND, 3)).isZero();
    }

    @Test
    void aServerThatAnswersNothingAfterA429IsAskedLessAndLessOften() {
        throttle.onThrottled(0, SILENT, Duration.ofSeconds(3));
        long now = 3 * SECOND;
        assertThat(throttle.waitFor(now, 0)).isZero();
        int underWay = 1;
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 32}) {
            assertThat(throttle.waitFor(now, underWay)).isEqualTo(seconds * SECOND);
            now += seconds * SECOND;
            assertThat(throttle.waitFor(now, underWay)).isZero();
            underWay++;
        }
        throttle.onAnswer(now, SILENT);
        assertThat(throttle.waitFor(now, underWay + 1)).as("an answer").isEqualTo(SECOND);
    }

    @Test
    void requestsFromBeforeThePauseThatHangDoNotKeepTheProbeFromGoing() {
        throttle.onThrottled(0, SILENT, Duration.ofSeconds(3));

        assertThat(throttle.waitFor(3 * SECOND, 20)).isEqualTo(SECOND);
        assertThat(throttle.waitFor(4 * SECOND, 20)).isZero();
        assertThat(throttle.waitFor(4 * SECOND, 21)).isEqualTo(2 * SECOND);
    }

    @Test
    void whoLooksAndDoesNotGoTakesNoProbeAway() {
        throttle.onThrottled(0, SILENT, Duration.ofSeconds(3));
        throttle.waitFor(3 * SECOND, 0);
        assertThat(throttle.waitFor(4 * SECOND, 1)).isZero();

        assertThat(throttle.waitFor(4 * SECOND, 1)).isZero();
    }

    @Test
    void aLimitOfNothingStillLetsOneFindOut() {
        throttle.onAnswer(0, new RateLimit(0L, null, null));

        assertThat(throttle.waitFor(1, 0)).isZero();
    }

    @Test
    void a429PausesEverythingAndStartsAgainOneByOne() {
        throttle.onThrottled(0, SILENT, Duration.ofSeconds(3));

        assertThat(throttle.waitFor(0, 0)).isEqualTo(3 * SECOND);
        long restart = 3 * SECOND;
        assertThat(throttle.waitFor(restart, 0)).isZero();
        assertThat(throttle.waitFor(restart, 1)).isPositive();
        throttle.onAnswer(restart + 1, SILENT);
        assertThat(throttle.waitFor(restart + 1, 1)).isZero();
        assertThat(throttle.waitFor(restart + 1, 2)).isPositive();
        throttle.onAnswer(restart + 2, SILENT);
        assertThat(throttle.waitFor(restart + 2, 2)).isZero();
    }

    @Test
    void answersFromBeforeThePauseDoNotHurryTheNewStart() {
        throttle.onThrottled(0, SILENT, Duration.ofSeconds(3));
        for (int i = 0; i < 200; i++) {
            throttle.onAnswer(SECOND, SILENT);
        }

        assertThat(throttle.waitFor(3 * SECOND, 0)).isZero();
        assertThat(throttle.waitFor(3 * SECOND, 1)).isPositive();
    }

    @Test
    void theLongestOfWhatTheServerSaysCounts() {
        long pause = throttle.onThrottled(0, window(100, 0, 8), Duration.ofSeconds(3));

        assertThat(pause).isEqualTo(8 * SECOND);
    }

    @Test
    void theResetOfAWindowThatStillHasRoomIsNotWhatA429WaitsFor() {
        assertThat(throttle.onThrottled(0, window(100, 50, 40), Duration.ofSeconds(3)))
                .isEqualTo(3 * SECOND);
    }

    @Test
    void pausesThatNobodyNamesGrowWithEach429InARowAndStartAfreshAfterASuccess() {
        long now = 0;
        for (long seconds : new long[] {1, 2, 4, 8, 16, 32, 32}) {
            long pause = throttle.onThrottled(now, SILENT, null);
            assertThat(pause).isEqualTo(seconds * SECOND);
            now += pause;
            throttle.waitFor(now, 0);
        }
        throttle.onAnswer(now, SILENT);

        assertThat(throttle.onThrottled(now, SILENT, null)).isEqualTo(SECOND);
    }

    @Test
    void those429sThatComeDuringThePauseSayNothingNew() {
        throttle.onThrottled(0, SILENT, null);
        for (int i = 0; i < 50; i++) {
            throttle.onThrottled(SECOND / 2, SILENT, null);
        }

        assertThat(throttle.waitFor(SECOND / 2, 0)).isEqualTo(SECOND / 2);
        throttle.waitFor(SECOND, 0);
        assertThat(throttle.onThrottled(SECOND, SILENT, null)).isEqualTo(2 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {86_400, 1_764_000_000L, 9_999_999_999L})
    void anAbsurdResetStopsTheClientForFiveMinutesAndThenOneRequestFindsOut(long reset) {
        throttle.onAnswer(0, window(100, 0, reset));

        long fiveMinutes = 300 * SECOND;
        assertThat(throttle.waitFor(0, 0)).isEqualTo(fiveMinutes);
        assertThat(throttle.waitFor(fiveMinutes, 0)).isZero();
        assertThat(throttle.waitFor(fiveMinutes, 1)).isPositive();
    }

    @Test
    void anAbsurdRetryAfterStopsTheClientForFiveMinutes() {
        assertThat(throttle.onThrottled(0, SILENT, Duration.ofDays(365))).isEqualTo(300 * SECOND);
        assertThat(throttle.onThrottled(300 * SECOND, SILENT, Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(300 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void everyRequestIsAdmittedInTheEnd(long seed) {
        for (int round = 0; round < 25; round++) {
            new SimulatedServer(new Random(seed * 1_000 + round)).serve(300);
        }
    }

    private static RateLimit window(long limit, long remaining, long resetSeconds) {
        return new RateLimit(limit, remaining, Duration.ofSeconds(resetSeconds));
    }

    /** A server with a rate limit, answers in any order, lost answers, and a client that obeys the throttle. */
    private static final class SimulatedServer {

        private final Random random;
        private final RequestThrottle throttle = new RequestThrottle();
        private final int limit;
        private final long length;
        private final boolean tells;
        private final Deque<RateLimit> answers = new ArrayDeque<>();
        private long windowStart;
        private int taken;

        SimulatedServer(Random random) {
            this.random = random;
            this.limit = 1 + random.nextInt(20);
            this.length = (1 + random.nextInt(5)) * SECOND / (1 + random.nextInt(3));
            this.tells = random.nextInt(4) > 0;
        }

        void serve(int requests) {
            long now = random.nextInt(1_000_000);
            int waiting = requests;
            int steps = 0;
            while (waiting > 0) {
                assertThat(steps++).as("steps; %d requests still wait", waiting).isLessThan(100_000);
                long wait = throttle.waitFor(now, answers.size());
                if (wait == 0 && answers.size() < 16) {
                    waiting--;
                    answers.add(receive(now));
                } else if (!answers.isEmpty()) {
                    now += random.nextInt(50) * MILLISECOND;
                    waiting += answer(now);
                } else {
                    assertThat(wait)
                            .as("with nothing under way only the clock may hold requests back")
                            .isBetween(1L, 300 * SECOND);
                    now += wait;
                }
            }
        }

        /** What the server says to one request; null for 429. */
        private RateLimit receive(long now) {
            if (now - windowStart >= length) {
                windowStart = now;
                taken = 0;
            }
            taken++;
            long resetSeconds = (windowStart + length - now + SECOND - 1) / SECOND;
            return new RateLimit(
                    tells ? (long) limit : null,
                    tells ? (long) Math.max(-1, limit - taken) : null,
                    tells ? Duration.ofSeconds(resetSeconds) : null);
        }

        /** One of the answers arrives, or never will; returns how many requests have to come again. */
        private int answer(long now) {
            RateLimit answer = answers.poll();
            if (random.nextInt(3) == 0) {
                answers.addLast(answer);
                answer = answers.poll();
            }
            Long left = answer.remaining();
            boolean refused = left == null ? random.nextInt(10) == 0 : left < 0;
            if (random.nextInt(20) == 0) {
                return 1;
            }
            if (refused) {
                throttle.onThrottled(now, answer, random.nextBoolean() ? Duration.ofMillis(random.nextInt(900)) : null);
                return 1;
            }
            throttle.onAnswer(now, answer);
            return 0;
        }
    }
}
