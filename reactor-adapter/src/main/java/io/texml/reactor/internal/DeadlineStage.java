package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.SaturationException;
import io.texml.TexmlException;
import io.texml.TransportException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Ends an exchange when its total time is used up, wherever it is at that moment. One timer and one object per exchange:
 * Reactor's own {@code timeout} makes several of each.
 */
final class DeadlineStage implements Stage {

    private final Stage next;
    private final Timer timer;

    DeadlineStage(Stage next, Timer timer) {
        this.next = next;
        this.timer = timer;
    }

    @Override
    public <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
        Mono<ApiResponse<R>> answer = next.exchange(exchange);
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super ApiResponse<R>> actual) {
                answer.subscribe(new Watch<>(actual, exchange, timer));
            }
        };
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
    private static final class Watch<R> implements CoreSubscriber<ApiResponse<R>>, Subscription, Runnable {

        private static final Disposable STOPPED = Disposables.disposed();

        @SuppressWarnings("rawtypes")
        private static final AtomicIntegerFieldUpdater<Watch> OVER =
                AtomicIntegerFieldUpdater.newUpdater(Watch.class, "over");

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<Watch, Disposable> TIMEOUT =
                AtomicReferenceFieldUpdater.newUpdater(Watch.class, Disposable.class, "timeout");

        private final CoreSubscriber<? super ApiResponse<R>> actual;
        private final Exchange<R> exchange;
        private final Timer timer;

        private volatile int over;

        @SuppressWarnings("UnusedVariable") // through TIMEOUT
        private volatile @Nullable Disposable timeout;

        private @Nullable Subscription upstream;

        Watch(CoreSubscriber<? super ApiResponse<R>> actual, Exchange<R> exchange, Timer timer) {
            this.actual = actual;
            this.exchange = exchange;
            this.timer = timer;
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
                    startTimer();
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
                stopTimer();
            }
            if (upstream != null) {
                upstream.cancel();
            }
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            if (isFirst()) {
                stopTimer();
                actual.onNext(answer);
                actual.onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (isFirst()) {
                stopTimer();
                actual.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (isFirst()) {
                stopTimer();
                actual.onComplete();
            }
        }

        private boolean isFirst() {
            return OVER.compareAndSet(this, 0, 1);
        }

        private void startTimer() {
            Disposable scheduled = timer.schedule(this, exchange.remainingNanos(timer.nanos()));
            if (!TIMEOUT.compareAndSet(this, null, scheduled)) {
                scheduled.dispose();
            }
        }

        private void stopTimer() {
            Disposable scheduled = TIMEOUT.getAndSet(this, STOPPED);
            if (scheduled != null) {
                scheduled.dispose();
            }
        }
    }
}
