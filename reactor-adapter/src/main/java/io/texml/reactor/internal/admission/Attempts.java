package io.texml.reactor.internal.admission;

import io.texml.ApiException;
import io.texml.ApiResponse;
import io.texml.DecodingException;
import io.texml.policy.RateLimit;
import io.texml.reactor.internal.exchange.Attempt;
import io.texml.reactor.internal.exchange.ConnectionLease;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.exchange.Observers;
import io.texml.reactor.internal.time.Link;
import io.texml.reactor.internal.time.WaitingLine;
import io.texml.reactor.spi.SharedRateLimit.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The attempts of a client that have their turn. What each has taken, a permit and perhaps a slot of the dial pace, is given
 * back exactly once, whichever of answer, failure, cancel and the client's end comes first.
 *
 * <p>The lock guards {@code underWay}; nothing else is locked under it.
 */
public final class Attempts {

    private static final String DIALS_PER_SECOND = "90103";

    private final LastStage next;
    private final AdmissionGate gate;
    private final PaceLine paceLine;
    private final RateLimitNews news;
    private final Observers observers;
    private final Link underWay = new Link();
    private int underWayCount;
    private final AtomicInteger beingTold = new AtomicInteger();

    public Attempts(LastStage next, AdmissionGate gate, PaceLine paceLine, RateLimitNews news, Observers observers) {
        this.next = next;
        this.gate = gate;
        this.paceLine = paceLine;
        this.news = news;
        this.observers = observers;
    }

    /** An attempt that begins when its turn comes. */
    <R> UnderWay<R> of(Exchange<R> exchange, @Nullable SlotInHand slot, CoreSubscriber<? super ApiResponse<R>> actual) {
        return new UnderWay<>(this, exchange, slot, actual);
    }

    /** How many are under way; not those that were cancelled and whose connection is not free yet. */
    public int count() {
        synchronized (underWay) {
            return underWayCount;
        }
    }

    /**
     * How many hold a permit, or gave it back and tell their caller, who may begin the next request meanwhile. Those that
     * were cancelled hold theirs until their connection is free.
     */
    public int busy() {
        // In this order: an attempt becomes the second before it stops being the first.
        int holding = gate.underWay();
        return holding + beingTold.get();
    }

    /** Ends what is still under way. */
    public void abort() {
        ArrayDeque<UnderWay<?>> attempts = new ArrayDeque<>();
        synchronized (underWay) {
            for (Link link = underWay.next(); link != underWay; link = link.next()) {
                attempts.add((UnderWay<?>) link);
            }
        }
        WaitingLine.callEach(attempts, UnderWay::abort);
    }

    private void begun(UnderWay<?> attempt) {
        synchronized (underWay) {
            attempt.linkBehind(underWay);
            underWayCount++;
        }
    }

    private void ended(UnderWay<?> attempt) {
        synchronized (underWay) {
            if (attempt.isLinked()) {
                attempt.unlink();
                underWayCount--;
            }
        }
    }

    private void release(RateLimit rateLimit) {
        news.learned(Reason.USED_UP, gate.release(rateLimit));
    }

    private void releaseAfter(Throwable failure) {
        if (failure instanceof DecodingException unreadable) {
            release(RateLimit.from(unreadable.headers()::first));
            return;
        }
        if (!(failure instanceof ApiException answer)) {
            gate.release();
            return;
        }
        RateLimit rateLimit = RateLimit.from(answer.headers()::first);
        Duration retryAfter = answer.retryAfter().orElse(null);
        if (answer.status() != 429) {
            release(rateLimit);
        } else if (DIALS_PER_SECOND.equals(answer.code())) {
            release(rateLimit);
            paceLine.pause(retryAfter);
        } else {
            news.learned(Reason.REFUSED, gate.releaseThrottled(rateLimit, retryAfter));
        }
    }

    /**
     * One attempt.
     *
     * <p>States, each change one compare-and-set; who makes it does what belongs to it:
     *
     * <ul>
     *   <li>{@code NEW}, at first. The permit is the line's.
     *   <li>{@code UNDER_WAY}, from {@link #begin}, with a permit.
     *   <li>{@code OVER}, from the first of answer, failure, {@link #cancel} and {@link #abort}, on any thread.
     * </ul>
     */
    static final class UnderWay<R> extends Link implements Attempt<R> {

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<UnderWay, State> STATE =
                AtomicReferenceFieldUpdater.newUpdater(UnderWay.class, State.class, "state");

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<UnderWay, Subscription> UPSTREAM =
                AtomicReferenceFieldUpdater.newUpdater(UnderWay.class, Subscription.class, "upstream");

        private final Attempts attempts;
        private final Exchange<R> exchange;
        private final @Nullable SlotInHand slot;
        private final CoreSubscriber<? super ApiResponse<R>> actual;

        /** The operators of one attempt ask for it many times; every question would go through all stages. */
        private final Context context;

        private volatile State state = State.NEW;

        @SuppressWarnings("UnusedVariable") // through UPSTREAM
        private volatile @Nullable Subscription upstream;

        private enum State {
            NEW,
            UNDER_WAY,
            OVER
        }

        private UnderWay(
                Attempts attempts,
                Exchange<R> exchange,
                @Nullable SlotInHand slot,
                CoreSubscriber<? super ApiResponse<R>> actual) {
            this.attempts = attempts;
            this.exchange = exchange;
            this.slot = slot;
            this.actual = actual;
            this.context = actual.currentContext();
        }

        @Override
        public Context currentContext() {
            return context;
        }

        /** Uses the permit that it got, or gives it back when it was cancelled meanwhile. */
        void begin() {
            if (!STATE.compareAndSet(this, State.NEW, State.UNDER_WAY)) {
                endSlot();
                attempts.gate.release();
                return;
            }
            attempts.begun(this);
            if (state != State.UNDER_WAY) {
                attempts.ended(this);
            }
            try {
                attempts.observers.onAttempt(exchange.operation().id(), exchange.beginAttempt());
                attempts.next.send(exchange, this);
            } catch (Throwable thrown) {
                onError(AdmissionFailures.couldNotBegin(exchange, thrown));
            }
        }

        /** A slot can be given back until here: connecting before that may take seconds, and fail. */
        @Override
        public boolean mayBeWritten() {
            if (state != State.UNDER_WAY) {
                return false;
            }
            try {
                return slot == null || slot.use();
            } catch (Throwable thrown) {
                throw AdmissionFailures.paceFailed(exchange, thrown);
            }
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (UPSTREAM.compareAndSet(this, null, subscription)) {
                subscription.request(Long.MAX_VALUE);
            } else {
                // Cancelled before it had begun.
                cancel(subscription);
            }
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            if (endsNow()) {
                attempts.beingTold.incrementAndGet();
                endSlot();
                try {
                    attempts.release(answer.rateLimit());
                } finally {
                    try {
                        actual.onNext(answer);
                        actual.onComplete();
                    } finally {
                        attempts.beingTold.decrementAndGet();
                    }
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (endsNow()) {
                attempts.beingTold.incrementAndGet();
                endSlot();
                try {
                    attempts.releaseAfter(failure);
                } finally {
                    try {
                        actual.onError(failure);
                    } finally {
                        attempts.beingTold.decrementAndGet();
                    }
                }
            }
        }

        @Override
        public void onComplete() {
            if (endsNow()) {
                endSlot();
                attempts.gate.release();
                actual.onComplete();
            }
        }

        void cancel() {
            if (STATE.getAndSet(this, State.OVER) == State.UNDER_WAY) {
                attempts.ended(this);
                cancelUpstream();
            }
        }

        /** The client closes and its grace time is over. */
        private void abort() {
            if (endsNow()) {
                cancelUpstream();
                actual.onError(AdmissionFailures.aborted(exchange));
            }
        }

        private boolean endsNow() {
            boolean first = STATE.compareAndSet(this, State.UNDER_WAY, State.OVER);
            if (first) {
                attempts.ended(this);
            }
            return first;
        }

        private void cancelUpstream() {
            Subscription running = UPSTREAM.getAndSet(this, Operators.cancelledSubscription());
            if (running != null) {
                cancel(running);
            }
        }

        /** What a cancelled attempt holds goes on when its connection is free, and not on the thread that cancels. */
        private void cancel(Subscription running) {
            if (running instanceof ConnectionLease lease) {
                lease.cancel(() -> attempts.gate.releaseCancelled(this::endSlot));
            } else {
                running.cancel();
                endSlot();
                attempts.gate.release();
            }
        }

        private void endSlot() {
            if (slot != null) {
                slot.end();
            }
        }
    }
}
