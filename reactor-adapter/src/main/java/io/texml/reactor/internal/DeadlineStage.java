package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.SaturationException;
import io.texml.TexmlException;
import io.texml.TransportException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Ends an exchange when its total time is used up, wherever it is at that moment. One object per exchange: Reactor's own
 * {@code timeout} makes several, and a timer.
 */
final class DeadlineStage implements OperatorStage {

    private final Stage next;
    private final TimeoutQueue timeouts;

    DeadlineStage(Stage next, Timer timer) {
        this.next = next;
        this.timeouts = new TimeoutQueue(timer);
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        next.begin(exchange, new Watch<>(subscriber, exchange, timeouts));
    }

    private static TexmlException deadlinePassed(Exchange<?> exchange) {
        if (exchange.giveUp()) {
            exchange.markAmbiguous();
        }
        TexmlException failure = exchange.attempts() == 0
                ? neverSent(exchange)
                : new TransportException(
                        TransportException.Phase.DEADLINE,
                        "the total timeout of " + exchange.totalTimeout().toMillis() + " ms is used up",
                        exchange.details(),
                        null);
        exchange.earlierFailures().forEach(failure::addSuppressed);
        return failure;
    }

    private static TexmlException neverSent(Exchange<?> exchange) {
        return exchange.waitsForPace()
                ? new SaturationException(
                        SaturationException.Bound.DIAL_PACE,
                        "dial less at once or allow a longer total timeout",
                        exchange.details())
                : new SaturationException(
                        SaturationException.Bound.QUEUE_TIME,
                        "its total timeout passed first; allow more time, raise maxConcurrency or send less",
                        exchange.details());
    }

    /** Passes on the first of answer, failure and deadline. */
    private static final class Watch<R> extends TimeoutQueue.Timeout
            implements CoreSubscriber<ApiResponse<R>>, Subscription {

        @SuppressWarnings("rawtypes")
        private static final AtomicIntegerFieldUpdater<Watch> OVER =
                AtomicIntegerFieldUpdater.newUpdater(Watch.class, "over");

        private final CoreSubscriber<? super ApiResponse<R>> actual;
        private final Exchange<R> exchange;
        private final TimeoutQueue timeouts;

        private volatile int over;

        private @Nullable Subscription upstream;

        Watch(CoreSubscriber<? super ApiResponse<R>> actual, Exchange<R> exchange, TimeoutQueue timeouts) {
            this.actual = actual;
            this.exchange = exchange;
            this.timeouts = timeouts;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (Operators.validate(upstream, subscription)) {
                upstream = subscription;
                actual.onSubscribe(this);
                if (over == 0) {
                    timeouts.begin(this, exchange.startedAt(), exchange.totalTimeoutNanos());
                    if (over != 0) {
                        // It ended before its timeout had begun.
                        timeouts.end(this);
                    }
                }
            }
        }

        /** The deadline passes. */
        @Override
        public void run() {
            Subscription running = upstream;
            if (running != null && isFirst()) {
                TexmlException failure = deadlinePassed(exchange);
                running.cancel();
                actual.onError(failure);
            }
        }

        @Override
        public void request(long n) {
            if (upstream != null) {
                upstream.request(n);
            }
        }

        @Override
        public void cancel() {
            if (isFirst()) {
                timeouts.end(this);
            }
            if (upstream != null) {
                upstream.cancel();
            }
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            if (isFirst()) {
                timeouts.end(this);
                actual.onNext(answer);
                actual.onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (isFirst()) {
                timeouts.end(this);
                actual.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (isFirst()) {
                timeouts.end(this);
                actual.onComplete();
            }
        }

        private boolean isFirst() {
            return OVER.compareAndSet(this, 0, 1);
        }
    }
}
