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
    private final Timer waiting;
    private final TimeoutQueue whileWaiting;
    private final TimeoutQueue whileUnderWay;

    /**
     * @param waiting the client's clock
     * @param wire the machine's, which may be the same
     */
    public DeadlineStage(Stage next, Timer waiting, Timer wire) {
        this.next = next;
        this.waiting = waiting;
        this.whileWaiting = new TimeoutQueue(waiting);
        this.whileUnderWay = waiting == wire ? whileWaiting : new TimeoutQueue(wire);
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
                        "the total timeout of " + exchange.time().total().toMillis() + " ms is used up",
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

        /** Written under the lock of the exchange's time. */
        private volatile @Nullable Deadline deadline;

        Watch(CoreSubscriber<? super ApiResponse<R>> actual, Exchange<R> exchange) {
            super(actual);
            this.exchange = exchange;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            super.onSubscribe(subscription);
            if (upstream() == subscription && !isOver()) {
                watchTheClock();
            }
        }

        private void watchTheClock() {
            TotalTime time = exchange.time();
            synchronized (time) {
                begin();
                if (whileWaiting != whileUnderWay) {
                    time.whenMoved(() -> {
                        end();
                        begin();
                    });
                }
            }
        }

        private void begin() {
            TotalTime time = exchange.time();
            Deadline begun = new Deadline(this, time.countsBy(waiting) ? whileWaiting : whileUnderWay);
            deadline = begun;
            begun.queue.begin(begun, time.countsFrom(), time.leftFromThere());
            if (isOver()) {
                // It ended before its timeout had begun.
                end();
            }
        }

        private void end() {
            Deadline begun = deadline;
            if (begun != null) {
                begun.queue.end(begun);
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
                end();
            }
            cancelUpstream();
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            if (endsNow()) {
                end();
                actual().onNext(answer);
                actual().onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (endsNow()) {
                end();
                actual().onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (endsNow()) {
                end();
                actual().onComplete();
            }
        }
    }

    private static final class Deadline extends TimeoutQueue.Timeout {

        private final Watch<?> watch;
        private final TimeoutQueue queue;

        Deadline(Watch<?> watch, TimeoutQueue queue) {
            this.watch = watch;
            this.queue = queue;
        }

        @Override
        public void run() {
            watch.pass();
        }
    }
}
