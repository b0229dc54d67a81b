package io.texml.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialWindowTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void noClosedWindowEverHoldsMoreThanAllowedWhateverTheTiming(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int dials = 1 + random.nextInt(12);
            long length = 1 + random.nextInt(1_000);
            List<Long> arrived = randomSchedule(random, dials, length, 400);

            assertThat(mostInAnyClosedWindow(arrived, length))
                    .as("seed %d, round %d: %d dials in %d ns", seed, round, dials, length)
                    .isLessThanOrEqualTo(dials);
            assertThat(arrived).as("the schedule dials at all").isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 150})
    void withDemandTheWindowIsFullAllTheTime(int dials) {
        long length = 5_000;
        DialWindow window = new DialWindow(dials, Duration.ofNanos(length));
        long now = 0;
        int done = 0;
        while (done < dials * 10) {
            long wait = window.tryReserve(now);
            if (wait == 0) {
                window.use();
                window.settle(now);
                done++;
            } else {
                now += wait;
            }
        }

        // A closed window of this length, and one nanosecond more before the next one begins.
        assertThat(now).isEqualTo(9 * (length + 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 150, 5_000})
    void theAnswerTimeIsAddedToTheWindowAndNothingElse(long answerTime) {
        int dials = 150;
        long length = 5_000;
        DialWindow window = new DialWindow(dials, Duration.ofNanos(length));
        long now = 0;
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < dials; i++) {
                assertThat(window.tryReserve(now)).isZero();
                window.use();
            }
            assertThat(window.tryReserve(now)).isEqualTo(Long.MAX_VALUE);
            now += answerTime;
            for (int i = 0; i < dials; i++) {
                window.settle(now);
            }
            now += window.tryReserve(now);
        }

        assertThat(now).isEqualTo(10 * (length + 1 + answerTime));
    }

    @Test
    void theWaitThatItNamesIsEnoughAndNotTooMuch() {
        DialWindow window = new DialWindow(2, Duration.ofNanos(100));
        dial(window, 0);
        dial(window, 30);

        assertThat(window.tryReserve(40)).isEqualTo(61);
        assertThat(window.tryReserve(100)).isEqualTo(1);
        assertThat(window.tryReserve(101)).isZero();
    }

    @Test
    void aSlotCountsFromItsUseUntilItsDialIsSettledAndAWindowLonger() {
        DialWindow window = new DialWindow(1, Duration.ofNanos(100));
        assertThat(window.tryReserve(0)).isZero();

        assertThat(window.tryReserve(1_000)).as("taken, however old").isEqualTo(Long.MAX_VALUE);
        window.use();
        assertThat(window.tryReserve(2_000)).as("under way, however long").isEqualTo(Long.MAX_VALUE);
        window.settle(3_000);

        assertThat(window.tryReserve(3_000)).isEqualTo(101);
        assertThat(window.tryReserve(3_100)).isEqualTo(1);
        assertThat(window.tryReserve(3_101)).isZero();
    }

    /** The first of two arrives late, the next ones at once: the fault that 154 dials in 5 seconds were. */
    @Test
    void aDialThatArrivesLateSharesItsWindowWithNoneTooMany() {
        DialWindow window = new DialWindow(2, Duration.ofNanos(100));
        assertThat(window.tryReserve(0)).isZero();
        assertThat(window.tryReserve(0)).isZero();
        window.use();
        window.use();
        // Both are under way for 20 ns and arrive at their end.
        window.settle(20);
        window.settle(20);

        assertThat(window.tryReserve(101)).isEqualTo(20);
        assertThat(window.tryReserve(120)).isEqualTo(1);
        assertThat(window.tryReserve(121)).isZero();
    }

    @Test
    void whoFindsEveryPlaceHeldIsToldThatNoTimeHelpsAndWhoFindsOneSettledWhenItIsFree() {
        DialWindow window = new DialWindow(3, Duration.ofNanos(100));
        for (int i = 0; i < 3; i++) {
            window.tryReserve(0);
        }
        window.use();
        assertThat(window.tryReserve(10)).isEqualTo(Long.MAX_VALUE);

        window.settle(30);
        assertThat(window.tryReserve(40)).isEqualTo(91);

        window.pauseUntil(1_000);
        assertThat(window.tryReserve(50)).isEqualTo(950);
    }

    @Test
    void theLeastWaitIsThatOfTheBestThatCanStillHappen() {
        DialWindow window = new DialWindow(4, Duration.ofNanos(100));
        assertThat(window.leastWait(0, 3)).isZero();
        assertThat(window.leastWait(0, 4)).as("a whole window").isEqualTo(101);

        // One is settled, two are under way, one is reserved and may come back.
        dial(window, 0);
        for (int i = 0; i < 3; i++) {
            window.tryReserve(0);
        }
        window.use();
        window.use();

        assertThat(window.leastWait(60, 0)).as("the reserved one").isZero();
        assertThat(window.leastWait(60, 1)).as("the settled one leaves").isEqualTo(41);
        assertThat(window.leastWait(60, 2)).as("under way, settled now").isEqualTo(101);
        assertThat(window.leastWait(60, 3)).as("under way, settled now").isEqualTo(101);
        assertThat(window.leastWait(60, 4)).isEqualTo(101);
        assertThat(window.leastWait(60, 5)).isEqualTo(142);
        assertThat(window.leastWait(60, 6)).isEqualTo(202);
        assertThat(window.leastWait(60, Integer.MAX_VALUE)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void nobodyPassesBeforeTheLeastWaitThatHeWasTold(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            int dials = 1 + random.nextInt(6);
            DialWindow window = new DialWindow(dials, Duration.ofNanos(100));
            int reserved = 0;
            int underWay = 0;
            long now = 0;
            for (int step = 0; step < 30; step++) {
                now += random.nextInt(40);
                int choice = random.nextInt(3);
                if (choice == 0 && window.tryReserve(now) == 0) {
                    reserved++;
                } else if (choice == 1 && reserved > 0) {
                    window.use();
                    reserved--;
                    underWay++;
                } else if (choice == 2 && underWay > 0) {
                    window.settle(now);
                    underWay--;
                }
            }
            int ahead = random.nextInt(3 * dials);
            long told = window.leastWait(now, ahead);
            // The best that can happen: what is under way ends now, what is reserved comes back, everybody dials at
            // once.
            for (int i = 0; i < underWay; i++) {
                window.settle(now);
            }
            for (int i = 0; i < reserved; i++) {
                window.giveBack();
            }
            long at = now;
            for (int passed = 0; passed <= ahead; passed++) {
                for (long wait = window.tryReserve(at); wait != 0; wait = window.tryReserve(at)) {
                    at += wait;
                }
                window.use();
                window.settle(at);
            }

            assertThat(told).as("seed %d, round %d", seed, round).isEqualTo(at - now);
        }
    }

    @Test
    void aSlotThatIsGivenBackIsFreeAtOnce() {
        DialWindow window = new DialWindow(1, Duration.ofNanos(100));
        window.tryReserve(0);

        window.giveBack();

        assertThat(window.tryReserve(0)).isZero();
    }

    @Test
    void aPauseHoldsEverySlotAndAShorterOneDoesNotShortenIt() {
        DialWindow window = new DialWindow(5, Duration.ofNanos(100));
        window.pauseUntil(500);
        window.pauseUntil(200);

        assertThat(window.tryReserve(100)).isEqualTo(400);
        assertThat(window.tryReserve(500)).isZero();
    }

    @Test
    void theClockMayOverflow() {
        long start = Long.MAX_VALUE - 50;
        DialWindow window = new DialWindow(1, Duration.ofNanos(100));
        dial(window, start);

        assertThat(window.tryReserve(start + 60)).isEqualTo(41);
        assertThat(window.tryReserve(start + 101)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aClockThatGoesBackSlowsDialsDownAndCrowdsNoWindow(long seed) {
        Random random = new Random(seed);
        int dials = 1 + random.nextInt(5);
        long length = 100;
        DialWindow window = new DialWindow(dials, Duration.ofNanos(length));
        List<Long> used = new ArrayList<>();
        long realTime = 0;
        long clockIsBehind = 0;
        for (int step = 0; step < 2_000; step++) {
            realTime += random.nextInt(30);
            if (random.nextInt(20) == 0) {
                clockIsBehind += random.nextInt(300);
            }
            if (window.tryReserve(realTime - clockIsBehind) == 0) {
                window.use();
                window.settle(realTime - clockIsBehind);
                used.add(realTime);
            }
        }

        assertThat(mostInAnyClosedWindow(used, length)).isLessThanOrEqualTo(dials);
        assertThat(used).hasSizeGreaterThan(20);
    }

    @Test
    void aWindowForNothingIsRefused() {
        assertThatThrownBy(() -> new DialWindow(0, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DialWindow(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * Reserves, uses late, settles late, gives back and pauses at random; returns when dials arrived, which is at a random
     * moment between use and settling.
     */
    private static List<Long> randomSchedule(Random random, int dials, long length, int steps) {
        DialWindow window = new DialWindow(dials, Duration.ofNanos(length));
        List<Long> arrived = new ArrayList<>();
        List<Long> underWay = new ArrayList<>();
        int held = 0;
        long now = random.nextInt();
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(24)) {
                case 0, 1, 2, 3, 4, 5, 6, 7 -> held += window.tryReserve(now) == 0 ? 1 : 0;
                case 8, 9, 10, 11, 12 -> {
                    if (held > 0) {
                        held--;
                        window.use();
                        underWay.add(now);
                    }
                }
                case 13 -> {
                    if (held > 0) {
                        held--;
                        window.giveBack();
                    }
                }
                case 14 -> {
                    if (random.nextInt(20) == 0) {
                        window.pauseUntil(now + random.nextInt((int) length + 1));
                    }
                }
                case 15 -> now += length;
                case 16 -> now += length + 1;
                case 17, 18, 19, 20 -> {
                    if (!underWay.isEmpty()) {
                        arrived.add(settle(window, underWay.remove(random.nextInt(underWay.size())), now, random));
                    }
                }
                default -> now += random.nextInt((int) length / dials + 2);
            }
        }
        for (long written : underWay) {
            arrived.add(settle(window, written, now, random));
        }
        return arrived.stream().sorted().toList();
    }

    /** Returns when the dial arrived: at once, at its end, or in between. */
    private static long settle(DialWindow window, long written, long now, Random random) {
        window.settle(now);
        return switch (random.nextInt(3)) {
            case 0 -> written;
            case 1 -> now;
            default -> written + random.nextLong(now - written + 1);
        };
    }

    private static int mostInAnyClosedWindow(List<Long> used, long length) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < used.size(); last++) {
            while (used.get(last) - used.get(first) > length) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    private static void dial(DialWindow window, long now) {
        assertThat(window.tryReserve(now)).isZero();
        window.use();
        window.settle(now);
    }
}
