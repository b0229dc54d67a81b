package io.texml.reactor.internal.admission;

import io.texml.ApiResponse;
import io.texml.SaturationException.Bound;
import io.texml.TexmlException;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.Waiting;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One dial's turn at the pace, and then at the gate. Written as an operator of its own because a slot that a
 * {@code flatMap} drops in the race between grant and cancel would be lost.
 *
 * <p>States, each change one compare-and-set; who makes it does what belongs to it:
 *
 * <ul>
 *   <li>{@code NEW}, at first.
 *   <li>{@code PACING}, from the demand on: the pace was asked for a slot.
 *   <li>{@code AT_GATE}, from the slot's grant on, on the pace's thread: the turn at the gate has the slot.
 *   <li>{@code OVER}: cancelled, or refused while it was {@code PACING}, on any thread.
 * </ul>
 */
final class PaceTurn<R> implements CoreSubscriber<DialPace.Slot>, Waiting {

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<PaceTurn, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(PaceTurn.class, State.class, "state");

    private final DialPace pace;
    private final PaceLine line;
    private final GateStage gate;
    private final Exchange<R> exchange;
    private final CoreSubscriber<? super ApiResponse<R>> actual;

    private volatile State state = State.NEW;
    private volatile @Nullable Subscription pacing;
    private volatile @Nullable Subscription atGate;
    private boolean granted;

    private enum State {
        NEW,
        PACING,
        AT_GATE,
        OVER
    }

    PaceTurn(
            DialPace pace,
            PaceLine line,
            GateStage gate,
            Exchange<R> exchange,
            CoreSubscriber<? super ApiResponse<R>> actual) {
        this.pace = pace;
        this.line = line;
        this.gate = gate;
        this.exchange = exchange;
        this.actual = actual;
    }

    @Override
    public Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public Bound waitsFor() {
        return state == State.PACING ? Bound.DIAL_PACE : Bound.QUEUE_TIME;
    }

    @Override
    public void request(long n) {
        if (!Operators.validate(n) || !STATE.compareAndSet(this, State.NEW, State.PACING)) {
            return;
        }
        line.join(this);
        if (state != State.PACING) {
            // Cancelled or closed before it was known to wait.
            line.leave(this);
            return;
        }
        try {
            paused(pace.leastWait());
            if (state == State.PACING) {
                pace.acquire().subscribe(this);
            }
        } catch (Throwable thrown) {
            if (!failed(thrown)) {
                Operators.onErrorDropped(thrown, currentContext());
            }
        }
        if (line.isTooLong()) {
            refuse(AdmissionFailures.queueFull(exchange));
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        pacing = subscription;
        if (state == State.OVER) {
            subscription.cancel();
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(DialPace.Slot slot) {
        if (granted) {
            // One dial needs one slot.
            SlotInHand.giveBack(slot);
            return;
        }
        granted = true;
        line.leave(this);
        SlotInHand inHand = new SlotInHand(slot);
        Subscription turn = gate.turn(exchange, inHand, actual);
        atGate = turn;
        if (STATE.compareAndSet(this, State.PACING, State.AT_GATE)) {
            turn.request(Long.MAX_VALUE);
        } else {
            inHand.end();
        }
    }

    @Override
    public void onError(Throwable failure) {
        failed(failure);
    }

    @Override
    public void onComplete() {
        if (!granted) {
            failed(new IllegalStateException("the dial pace completed without a slot"));
        }
    }

    private boolean failed(Throwable failure) {
        line.leave(this);
        boolean first = STATE.compareAndSet(this, State.PACING, State.OVER);
        if (first) {
            actual.onError(AdmissionFailures.paceFailed(exchange, failure));
        }
        return first;
    }

    void closed() {
        refuse(AdmissionFailures.closed(exchange));
    }

    /** Nobody gets a slot for this long; who has less time does not wait for it. */
    void paused(Duration length) {
        if (!length.isZero() && length.compareTo(exchange.time().remaining()) >= 0) {
            refuse(AdmissionFailures.paceTooSlow(exchange, length));
        }
    }

    private void refuse(TexmlException failure) {
        if (STATE.compareAndSet(this, State.PACING, State.OVER)) {
            leavePace();
            actual.onError(failure);
        }
    }

    @Override
    public void cancel() {
        State before = STATE.getAndSet(this, State.OVER);
        Subscription turn = atGate;
        if (before == State.PACING) {
            leavePace();
        } else if (before == State.AT_GATE && turn != null) {
            turn.cancel();
        }
    }

    private void leavePace() {
        line.leave(this);
        Subscription turn = pacing;
        if (turn != null) {
            try {
                turn.cancel();
            } catch (Throwable thrown) {
                SlotInHand.warn(thrown);
            }
        }
    }
}
