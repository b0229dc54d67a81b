package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.TexmlException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Tells the observers how an exchange ended and how long it took, waits included, and the closing when its caller knows. */
final class ObservationStage implements OperatorStage {

    private final Stage next;
    private final Observers observers;
    private final OpenExchanges open;
    private final Timer timer;

    ObservationStage(Stage next, Observers observers, OpenExchanges open, Timer timer) {
        this.next = next;
        this.observers = observers;
        this.open = open;
        this.timer = timer;
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        next.begin(exchange, new Observation<>(subscriber, exchange));
    }

    private Duration elapsed(Exchange<?> exchange) {
        return timer.since(exchange.startedAt());
    }

    /** Whether an exchange is one of those that are open: from the demand for its answer to its end. */
    private enum Counted {
        NOT_YET,
        YES,
        NO_MORE
    }

    /** Passes everything on, and tells of the first of answer, failure and cancel: a cancel may follow an answer. */
    private final class Observation<R> implements CoreSubscriber<ApiResponse<R>>, Subscription {

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<Observation, Counted> COUNTED =
                AtomicReferenceFieldUpdater.newUpdater(Observation.class, Counted.class, "counted");

        private final CoreSubscriber<? super ApiResponse<R>> actual;
        private final Exchange<R> exchange;
        private @Nullable Subscription upstream;
        private volatile Counted counted = Counted.NOT_YET;

        Observation(CoreSubscriber<? super ApiResponse<R>> actual, Exchange<R> exchange) {
            this.actual = actual;
            this.exchange = exchange;
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
            }
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            if (exchange.endsNow()) {
                observers.onSuccess(exchange.operation().id(), answer.status(), answer.attempts(), elapsed(exchange));
                try {
                    actual.onNext(answer);
                    actual.onComplete();
                } finally {
                    ended();
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (exchange.endsNow()) {
                if (failure instanceof TexmlException typed) {
                    observers.onFailure(typed, elapsed(exchange));
                }
                try {
                    actual.onError(failure);
                } finally {
                    ended();
                }
            }
        }

        /** After an answer it says nothing new. */
        @Override
        public void onComplete() {
            if (exchange.endsNow()) {
                try {
                    actual.onComplete();
                } finally {
                    ended();
                }
            }
        }

        @Override
        public void request(long n) {
            if (upstream != null) {
                if (counted == Counted.NOT_YET) {
                    open.begun();
                    if (!COUNTED.compareAndSet(this, Counted.NOT_YET, Counted.YES)) {
                        open.ended();
                    }
                }
                upstream.request(n);
            }
        }

        @Override
        public void cancel() {
            boolean first = exchange.endsNow();
            if (first) {
                observers.onCancel(exchange.operation().id(), elapsed(exchange));
            }
            try {
                if (upstream != null) {
                    upstream.cancel();
                }
            } finally {
                if (first) {
                    ended();
                }
            }
        }

        private void ended() {
            if (COUNTED.getAndSet(this, Counted.NO_MORE) == Counted.YES) {
                open.ended();
            }
        }
    }
}
