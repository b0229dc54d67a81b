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
            List<Long> used = randomSchedule(random, dials, length, 400);

            assertThat(mostInAnyClosedWindow(used, length))
                    .as("seed %d, round %d: %d dials in %d ns", seed, round, dials, length)
                    .isLessThanOrEqualTo(dials);
            assertThat(used).as("the schedule dials at all").isNotEmpty();
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
                window.use(now);
                done++;
            } else {
                now += wait;
            }
        }

        // A closed window of this length, and one nanosecond more before the next one begins.
        assertThat(now).isEqualTo(9 * (length + 1));
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
    void aSlotThatIsUsedLateCountsFromItsUse() {
        DialWindow window = new DialWindow(1, Duration.ofNanos(100));
        assertThat(window.tryReserve(0)).isZero();

        assertThat(window.tryReserve(1_000))
                .as("the slot is taken, however old")
                .isPositive();
        window.use(1_000);

        assertThat(window.tryReserve(1_100)).isPositive();
        assertThat(window.tryReserve(1_101)).isZero();
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
                window.use(realTime - clockIsBehind);
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

    /** Reserves, uses late, gives back and pauses at random; returns when dials were made. */
    private static List<Long> randomSchedule(Random random, int dials, long length, int steps) {
        DialWindow window = new DialWindow(dials, Duration.ofNanos(length));
        List<Long> used = new ArrayList<>();
        int held = 0;
        long now = random.nextInt();
        for (int step = 0; step < steps; step++) {
            switch (random.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5, 6, 7 -> held += window.tryReserve(now) == 0 ? 1 : 0;
                case 8, 9, 10, 11, 12 -> {
                    if (held > 0) {
                        held--;
                        window.use(now);
                        used.add(now);
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
                default -> now += random.nextInt((int) length / dials + 2);
            }
        }
        return used;
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
        window.use(now);
    }
}
