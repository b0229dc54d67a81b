package io.texml.reactor.internal.admission;

import io.texml.ApiResponse;
import io.texml.SaturationException.Bound;
import io.texml.TexmlException;
import io.texml.operation.Operation;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.Stage;
import io.texml.reactor.internal.exchange.Waiting;
import io.texml.reactor.internal.time.TimeoutQueue;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.time.WaitingLine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** Lets an exchange through the gate, or says after {@code maxWait} that its turn has not come. */
public final class GateStage implements Stage {

    private final AdmissionGate gate;
    private final Attempts attempts;
    private final long maxWaitNanos;
    private final TimeoutQueue waits;
    private final Timer timer;

    public GateStage(AdmissionGate gate, Attempts attempts, Duration maxWait, Timer timer) {
        this.gate = gate;
        this.attempts = attempts;
        this.maxWaitNanos = Timer.countable(maxWait).toNanos();
        this.waits = new TimeoutQueue(timer);
        this.timer = timer;
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        subscriber.onSubscribe(turn(exchange, null, subscriber));
    }

    /**
     * A turn at the gate, for a subscriber that has its subscription already.
     *
     * @param slot of the dial pace, for what starts a call leg; it is ended together with the turn
     */
    <R> Subscription turn(
            Exchange<R> exchange, @Nullable SlotInHand slot, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        return new Turn<>(exchange, slot, subscriber);
    }

    Mono<Void> opening(Operation<?> operation) {
        return gate.opening(operation);
    }

    void close() {
        gate.close();
    }

    /**
     * One exchange's turn: it waits in the line, and then is the attempt's. It has no states of its own: {@link WaitingLine}
     * decides between grant, refusal and cancel, and {@link Attempts.UnderWay} what comes after the grant.
     */
    private final class Turn<R> extends WaitingLine.Waiter implements Waiting {

        private final Exchange<R> exchange;
        private final @Nullable SlotInHand slot;
        private final CoreSubscriber<? super ApiResponse<R>> actual;
        private final Attempts.UnderWay<R> attempt;
        private volatile @Nullable Patience patience;

        Turn(Exchange<R> exchange, @Nullable SlotInHand slot, CoreSubscriber<? super ApiResponse<R>> actual) {
            this.exchange = exchange;
            this.slot = slot;
            this.actual = actual;
            this.attempt = attempts.of(exchange, slot, actual);
        }

        @Override
        public Bound waitsFor() {
            return Bound.QUEUE_TIME;
        }

        @Override
        public void request(long n) {
            if (!Operators.validate(n)) {
                return;
            }
            switch (gate.enter(this)) {
                case ADMITTED -> admitted();
                case WAITING -> beginToWait();
                case FULL -> refused(AdmissionFailures.queueFull(exchange));
                case CLOSED -> refused(AdmissionFailures.closed(exchange));
                case GONE -> {}
            }
        }

        private void beginToWait() {
            Duration pause = gate.pausedFor();
            paused(pause);
            waitFor(pause);
        }

        /** A pause of the rate limit does not count as waiting. */
        private void waitFor(Duration pause) {
            Patience waiting = new Patience(this);
            patience = waiting;
            waits.begin(waiting, timer.nanos(), pause.toNanos() + maxWaitNanos);
            if (!gate.isWaiting(this)) {
                stopWaiting();
            }
        }

        void waitedLong() {
            Duration pause = gate.pausedFor();
            if (pause.isZero()) {
                refuse(AdmissionFailures.waitedTooLong(exchange));
            } else {
                waitFor(pause);
            }
        }

        @Override
        protected void admitted() {
            stopWaiting();
            attempt.begin();
        }

        @Override
        protected void closed() {
            refused(AdmissionFailures.closed(exchange));
        }

        @Override
        protected void paused(Duration length) {
            if (!length.isZero() && length.compareTo(exchange.time().remaining()) >= 0) {
                refuse(AdmissionFailures.pausedTooLong(exchange, length));
            }
        }

        private void refuse(TexmlException failure) {
            if (gate.leave(this)) {
                refused(failure);
            }
        }

        private void refused(TexmlException failure) {
            stopWaiting();
            endSlot();
            actual.onError(failure);
        }

        @Override
        public void cancel() {
            if (gate.leave(this)) {
                stopWaiting();
                endSlot();
            } else {
                attempt.cancel();
            }
        }

        private void stopWaiting() {
            Patience waiting = patience;
            if (waiting != null) {
                waits.end(waiting);
            }
        }

        private void endSlot() {
            if (slot != null) {
                slot.end();
            }
        }
    }

    /** Gives up when it has waited long enough. */
    private static final class Patience extends TimeoutQueue.Timeout {

        private final Turn<?> turn;

        Patience(Turn<?> turn) {
            this.turn = turn;
        }

        @Override
        public void run() {
            turn.waitedLong();
        }
    }
}
