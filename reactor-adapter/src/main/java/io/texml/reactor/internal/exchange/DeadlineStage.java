package io.texml.reactor.internal.exchange;

import io.texml.ApiResponse;
import io.texml.SaturationException;
import io.texml.SaturationException.Bound;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.reactor.internal.time.TimeoutQueue;
import io.texml.reactor.internal.time.Timer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Ends an exchange when its total time is used up, wherever it is at that moment. Two objects per exchange: Reactor's own
 * {@code timeout} makes several, and a timer.
 */
public final class DeadlineStage implements Stage {

    private final Stage next;
    private final TimeoutQueue timeouts;

    public DeadlineStage(Stage next, Timer timer) {
        this.next = next;
        this.timeouts = new TimeoutQueue(timer);
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        next.begin(exchange, new Watch<>(subscriber, exchange));
    }

    private static TexmlException deadlinePassed(Exchange<?> exchange, @Nullable Subscription running) {
        exchange.sending().giveUp();
        Progress progress = running instanceof Progress known ? known : null;
        TexmlException failure = exchange.sending().attempts() == 0
                ? neverSent(exchange, progress == null ? Bound.QUEUE_TIME : progress.waitsFor())
                : new TransportException(
                        TransportException.Phase.DEADLINE,
                        "the total timeout of " + exchange.totalTimeout().toMillis() + " ms is used up",
                        exchange.details(),
                        null);
        if (progress != null) {
            progress.earlierFailures().forEach(failure::addSuppressed);
        }
        return failure;
    }

    private static TexmlException neverSent(Exchange<?> exchange, Bound bound) {
        return new SaturationException(
                bound,
                bound == Bound.DIAL_PACE
                        ? "dial less at once or allow a longer total timeout"
                        : "its total timeout passed first; allow more time, raise maxConcurrency or send less",
                exchange.details());
    }

    /** Passes on the first of answer, failure and deadline. */
    private final class Watch<R> extends Relay<ApiResponse<R>, ApiResponse<R>> {

        private final Exchange<R> exchange;
        private final Deadline deadline = new Deadline(this);

        Watch(CoreSubscriber<? super ApiResponse<R>> actual, Exchange<R> exchange) {
            super(actual);
            this.exchange = exchange;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            super.onSubscribe(subscription);
            if (upstream() == subscription && !isOver()) {
                timeouts.begin(deadline, exchange.startedAt(), exchange.totalTimeoutNanos());
                if (isOver()) {
                    // It ended before its timeout had begun.
                    timeouts.end(deadline);
                }
            }
        }

        void pass() {
            if (endsNow()) {
                TexmlException failure = deadlinePassed(exchange, upstream());
                cancelUpstream();
                actual().onError(failure);
            }
        }

        @Override
        public void cancel() {
            if (endsNow()) {
                timeouts.end(deadline);
            }
            cancelUpstream();
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            if (endsNow()) {
                timeouts.end(deadline);
                actual().onNext(answer);
                actual().onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (endsNow()) {
                timeouts.end(deadline);
                actual().onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (endsNow()) {
                timeouts.end(deadline);
                actual().onComplete();
            }
        }
    }

    private static final class Deadline extends TimeoutQueue.Timeout {

        private final Watch<?> watch;

        Deadline(Watch<?> watch) {
            this.watch = watch;
        }

        @Override
        public void run() {
            watch.pass();
        }
    }
}
