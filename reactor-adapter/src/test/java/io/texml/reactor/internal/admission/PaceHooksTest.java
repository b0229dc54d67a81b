package io.texml.reactor.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.operation.Pacing;
import io.texml.operation.Safety;
import io.texml.reactor.internal.HookErrors;
import io.texml.reactor.internal.Result;
import io.texml.reactor.internal.TestRoad;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** whatever a dial pace throws, every dial ends, and permit, slot and line are free afterwards. */
class PaceHooksTest {

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void aTurnThatCannotBeTakenFailsTheDialOfWhichNothingWasSent(Throwable thrown) {
        for (String method : List.of("acquire", "subscribe", "request", "acquired", "completed", "leastWait", "use")) {
            ThrowingPace pace = new ThrowingPace(method, thrown);
            TestRoad road = new TestRoad(1, 1, pace);
            Result result = new Result(road.dial());
            road.advance(Duration.ofSeconds(1));

            TransportException failure = result.failure(TransportException.class);
            assertThat(failure.phase()).as(method).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThatNothingIsTaken(road, pace);
        }
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void aSlotThatCannotBeUsedKeepsTheDialFromBeingWrittenAndIsSettled(Throwable thrown) {
        ThrowingPace pace = new ThrowingPace("use", thrown);
        TestRoad road = new TestRoad(1, 1, pace);
        road.wire.connectsSlowly = true;
        new Result(road.dial());
        TransportException failure = null;
        try {
            road.wire.last().write();
        } catch (TransportException refused) {
            failure = refused;
        }

        assertThat(failure).hasCause(thrown);
        assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
        road.wire.last().failToConnect();
        road.advance(Duration.ZERO);
        assertThat(pace.used).hasValue(1);
        assertThat(pace.settled).hasValue(1);
        assertThat(pace.givenBack).hasValue(0);
    }

    /** As it was found: a total timeout of 700 ms, and unfinished after 60 s. */
    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void aSlotThatCannotBeGivenBackHoldsUpNoEnd(Throwable thrown) {
        ThrowingPace pace = new ThrowingPace("giveBack", thrown);
        TestRoad road = new TestRoad(1, 1, pace);
        road.wire.connectsSlowly = true;
        Result late = new Result(road.dial(Duration.ofMillis(700)));
        road.advance(Duration.ofMillis(700));
        assertThat(late.failure(TransportException.class).phase()).isEqualTo(TransportException.Phase.DEADLINE);
        assertThatNothingIsTaken(road, pace);

        Result cancelled = new Result(road.dial());
        Result behind = new Result(road.dial());
        cancelled.cancel();
        road.wire.last().write();
        road.wire.last().answer("the next one");
        assertThat(behind.answer).isEqualTo("the next one");
        assertThatNothingIsTaken(road, pace);
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void aSlotThatCannotBeSettledHoldsUpNoEnd(Throwable thrown) {
        List<Consumer<TestRoad.Flight>> ends = List.of(
                flight -> flight.answer("whatever"),
                flight -> flight.refuse(422),
                flight -> flight.refuse(503),
                TestRoad.Flight::breakOff,
                TestRoad.Flight::garble);
        for (Consumer<TestRoad.Flight> end : ends) {
            ThrowingPace pace = new ThrowingPace("settled", thrown);
            TestRoad road = new TestRoad(1, 1, pace);
            Result first = new Result(road.dial());
            Result behind = new Result(road.dial());

            end.accept(road.wire.last());
            road.wire.last().answer("the next one");

            assertThat(first.answer == null).isNotEqualTo(first.failure == null);
            assertThat(behind.answer).isEqualTo("the next one");
            assertThatNothingIsTaken(road, pace);
            assertThat(pace.settled).hasValue(2);
        }

        ThrowingPace pace = new ThrowingPace("settled", thrown);
        TestRoad road = new TestRoad(1, 3, pace);
        new Result(road.dial()).cancel();
        Result late = new Result(road.dial(Duration.ofMillis(700)));
        road.advance(Duration.ofMillis(700));
        assertThat(late.failure(TransportException.class).outcomeUnknown()).isTrue();
        Result cutOff = new Result(road.dial());
        road.close();
        road.admission.abort();
        assertThat(cutOff.failure(TransportException.class).outcomeUnknown()).isTrue();
        assertThatNothingIsTaken(road, pace);
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void aPauseThatCannotBeToldHoldsUpNoEnd(Throwable thrown) {
        ThrowingPace pace = new ThrowingPace("pause", thrown);
        TestRoad road = new TestRoad(1, 1, pace);
        Result dial = new Result(road.dial());
        road.wire.last().refuseWithCode(429, "90103");
        road.advance(Duration.ZERO);
        road.wire.last().answer("again");

        assertThat(dial.answer).isEqualTo("again");
        assertThatNothingIsTaken(road, pace);
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void aTurnThatCannotBeCancelledHoldsUpNeitherItsDialNorTheOthers(Throwable thrown) {
        ThrowingPace pace = new ThrowingPace("cancel", thrown);
        TestRoad road = new TestRoad(1, 1, pace);
        Result late = new Result(road.dial(Duration.ofMillis(700)));
        road.advance(Duration.ofMillis(700));
        assertThat(late.failure(TexmlException.class).outcomeUnknown()).isFalse();
        new Result(road.dial()).cancel();
        assertThat(road.admission.waitingForPace()).isZero();

        Result one = new Result(road.dial());
        Result another = new Result(road.dial());
        Result oneTooMany = new Result(road.dial());
        assertThat(oneTooMany.failure).isInstanceOf(TexmlException.class);
        road.close();
        assertThat(one.failure).isInstanceOf(TexmlException.class);
        assertThat(another.failure).isInstanceOf(TexmlException.class);
        assertThatNothingIsTaken(road, pace);
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void aBulkThatLooksWhetherThePaceIsOpenIsNotHeldUp(Throwable thrown) {
        for (String method : List.of("acquire", "subscribe", "request", "acquired", "completed", "giveBack")) {
            TestRoad road = new TestRoad(1, 1, new ThrowingPace(method, thrown));
            AtomicBoolean open = new AtomicBoolean();
            opening(road).subscribe(nothing -> {}, failure -> {}, () -> open.set(true));
            assertThat(open).as(method).isTrue();
        }
        TestRoad road = new TestRoad(1, 1, new ThrowingPace("cancel", thrown));
        opening(road).subscribe().dispose();
    }

    /** Whoever waits is told of the closing even if one before him throws it back. */
    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void aCallerThatThrowsWhenItIsToldOfTheClosingKeepsItFromNobody(Throwable thrown) {
        TestRoad road = new TestRoad(1, 10, new ThrowingPace("cancel", new IllegalStateException()));
        for (int i = 0; i < 2; i++) {
            road.answer(road.exchange(Safety.CREATING, Pacing.DIAL, TestRoad.TOTAL))
                    .subscribe(answer -> {}, failure -> HookErrors.sneak(thrown));
        }
        Result waiting = new Result(road.dial());
        road.close();
        assertThat(waiting.failure).isInstanceOf(TexmlException.class);

        TestRoad underWay = new TestRoad(3, 0);
        for (int i = 0; i < 2; i++) {
            underWay.answer(underWay.exchange(Safety.CREATING))
                    .subscribe(answer -> {}, failure -> HookErrors.sneak(thrown));
        }
        Result cutOff = new Result(underWay.send(Safety.CREATING));
        underWay.close();
        underWay.admission.abort();
        assertThat(cutOff.failure).isInstanceOf(TexmlException.class);
        assertThat(underWay.gate.underWay()).isZero();
    }

    private static Mono<Void> opening(TestRoad road) {
        return road.admission.stage.opening(
                road.exchange(Safety.CREATING, Pacing.DIAL, TestRoad.TOTAL).operation());
    }

    private static void assertThatNothingIsTaken(TestRoad road, ThrowingPace pace) {
        assertThat(road.gate.underWay()).isZero();
        assertThat(road.gate.waiting()).isZero();
        assertThat(road.admission.waitingForPace()).isZero();
        assertThat(pace.granted.get()).as("every slot ended once").isEqualTo(pace.settled.get() + pace.givenBack.get());
        assertThat(pace.settled.get()).isEqualTo(pace.used.get());
    }

    /** Throws in one of its methods, after it has noted that it was called. */
    private static final class ThrowingPace implements DialPace {

        private final String method;
        private final Throwable thrown;
        private final AtomicInteger granted = new AtomicInteger();
        private final AtomicInteger used = new AtomicInteger();
        private final AtomicInteger settled = new AtomicInteger();
        private final AtomicInteger givenBack = new AtomicInteger();

        ThrowingPace(String method, Throwable thrown) {
            this.method = method;
            this.thrown = thrown;
        }

        @Override
        public Mono<Slot> acquire() {
            throwIn("acquire");
            return switch (method) {
                case "acquired" ->
                    new Mono<>() {
                        @Override
                        public void subscribe(CoreSubscriber<? super Slot> actual) {
                            Operators.error(actual, thrown);
                        }
                    };
                case "completed" -> Mono.empty();
                case "subscribe" ->
                    new Mono<>() {
                        @Override
                        public void subscribe(CoreSubscriber<? super Slot> actual) {
                            throwIn("subscribe");
                        }
                    };
                case "request", "cancel" ->
                    new Mono<>() {
                        @Override
                        public void subscribe(CoreSubscriber<? super Slot> actual) {
                            actual.onSubscribe(new Subscription() {
                                @Override
                                public void request(long n) {
                                    throwIn("request");
                                }

                                @Override
                                public void cancel() {
                                    throwIn("cancel");
                                }
                            });
                        }
                    };
                default ->
                    Mono.fromSupplier(() -> {
                        granted.incrementAndGet();
                        return new ThrowingSlot();
                    });
            };
        }

        @Override
        public Duration leastWait() {
            throwIn("leastWait");
            return Duration.ZERO;
        }

        @Override
        public Duration pause(Duration retryAfter) {
            throwIn("pause");
            return Duration.ofSeconds(1);
        }

        private void throwIn(String where) {
            if (method.equals(where)) {
                HookErrors.sneak(thrown);
            }
        }

        private final class ThrowingSlot implements Slot {

            @Override
            public void use() {
                used.incrementAndGet();
                throwIn("use");
            }

            @Override
            public void settled() {
                settled.incrementAndGet();
                throwIn("settled");
            }

            @Override
            public void giveBack() {
                givenBack.incrementAndGet();
                throwIn("giveBack");
            }
        }
    }
}
