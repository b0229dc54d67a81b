package io.texml.reactor.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.texml.ClientClosedException;
import io.texml.SaturationException;
import io.texml.operation.Pacing;
import io.texml.operation.Safety;
import io.texml.reactor.internal.Result;
import io.texml.reactor.internal.TestRoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class DialPaceTest {

    private static final Duration WINDOW = Duration.ofSeconds(5);

    @Test
    void dialsWaitForTheWindowAndOtherRequestsDoNot() {
        TestRoad road = TestRoad.withPace(100, 2, WINDOW);
        road.wire.answersAtOnce = true;
        List<Result> dials = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            dials.add(new Result(road.dial()));
        }
        Result read = new Result(road.send(Safety.SAFE));

        assertThat(read.answer).isNotNull();
        assertThat(answered(dials)).isEqualTo(2);
        road.advance(WINDOW);
        assertThat(answered(dials)).as("a closed window").isEqualTo(2);
        road.advance(Duration.ofNanos(1));
        assertThat(answered(dials)).isEqualTo(4);
        road.advance(WINDOW.plusNanos(1));
        assertThat(answered(dials)).isEqualTo(5);
    }

    @Test
    void aDialCountsUntilItIsAnsweredAndAWindowLongerHoweverLongThatTook() {
        TestRoad road = TestRoad.withPace(100, 1, WINDOW);
        road.wire.connectsSlowly = true;
        new Result(road.dial());
        new Result(road.dial());
        road.advance(Duration.ofSeconds(4));
        TestRoad.Flight first = road.wire.last();
        first.write();
        road.advance(Duration.ofSeconds(10));
        first.answer("late");

        road.advance(WINDOW);
        assertThat(road.wire.flights).hasSize(1);
        road.advance(Duration.ofNanos(1));
        assertThat(road.wire.flights).hasSize(2);
    }

    /** The first dials of a window arrive late, the next ones fast. */
    @Test
    void dialsThatArriveLateShareNoWindowWithOnesThatArriveFast() {
        TestRoad road = TestRoad.withPace(200, 150, WINDOW);
        List<Long> arrived = new ArrayList<>();
        long late = Duration.ofMillis(120).toNanos();
        road.wire.whenWritten = flight -> {
            long delay = arrived.isEmpty() || road.timer.nanos() == 0 ? late : 0;
            road.timer.schedule(
                    () -> {
                        arrived.add(road.timer.nanos());
                        flight.answer("");
                    },
                    delay);
        };
        for (int i = 0; i < 1_000; i++) {
            new Result(road.dial());
        }
        for (int i = 0; i < 4_000; i++) {
            road.advance(Duration.ofMillis(10));
        }

        assertThat(arrived).hasSize(1_000);
        for (int i = 150; i < arrived.size(); i++) {
            assertThat(arrived.get(i) - arrived.get(i - 150)).isGreaterThan(WINDOW.toNanos());
        }
    }

    /** What the exactness costs: 5 / (5 + 0.15) of the rate, as the Javadoc of {@link DialPace} says. */
    @Test
    void withAnswersWithin150MillisecondsAtMostThreePercentOfTheRateIsLost() {
        TestRoad road = TestRoad.withPace(200, 150, WINDOW);
        Duration answerTime = Duration.ofMillis(150);
        List<Long> answered = new ArrayList<>();
        road.wire.whenWritten = flight -> road.timer.schedule(
                () -> {
                    answered.add(road.timer.nanos());
                    flight.answer("");
                },
                answerTime);
        int dials = 5_000;
        for (int i = 0; i < dials; i++) {
            new Result(road.dial(Duration.ofHours(1)));
        }
        while (answered.size() < dials
                && road.timer.nanos() < Duration.ofMinutes(10).toNanos()) {
            road.advance(Duration.ofMillis(1));
        }

        // 33 windows lie between the first 150 dials and the last ones.
        long nanos = answered.get(dials - 1) - answered.get(0);
        assertThat(nanos).isEqualTo(33 * (WINDOW.plus(answerTime).toNanos() + 1));
        double rate = 33 * 150 / (nanos / 1e9);
        assertThat(rate).isCloseTo(150 / 5.15, offset(0.001)).isGreaterThan(30 * 0.97);
    }

    @Test
    void aDialThatWasNotSentLeavesItsPlaceToTheNext() {
        TestRoad road = TestRoad.withPace(100, 1, WINDOW);
        road.wire.connectsSlowly = true;
        Result cancelled = new Result(road.dial());
        new Result(road.dial());
        assertThat(road.wire.flights).hasSize(1);

        cancelled.cancel();

        assertThat(road.wire.flights).hasSize(2);
        assertThat(road.wire.flights.get(0).write()).isFalse();
    }

    @Test
    void whoIsCancelledWhileItWaitsForThePaceLeavesAtOnce() {
        TestRoad road = TestRoad.withPace(100, 1, WINDOW);
        new Result(road.dial());
        Result waiting = new Result(road.dial());
        assertThat(road.admission.waitingForPace()).isOne();

        waiting.cancel();

        assertThat(road.admission.waitingForPace()).isZero();
        road.advance(WINDOW.multipliedBy(3));
        assertThat(road.wire.flights).hasSize(1);
    }

    @Test
    void aSlotThatCannotBeUsedBecauseTheQueueIsFullIsGivenBack() {
        DialPaceSpy pace = new DialPaceSpy();
        TestRoad road = new TestRoad(1, 0, pace);
        new Result(road.dial());

        Result refused = new Result(road.dial());

        assertThat(refused.failure(SaturationException.class).bound())
                .isEqualTo(SaturationException.Bound.QUEUE_LENGTH);
        assertThat(pace.used).hasValue(1);
        assertThat(pace.givenBack).hasValue(1);
        road.wire.last().answer("");
        assertThat(pace.givenBack).as("a slot that was used is not given back").hasValue(1);
        assertThat(pace.settled).hasValue(1);
    }

    @Test
    void aDialWithLessTimeThanThePaceNeedsFailsNowAndSaysWhenToComeBack() {
        TestRoad road = TestRoad.withPace(100, 2, WINDOW);
        for (int i = 0; i < 4; i++) {
            new Result(road.dial());
        }

        Result inTime = new Result(road.dial(Duration.ofSeconds(11)));
        Result tooLate = new Result(road.dial(Duration.ofSeconds(9)));

        assertThat(inTime.failure).isNull();
        SaturationException failure = tooLate.failure(SaturationException.class);
        assertThat(failure.bound()).isEqualTo(SaturationException.Bound.DIAL_PACE);
        assertThat(failure.retryAfter()).isPresent();
        assertThat(failure.outcomeUnknown()).isFalse();
    }

    @Test
    void theDialsPerSecondCodePausesDialsOnly() {
        TestRoad road = TestRoad.withPace(100, 150, WINDOW);
        Result dial = new Result(road.dial());
        Result patient = new Result(road.dial());
        road.wire.flights.get(0).refuseWithCode(429, "90103", "retry-after", "4");

        Result read = new Result(road.send(Safety.SAFE));
        road.wire.last().answer("read");
        Result another = new Result(road.dial());

        assertThat(read.answer).isEqualTo("read");
        assertThat(road.pauses).containsExactly("DIALS PT4S");
        assertThat(road.wire.flights).hasSize(3);
        road.advance(Duration.ofSeconds(4));
        assertThat(road.wire.flights).hasSize(5);
        assertThat(dial.failure).isNull();
        assertThat(another.failure).isNull();
        assertThat(patient.failure).isNull();
    }

    @Test
    void dialsThatAreRefusedTogetherAreOnePause() {
        TestRoad road = TestRoad.withPace(100, 150, WINDOW);
        for (int i = 0; i < 20; i++) {
            new Result(road.dial());
        }
        for (int i = 0; i < 20; i++) {
            road.wire.flights.get(i).refuseWithCode(429, "90103", "retry-after", "4");
            road.advance(Duration.ofMillis(1));
        }

        assertThat(road.pauses).containsExactly("DIALS PT4S");
    }

    @Test
    void theCodePausesDialsAlsoWhenAnotherOperationMeetsIt() {
        TestRoad road = TestRoad.withPace(100, 150, WINDOW);
        new Result(road.send(Safety.SAFE));
        road.wire.last().refuseWithCode(429, "90103", "retry-after", "4");

        assertThat(road.gate.pausedFor()).isZero();
        assertThat(road.pauses).containsExactly("DIALS PT4S");
    }

    @Test
    void withoutAPaceTheCodePausesNobody() {
        TestRoad road = new TestRoad(100, 100);
        new Result(road.dial());
        road.wire.last().refuseWithCode(429, "90103", "retry-after", "4");

        assertThat(road.gate.pausedFor()).isZero();
        assertThat(road.pauses).isEmpty();
    }

    @Test
    void whoWaitsForThePaceWithLessTimeThanItsPauseFailsNow() {
        TestRoad road = TestRoad.withPace(100, 1, WINDOW);
        new Result(road.dial());
        Result waiting = new Result(road.dial(Duration.ofSeconds(20)));
        road.wire.last().refuseWithCode(429, "90103", "retry-after", "30");

        assertThat(waiting.failure(SaturationException.class).bound()).isEqualTo(SaturationException.Bound.DIAL_PACE);
        assertThat(waiting.failure(SaturationException.class).retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(road.admission.waitingForPace()).isZero();
    }

    @Test
    void anAbsurdRetryAfterPausesDialsForFiveMinutes() {
        TestRoad road = new TestRoad(1, 1);
        DialPace pace = Paces.rolling(1, WINDOW, road.clock);

        assertThat(pace.pause(Duration.ofDays(365))).isEqualTo(Duration.ofMinutes(5));
        assertThat(pace.pause(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Duration.ofMinutes(5));
        assertThat(pace.pause(null)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void noMoreWaitForThePaceThanMayBeUnderWayAndWait() {
        DialPace closed = new NeverGranting();
        TestRoad road = new TestRoad(2, 3, closed);
        List<Result> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(new Result(road.dial()));
        }

        Result oneTooMany = new Result(road.dial());

        assertThat(oneTooMany.failure(SaturationException.class).bound())
                .isEqualTo(SaturationException.Bound.QUEUE_LENGTH);
        assertThat(waiting).allSatisfy(result -> assertThat(result.failure).isNull());
        assertThat(road.admission.waitingForPace()).isEqualTo(5);
        waiting.get(0).cancel();
        assertThat(new Result(road.dial()).failure).isNull();
    }

    @Test
    void aPaceThatTellsNoLengthOfItsPauseCostsTheRefusedDialNothing() {
        TestRoad road = new TestRoad(1, 1, new NeverGranting() {
            @Override
            public Mono<Slot> acquire() {
                return Mono.just(new Slot() {
                    @Override
                    public void use() {}

                    @Override
                    public void settled() {}

                    @Override
                    public void giveBack() {}
                });
            }
        });
        Result dial = new Result(road.dial());
        road.wire.last().refuseWithCode(429, "90103");
        road.advance(Duration.ZERO);
        road.wire.last().answer("again");

        assertThat(dial.answer).isEqualTo("again");
    }

    @Test
    void whoWaitsForAnOpeningIsToldOfTheEndAtOnce() {
        TestRoad waits = new TestRoad(1, 1, new NeverGranting());
        AtomicReference<Throwable> ended = new AtomicReference<>();
        waits.admission
                .stage
                .opening(waits.exchange(Safety.CREATING, Pacing.DIAL, TestRoad.TOTAL)
                        .operation())
                .subscribe(nothing -> {}, ended::set);
        waits.close();
        assertThat(ended.get()).isInstanceOf(ClientClosedException.class);
    }

    /** And tells no length of a pause. */
    private static class NeverGranting implements DialPace {

        @Override
        public Mono<Slot> acquire() {
            return Mono.never();
        }

        @Override
        @SuppressWarnings("NullAway")
        public Duration pause(Duration retryAfter) {
            return null;
        }
    }

    private static long answered(List<Result> results) {
        return results.stream().filter(result -> result.answer != null).count();
    }

    private static final class DialPaceSpy implements DialPace {

        private final AtomicInteger used = new AtomicInteger();
        private final AtomicInteger settled = new AtomicInteger();
        private final AtomicInteger givenBack = new AtomicInteger();

        @Override
        public Mono<Slot> acquire() {
            return Mono.fromSupplier(() -> new Slot() {
                @Override
                public void use() {
                    used.incrementAndGet();
                }

                @Override
                public void settled() {
                    settled.incrementAndGet();
                }

                @Override
                public void giveBack() {
                    givenBack.incrementAndGet();
                }
            });
        }

        @Override
        public Duration pause(Duration retryAfter) {
            return Duration.ofSeconds(1);
        }
    }
}
