package io.texml.reactor.internal;

import io.texml.ApiException;
import io.texml.ApiResponse;
import io.texml.ClientClosedException;
import io.texml.DecodingException;
import io.texml.ExchangeObserver;
import io.texml.SaturationException;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.operation.Operation;
import io.texml.operation.Pacing;
import io.texml.policy.RateLimit;
import io.texml.reactor.DialPace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Gives an exchange its turn: first the dial pace where it starts a call leg, then the gate. What was taken is given back
 * exactly once, whichever of answer, failure, timeout and cancel comes first.
 */
final class AdmissionStage implements OperatorStage {

    private static final String DIALS_PER_SECOND = "90103";

    private final Stage next;
    private final AdmissionGate gate;
    private final @Nullable DialPace dialPace;
    private final long maxWaitNanos;
    private final TimeoutQueue waits;
    private final Observers observers;
    private final Timer timer;
    private final Set<WaitingLine.Waiter> pacing = ConcurrentHashMap.newKeySet();
    private final Link underWay = new Link();
    private int underWayCount;
    private final Sinks.Empty<Void> closing = Sinks.empty();
    private final AtomicLong dialsPausedUntil;
    private volatile boolean closed;

    AdmissionStage(
            Stage next,
            AdmissionGate gate,
            @Nullable DialPace dialPace,
            Duration maxWait,
            Observers observers,
            Timer timer) {
        this.next = next;
        this.gate = gate;
        this.dialPace = dialPace;
        this.maxWaitNanos = Timer.countable(maxWait).toNanos();
        this.waits = new TimeoutQueue(timer);
        this.observers = observers;
        this.timer = timer;
        this.dialsPausedUntil = new AtomicLong(timer.nanos());
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        subscriber.onSubscribe(new Admission<>(this, exchange, subscriber));
    }

    <R> void proceed(Exchange<R> exchange, CoreSubscriber<ApiResponse<R>> attempt) {
        observers.onAttempt(exchange.operation().id(), exchange.beginAttempt());
        next.begin(exchange, attempt);
    }

    @Nullable
    DialPace paceFor(Operation<?> operation) {
        return operation.pacing() == Pacing.DIAL ? dialPace : null;
    }

    /** Remembers who waits for the dial pace, which does not know when this client closes. */
    void joinedPace(WaitingLine.Waiter waiter) {
        pacing.add(waiter);
        if (closed) {
            waiter.closed();
        }
    }

    void leftPace(WaitingLine.Waiter waiter) {
        pacing.remove(waiter);
    }

    int waitingForPace() {
        return pacing.size();
    }

    /** As many may ask the pace at once as may be under way, and no more may wait there than at the gate. */
    boolean isPaceLineTooLong() {
        return pacing.size() > gate.capacity();
    }

    /** Sends nothing more; those who wait fail at once, what is under way goes on. */
    void close() {
        closed = true;
        WaitingLine.callEach(new ArrayDeque<>(pacing), WaitingLine.Waiter::closed);
        gate.close();
        // Last: who was pausing comes here now, and finds the gate closed.
        closing.tryEmitEmpty();
    }

    /** Completes when nothing is sent any more. */
    Mono<Void> closing() {
        return closing.asMono();
    }

    void startedUnderWay(Admission<?> attempt) {
        synchronized (underWay) {
            attempt.linkBehind(underWay);
            underWayCount++;
        }
    }

    void endedUnderWay(Admission<?> attempt) {
        synchronized (underWay) {
            if (attempt.isLinked()) {
                attempt.unlink();
                underWayCount--;
            }
        }
    }

    /** How many are under way; not those that were cancelled and whose connection is not free yet. */
    int underWay() {
        synchronized (underWay) {
            return underWayCount;
        }
    }

    /** Ends what is still under way. */
    void abort() {
        ArrayDeque<Admission<?>> attempts = new ArrayDeque<>();
        synchronized (underWay) {
            for (Link next = underWay.next(); next != underWay; next = next.next()) {
                attempts.add((Admission<?>) next);
            }
        }
        WaitingLine.callEach(attempts, Admission::abort);
    }

    /**
     * Completes when a request for this operation that came now would be sent at once; takes nothing. A pace that fails
     * keeps nobody waiting here: the request itself meets the failure then, and tells it as its own.
     */
    Mono<Void> opening(Operation<?> operation) {
        DialPace pace = paceFor(operation);
        if (pace == null) {
            return gate.opening(operation);
        }
        return PaceOpening.of(pace).takeUntilOther(closing.asMono()).then(gate.opening(operation));
    }

    AdmissionGate gate() {
        return gate;
    }

    Timer timer() {
        return timer;
    }

    /** A pause of the rate limit does not count as waiting. */
    void beginWait(TimeoutQueue.Timeout wait, Duration pause) {
        waits.begin(wait, timer.nanos(), pause.toNanos() + maxWaitNanos);
    }

    void endWait(TimeoutQueue.Timeout wait) {
        waits.end(wait);
    }

    void answered(RateLimit rateLimit) {
        tellPause(gate.release(rateLimit));
    }

    void failed(Exchange<?> exchange, Throwable failure) {
        if (failure instanceof DecodingException unreadable) {
            tellPause(gate.release(RateLimit.from(unreadable.headers()::first)));
            return;
        }
        if (!(failure instanceof ApiException answer)) {
            gate.release();
            return;
        }
        RateLimit rateLimit = RateLimit.from(answer.headers()::first);
        Duration retryAfter = answer.retryAfter().orElse(null);
        if (answer.status() != 429) {
            tellPause(gate.release(rateLimit));
        } else if (DIALS_PER_SECOND.equals(answer.code())) {
            tellPause(gate.release(rateLimit));
            pauseDials(retryAfter);
        } else {
            tellPause(gate.releaseThrottled(rateLimit, retryAfter));
        }
    }

    private void tellPause(Duration length) {
        if (!length.isZero()) {
            observers.onPause(ExchangeObserver.Pause.ALL, length);
        }
    }

    /** Without a pace there is nothing to pause: each request waits for its own retry. */
    private void pauseDials(@Nullable Duration retryAfter) {
        if (dialPace == null) {
            return;
        }
        Duration length;
        try {
            length = Objects.requireNonNull(dialPace.pause(retryAfter), "pause");
        } catch (Throwable thrown) {
            SlotInHand.warn(thrown);
            return;
        }
        if (isNews(length)) {
            observers.onPause(ExchangeObserver.Pause.DIALS, length);
            WaitingLine.callEach(new ArrayDeque<>(pacing), waiter -> waiter.paused(length));
        }
    }

    /** Dials that were under way together are refused together: each lengthens the pause by next to nothing. */
    private boolean isNews(Duration pause) {
        long now = timer.nanos();
        long end = now + Timer.countable(pause).toNanos();
        long before = dialsPausedUntil.getAndUpdate(known -> end - known > 0 ? end : known);
        return before - now <= 0 || end - before >= AdmissionGate.NEWS;
    }

    static TexmlException closed(Exchange<?> exchange) {
        return new ClientClosedException(exchange.details());
    }

    static TexmlException queueFull(Exchange<?> exchange) {
        return new SaturationException(
                SaturationException.Bound.QUEUE_LENGTH,
                "send less at once, or raise maxWaiting or maxConcurrency",
                exchange.details());
    }

    static TexmlException waitedTooLong(Exchange<?> exchange) {
        return new SaturationException(
                SaturationException.Bound.QUEUE_TIME,
                "send less at once, or raise maxWait or maxConcurrency",
                exchange.details());
    }

    static TexmlException pausedTooLong(Exchange<?> exchange, Duration pause) {
        return new SaturationException(
                SaturationException.Bound.RATE_LIMIT,
                "come back after retryAfter() or allow a longer total timeout",
                exchange.details(null, pause));
    }

    static TexmlException paceFailed(Exchange<?> exchange, Throwable cause) {
        return new TransportException(
                TransportException.Phase.NOT_SENT, "the dial pace failed", exchange.details(), cause);
    }

    static TexmlException paceTooSlow(Exchange<?> exchange, Duration wait) {
        return new SaturationException(
                SaturationException.Bound.DIAL_PACE,
                "dial less at once, come back after retryAfter(), or allow a longer total timeout",
                exchange.details(null, wait));
    }

    static TexmlException couldNotBegin(Exchange<?> exchange, Throwable cause) {
        return new TransportException(
                TransportException.Phase.NOT_SENT,
                "it could not begin (" + cause.getClass().getSimpleName() + ")",
                exchange.details(),
                cause);
    }

    /** The grace time of closing is over. */
    static TexmlException aborted(Exchange<?> exchange) {
        if (!exchange.giveUp()) {
            return closed(exchange);
        }
        exchange.markAmbiguous();
        return new TransportException(
                TransportException.Phase.SENT,
                "the client was closed before the answer came",
                exchange.details(),
                null);
    }
}
