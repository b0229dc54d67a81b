package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.TexmlException;
import io.texml.reactor.DialPace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One attempt that waits for its turn. Written as an operator of its own because a permit that a {@code flatMap} drops in
 * the race between grant and cancel would be lost for ever.
 *
 * <p>One object for nearly all of it: what is written as several roles would be several objects per request.
 */
final class Admission<R> extends WaitingLine.Waiter
        implements Subscription, CoreSubscriber<ApiResponse<R>>, BooleanSupplier {

    /** Where an attempt is. Every change is one compare-and-set; who makes it does what belongs to it. */
    private enum State {
        NEW,
        PACING,
        IN_LINE,
        UNDER_WAY,
        OVER
    }

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Admission, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Admission.class, State.class, "state");

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Admission, Subscription> UPSTREAM =
            AtomicReferenceFieldUpdater.newUpdater(Admission.class, Subscription.class, "upstream");

    private final AdmissionStage stage;
    private final Exchange<R> exchange;
    private final CoreSubscriber<? super ApiResponse<R>> actual;

    /** The operators of one attempt ask for it many times; every question would go through all stages. */
    private final Context context;

    private volatile State state = State.NEW;

    @SuppressWarnings("UnusedVariable") // through UPSTREAM
    private volatile @Nullable Subscription upstream;

    private volatile @Nullable Patience patience;
    private volatile @Nullable Subscription pacing;
    private @Nullable SlotInHand slot;

    Admission(AdmissionStage stage, Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> actual) {
        this.stage = stage;
        this.exchange = exchange;
        this.actual = actual;
        this.context = actual.currentContext();
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void request(long n) {
        if (!Operators.validate(n)) {
            return;
        }
        DialPace pace = stage.paceFor(exchange.operation());
        if (pace == null) {
            if (STATE.compareAndSet(this, State.NEW, State.IN_LINE)) {
                enterGate();
            }
        } else if (STATE.compareAndSet(this, State.NEW, State.PACING)) {
            exchange.waitsForPace(true);
            stage.joinedPace(this);
            if (state != State.PACING) {
                // Cancelled or closed before it was known to wait.
                stage.leftPace(this);
                return;
            }
            takeTurnAt(pace);
            if (stage.isPaceLineTooLong()) {
                refusePacing(AdmissionStage.queueFull(exchange));
            }
        }
    }

    private void takeTurnAt(DialPace pace) {
        try {
            paused(pace.leastWait());
            if (state == State.PACING) {
                pace.acquire().subscribe(new PaceSubscriber());
            }
        } catch (Throwable thrown) {
            if (!paceFailed(thrown)) {
                Operators.onErrorDropped(thrown, context);
            }
        }
    }

    private boolean paceFailed(Throwable failure) {
        stage.leftPace(this);
        boolean first = STATE.compareAndSet(this, State.PACING, State.OVER);
        if (first) {
            actual.onError(AdmissionStage.paceFailed(exchange, failure));
        }
        return first;
    }

    private void slotGranted(DialPace.Slot granted) {
        stage.leftPace(this);
        exchange.waitsForPace(false);
        slot = new SlotInHand(granted);
        if (STATE.compareAndSet(this, State.PACING, State.IN_LINE)) {
            enterGate();
        } else {
            endSlot();
        }
    }

    private void enterGate() {
        switch (stage.gate().enter(this)) {
            case ADMITTED -> admitted();
            case WAITING -> beginToWait();
            case FULL -> refuse(AdmissionStage.queueFull(exchange));
            case CLOSED -> refuse(AdmissionStage.closed(exchange));
        }
    }

    private void beginToWait() {
        if (state == State.OVER) {
            // Cancelled before it stood in the line.
            stage.gate().leave(this);
            return;
        }
        Duration pause = stage.gate().pausedFor();
        paused(pause);
        waitFor(pause);
    }

    private void waitFor(Duration pause) {
        Patience waiting = new Patience();
        patience = waiting;
        stage.beginWait(waiting, pause);
        if (state != State.IN_LINE) {
            stopWaiting();
        }
    }

    /** Gives up when it has waited long enough. */
    private final class Patience extends TimeoutQueue.Timeout {

        @Override
        public void run() {
            Duration pause = stage.gate().pausedFor();
            if (pause.isZero()) {
                refuseWaiting(AdmissionStage.waitedTooLong(exchange));
            } else {
                waitFor(pause);
            }
        }
    }

    /** Called by the gate with a permit: it is used, or given back when the attempt is over already. */
    @Override
    void admitted() {
        if (!STATE.compareAndSet(this, State.IN_LINE, State.UNDER_WAY)) {
            stage.gate().release();
            return;
        }
        stopWaiting();
        stage.startedUnderWay(this);
        if (state != State.UNDER_WAY) {
            stage.endedUnderWay(this);
        }
        exchange.beforeSending(this);
        try {
            stage.proceed(exchange, this);
        } catch (Throwable thrown) {
            onError(AdmissionStage.couldNotBegin(exchange, thrown));
        }
    }

    /** A slot can be given back until here: connecting before that may take seconds, and fail. */
    @Override
    public boolean getAsBoolean() {
        if (state != State.UNDER_WAY) {
            return false;
        }
        try {
            return slot == null || slot.use();
        } catch (Throwable thrown) {
            throw AdmissionStage.paceFailed(exchange, thrown);
        }
    }

    /** The client closes and its grace time is over. */
    void abort() {
        if (endsUnderWay()) {
            cancelAttempt();
            actual.onError(AdmissionStage.aborted(exchange));
        }
    }

    /** True for exactly one of answer, failure, cancel and abort. */
    private boolean endsUnderWay() {
        boolean first = STATE.compareAndSet(this, State.UNDER_WAY, State.OVER);
        if (first) {
            stage.endedUnderWay(this);
        }
        return first;
    }

    @Override
    void closed() {
        if (!refusePacing(AdmissionStage.closed(exchange))) {
            refuseWaiting(AdmissionStage.closed(exchange));
        }
    }

    @Override
    void paused(Duration length) {
        if (length.isZero() || length.compareTo(exchange.remaining(stage.timer().nanos())) < 0) {
            return;
        }
        if (!refusePacing(AdmissionStage.paceTooSlow(exchange, length))) {
            refuseWaiting(AdmissionStage.pausedTooLong(exchange, length));
        }
    }

    private boolean refusePacing(TexmlException failure) {
        boolean first = STATE.compareAndSet(this, State.PACING, State.OVER);
        if (first) {
            leavePace();
            actual.onError(failure);
        }
        return first;
    }

    private void refuseWaiting(TexmlException failure) {
        if (STATE.compareAndSet(this, State.IN_LINE, State.OVER)) {
            stage.gate().leave(this);
            refused(failure);
        }
    }

    private void refuse(TexmlException failure) {
        if (STATE.compareAndSet(this, State.IN_LINE, State.OVER)) {
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
        State before = STATE.getAndSet(this, State.OVER);
        switch (before) {
            case PACING -> leavePace();
            case IN_LINE -> {
                stopWaiting();
                stage.gate().leave(this);
                endSlot();
            }
            case UNDER_WAY -> {
                stage.endedUnderWay(this);
                cancelAttempt();
            }
            case NEW, OVER -> {}
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (UPSTREAM.compareAndSet(this, null, subscription)) {
            subscription.request(Long.MAX_VALUE);
        } else {
            // Cancelled before it had begun.
            cancelAttempt(subscription);
        }
    }

    private void cancelAttempt() {
        Subscription running = UPSTREAM.getAndSet(this, Operators.cancelledSubscription());
        if (running != null) {
            cancelAttempt(running);
        }
    }

    /** What a cancelled attempt holds goes on when its connection is free, and not on the thread that cancels. */
    private void cancelAttempt(Subscription running) {
        if (running instanceof ConnectionLease lease) {
            lease.cancel(() -> stage.gate().releaseCancelled(this::endSlot));
        } else {
            running.cancel();
            endSlot();
            stage.gate().release();
        }
    }

    @Override
    public void onNext(ApiResponse<R> answer) {
        if (endsUnderWay()) {
            endSlot();
            try {
                stage.answered(answer.rateLimit());
            } finally {
                actual.onNext(answer);
                actual.onComplete();
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (endsUnderWay()) {
            endSlot();
            try {
                stage.failed(exchange, failure);
            } finally {
                actual.onError(failure);
            }
        }
    }

    @Override
    public void onComplete() {
        if (endsUnderWay()) {
            endSlot();
            stage.gate().release();
            actual.onComplete();
        }
    }

    private void leavePace() {
        stage.leftPace(this);
        Subscription turn = pacing;
        if (turn != null) {
            try {
                turn.cancel();
            } catch (Throwable thrown) {
                SlotInHand.warn(thrown);
            }
        }
    }

    private void stopWaiting() {
        Patience waiting = patience;
        if (waiting != null) {
            stage.endWait(waiting);
        }
    }

    private void endSlot() {
        if (slot != null) {
            slot.end();
        }
    }

    /** Takes the slot from the pace. */
    private final class PaceSubscriber implements CoreSubscriber<DialPace.Slot> {

        private boolean granted;

        @Override
        public Context currentContext() {
            return context;
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
        public void onNext(DialPace.Slot next) {
            if (granted) {
                // One dial needs one slot.
                SlotInHand.giveBack(next);
                return;
            }
            granted = true;
            slotGranted(next);
        }

        @Override
        public void onError(Throwable failure) {
            paceFailed(failure);
        }

        @Override
        public void onComplete() {
            if (!granted) {
                paceFailed(new IllegalStateException("the dial pace completed without a slot"));
            }
        }
    }
}
