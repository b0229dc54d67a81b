package io.texml.reactor.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.TransportException;
import io.texml.operation.Safety;
import io.texml.policy.DialWindow;
import io.texml.reactor.internal.Result;
import io.texml.reactor.internal.TestRoad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The interface of the pace suffices for one that keeps its count in a store far away, for several processes. */
class SharedDialPaceTest {

    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int DIALS = 3;

    private final Store store = new Store();
    private final TestRoad one = new TestRoad(100, 100, new StoredPace());
    private final TestRoad another = new TestRoad(100, 100, new StoredPace());

    @Test
    void twoProcessesTogetherKeepToTheWindow() {
        List<Result> dials = new ArrayList<>();
        one.wire.answersAtOnce = true;
        another.wire.answersAtOnce = true;
        for (int i = 0; i < 10; i++) {
            dials.add(new Result((i % 2 == 0 ? one : another).dial()));
        }
        for (int i = 0; i < 2_000; i++) {
            advance(Duration.ofMillis(10));
        }

        assertThat(dials).allMatch(dial -> dial.answer != null);
        assertThat(store.used).hasSize(10);
        for (int i = DIALS; i < 10; i++) {
            assertThat(store.used.get(i) - store.used.get(i - DIALS)).isGreaterThan(WINDOW.toNanos());
        }
    }

    @Test
    void aDialThatIsUnderWayInOneProcessHoldsItsPlaceInBoth() {
        List<Result> dials = new ArrayList<>();
        for (int i = 0; i < 2 * DIALS; i++) {
            dials.add(new Result((i % 2 == 0 ? one : another).dial()));
        }
        for (int i = 0; i < 1_000; i++) {
            advance(Duration.ofMillis(10));
        }
        assertThat(store.used).as("ten seconds without an answer").hasSize(DIALS);

        one.wire.flights.forEach(flight -> flight.answer("late"));
        another.wire.flights.forEach(flight -> flight.answer("late"));
        for (int i = 0; i < 1_000; i++) {
            advance(Duration.ofMillis(10));
        }

        assertThat(store.used).hasSize(2 * DIALS);
        for (int i = DIALS; i < 2 * DIALS; i++) {
            assertThat(store.used.get(i) - store.settled.get(i - DIALS)).isGreaterThan(WINDOW.toNanos());
        }
    }

    @Test
    void aSlotThatIsOnItsWayToADialThatIsCancelledComesBack() {
        Result dial = new Result(one.dial());
        advance(Store.LATENCY);
        assertThat(store.slots)
                .as("the store has granted it, and its answer is on the way")
                .isOne();

        dial.cancel();
        advance(Store.LATENCY);

        assertThat(store.slots).isZero();
        assertThat(one.wire.flights).isEmpty();
    }

    @Test
    void aStoreThatIsAwayFailsDialsOfWhichNothingWasSentAndServesTheNextOnesWhenItIsBack() {
        store.away = true;
        Result dial = new Result(one.dial());
        Result read = new Result(one.send(Safety.SAFE));
        advance(Duration.ofSeconds(1));
        assertThat(dial.failure(TransportException.class).phase()).isEqualTo(TransportException.Phase.NOT_SENT);
        assertThat(dial.failure(TransportException.class).outcomeUnknown()).isFalse();
        assertThat(dial.failure.getSuppressed()).as("it was tried four times").hasSize(3);
        one.wire.last().answer("others do not need it");
        assertThat(read.answer).isNotNull();

        store.away = false;
        Result next = new Result(one.dial());
        advance(Store.LATENCY.multipliedBy(2));
        one.wire.last().answer("again");

        assertThat(next.answer).isEqualTo("again");
    }

    private void advance(Duration time) {
        store.clock.advanceTimeBy(time);
        one.advance(time);
        another.advance(time);
    }

    /** What both processes share; each question and each answer takes its time. */
    private static final class Store {

        private static final Duration LATENCY = Duration.ofMillis(20);

        private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
        private final DialWindow window = new DialWindow(DIALS, WINDOW);
        private final List<Long> used = new ArrayList<>();
        private final List<Long> settled = new ArrayList<>();
        private int slots;
        private boolean away;

        void after(long nanos, Runnable work) {
            clock.schedule(work, nanos, TimeUnit.NANOSECONDS);
        }

        long now() {
            return clock.now(TimeUnit.NANOSECONDS);
        }
    }

    private final class StoredPace implements DialPace {

        @Override
        public Mono<Slot> acquire() {
            return Mono.<Slot>create(sink -> store.after(Store.LATENCY.toNanos(), () -> ask(sink)))
                    .doOnDiscard(Slot.class, Slot::giveBack);
        }

        private void ask(MonoSink<Slot> sink) {
            if (store.away) {
                sink.error(new IllegalStateException("no connection"));
                return;
            }
            long wait = store.window.tryReserve(store.now());
            if (wait == 0) {
                store.slots++;
                store.after(Store.LATENCY.toNanos(), () -> sink.success(new StoredSlot()));
            } else {
                // It hears of no settling, so it asks from time to time.
                store.after(Math.min(wait, Store.LATENCY.toNanos()), () -> ask(sink));
            }
        }

        @Override
        public Duration pause(Duration retryAfter) {
            store.window.pauseUntil(store.now() + Duration.ofSeconds(1).toNanos());
            return Duration.ofSeconds(1);
        }
    }

    private final class StoredSlot implements DialPace.Slot {

        @Override
        public void use() {
            store.window.use();
            store.used.add(store.now());
        }

        @Override
        public void settled() {
            store.slots--;
            store.window.settle(store.now());
            store.settled.add(store.now());
        }

        @Override
        public void giveBack() {
            store.slots--;
            store.window.giveBack();
        }
    }
}
