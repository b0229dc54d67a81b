package io.texml.reactor.internal.admission;

import io.texml.ClientClosedException;
import io.texml.ExchangeDetails;
import io.texml.operation.Operation;
import io.texml.policy.RateLimit;
import io.texml.policy.RateLimitState;
import io.texml.policy.RequestThrottle;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.time.WaitingLine;
import io.texml.reactor.spi.SharedRateLimit;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/**
 * The gate before the pool: at most so many exchanges are under way, and fewer while the server's rate limit asks for
 * it. As many as the pool has connections, so that the pool, whose own queue keeps cancelled waiters, never queues.
 *
 * <p>The line's lock guards everything that changes here: the throttle, {@code underWay} and {@code closed}, which is for
 * good. Nothing else is locked under it.
 */
public final class AdmissionGate {

    static final long NEWS = Duration.ofSeconds(1).toNanos();

    /** How often it is looked whether somebody is cancelling many. */
    static final long LOOK = Duration.ofMillis(5).toNanos();
    /** So many leave the line between two looks only when somebody cancels them all; as many are gone well within one. */
    static final int MANY = 128;
    /** So many looks in a row must find a long line at rest: the collector, say, may stop a thread that cancels for one. */
    static final int LOOKS_AT_REST = 4;
    /** Who cancels for longer than a second on end does not keep the others waiting. */
    static final int MOST_LOOKS = 200;

    private final int maxConcurrency;
    private final int maxWaiting;
    private final boolean obeysRateLimits;
    private final RequestThrottle throttle = new RequestThrottle();
    private final Timer timer;
    private final Timer wireTimer;
    private final WaitingLine line;
    private final Sinks.Empty<Void> idle = Sinks.empty();
    private int underWay;
    private boolean closed;

    /** @param wireTimer the time of what happens on connections, which is real even where a test turns the other */
    public AdmissionGate(int maxConcurrency, int maxWaiting, boolean obeysRateLimits, Timer timer, Timer wireTimer) {
        this.maxConcurrency = maxConcurrency;
        this.maxWaiting = maxWaiting;
        this.obeysRateLimits = obeysRateLimits;
        this.timer = timer;
        this.wireTimer = wireTimer;
        this.line = new WaitingLine(timer, this::tryEnter);
    }

    private long tryEnter(long now) {
        if (underWay >= maxConcurrency) {
            return WaitingLine.UNTIL_CHANGED;
        }
        long wait = obeysRateLimits ? throttle.waitFor(now, underWay) : 0;
        if (wait == 0) {
            underWay++;
        }
        return wait;
    }

    public WaitingLine.Entry enter(WaitingLine.Waiter waiter) {
        return line.enter(waiter, maxWaiting);
    }

    /** Completes when a request that came now would be let in; takes nothing, and is never refused for a full line. */
    public Mono<Void> opening(Operation<?> operation) {
        return Mono.create(sink -> {
            Look look = new Look(sink, operation);
            switch (line.enter(look, Integer.MAX_VALUE)) {
                case ADMITTED -> look.admitted();
                case CLOSED -> look.closed();
                // Afterwards: who was cancelled meanwhile leaves at once.
                case WAITING, FULL, GONE -> sink.onCancel(() -> line.leave(look));
            }
        });
    }

    /** Passes the gate only to see that it is open. */
    private final class Look extends WaitingLine.Waiter {

        private final MonoSink<Void> sink;
        private final Operation<?> operation;

        Look(MonoSink<Void> sink, Operation<?> operation) {
            this.sink = sink;
            this.operation = operation;
        }

        @Override
        protected void admitted() {
            release();
            sink.success();
        }

        @Override
        protected void closed() {
            sink.error(new ClientClosedException(
                    new ExchangeDetails(operation.id(), operation.pathTemplate(), null, 0, null, false)));
        }
    }

    public boolean leave(WaitingLine.Waiter waiter) {
        return line.leave(waiter);
    }

    boolean isWaiting(WaitingLine.Waiter waiter) {
        return line.isWaiting(waiter);
    }

    /** How long the rate limit keeps everything waiting from now on. */
    public Duration pausedFor() {
        return line.read(() -> Duration.ofNanos(pausedFor(timer.nanos())));
    }

    /** An exchange is over and nothing was learned from it. */
    public void release() {
        line.change(now -> {
            left();
            return null;
        });
    }

    /**
     * An exchange was cancelled and its connection is free. Who cancels many at once reaches those under way first, and
     * the line after them: a permit that went on at once would let others out of the line before their own cancel comes. So
     * it goes on a moment later, when nobody leaves the line in numbers any more.
     *
     * @param alsoFree is given back together with the permit
     */
    public void releaseCancelled(Runnable alsoFree) {
        int looksAtRest = line.size() > MANY ? LOOKS_AT_REST : 1;
        releaseAtRest(line.departures(), looksAtRest, 1, alsoFree);
    }

    private void releaseAtRest(long before, int looksAtRest, int look, Runnable alsoFree) {
        Runnable looking = () -> {
            long departures = line.departures();
            int left = departures - before < MANY ? looksAtRest - 1 : LOOKS_AT_REST;
            if (left > 0 && look < MOST_LOOKS) {
                releaseAtRest(departures, left, look + 1, alsoFree);
            } else {
                release(alsoFree);
            }
        };
        try {
            Disposable unused = wireTimer.schedule(looking, LOOK);
        } catch (RejectedExecutionException timerIsGone) {
            // Somebody shut Reactor's schedulers down: better at once than never.
            release(alsoFree);
        }
    }

    private void release(Runnable alsoFree) {
        alsoFree.run();
        release();
    }

    /** An exchange was answered; returns for how long everything pauses if that pause begins now, else zero. */
    Duration release(RateLimit rateLimit) {
        return releaseAnd(now -> throttle.onAnswer(now, rateLimit));
    }

    /** An exchange was answered with 429; returns the same. */
    Duration releaseThrottled(RateLimit rateLimit, @Nullable Duration retryAfter) {
        return releaseAnd(now -> throttle.onThrottled(now, rateLimit, retryAfter));
    }

    /** Another client of the account learned of a pause; returns for how long everything pauses if that is news, else zero. */
    Duration learn(SharedRateLimit.Pause pause) {
        RateLimit unknown = new RateLimit(null, null, null);
        return changeAnd(
                () -> {},
                switch (pause.reason()) {
                    case REFUSED -> now -> throttle.onThrottled(now, unknown, pause.length());
                    case USED_UP -> now -> throttle.onUsedUp(now, pause.length());
                });
    }

    private Duration releaseAnd(LongConsumer learning) {
        return changeAnd(this::left, learning);
    }

    private Duration changeAnd(Runnable first, LongConsumer learning) {
        Duration begun = line.change(now -> {
            long before = pausedFor(now);
            first.run();
            learning.accept(now);
            return pauseBegun(before, pausedFor(now));
        });
        if (!begun.isZero()) {
            line.tellPaused(begun);
        }
        return begun;
    }

    private long pausedFor(long now) {
        return obeysRateLimits ? throttle.pausedFor(now) : 0;
    }

    /** Requests that were under way together are refused together: each lengthens the pause by next to nothing. */
    private static Duration pauseBegun(long before, long after) {
        boolean news = before == 0 ? after > 0 : after - before >= NEWS;
        return news ? Duration.ofNanos(after) : Duration.ZERO;
    }

    /** How many may be under way or wait, together. */
    public long capacity() {
        return (long) maxConcurrency + maxWaiting;
    }

    public int underWay() {
        return line.read(() -> underWay);
    }

    public int waiting() {
        return line.size();
    }

    public RateLimitState rateLimit() {
        return line.read(() -> throttle.state(timer.nanos()));
    }

    /** Lets nobody in any more and tells those who wait. */
    public void close() {
        line.close();
        line.change(now -> {
            closed = true;
            signalIfIdle();
            return null;
        });
    }

    /** Completes when the gate is closed and nothing is under way any more. */
    public Mono<Void> whenIdle() {
        return idle.asMono();
    }

    private void left() {
        underWay--;
        signalIfIdle();
    }

    private void signalIfIdle() {
        if (closed && underWay == 0) {
            // Not from within the lock: the subscriber ends the pool.
            wireTimer.schedule(idle::tryEmitEmpty, 0);
        }
    }
}
