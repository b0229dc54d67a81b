package io.texml.reactor.internal.exchange;

import io.texml.ApiResponse;
import io.texml.TexmlException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import reactor.core.CoreSubscriber;

/** Tells the observers how an exchange ended and how long it took, waits included, and the closing when its caller knows. */
public final class ObservationStage implements Stage {

    private final Stage next;
    private final Observers observers;
    private final OpenExchanges open;

    public ObservationStage(Stage next, Observers observers, OpenExchanges open) {
        this.next = next;
        this.observers = observers;
        this.open = open;
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        next.begin(exchange, new Observation<>(subscriber, exchange));
    }

    private static Duration elapsed(Exchange<?> exchange) {
        return exchange.time().elapsed();
    }

    /**
     * Whether an exchange is one of those that are open: from the demand for its answer to its end, which may come before
     * the demand, and on another thread.
     */
    private enum Counted {
        NOT_YET,
        YES,
        NO_MORE
    }

    /** Tells of the first of answer, failure and cancel: a cancel may follow an answer. */
    private final class Observation<R> extends Relay<ApiResponse<R>, ApiResponse<R>> {

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<Observation, Counted> COUNTED =
                AtomicReferenceFieldUpdater.newUpdater(Observation.class, Counted.class, "counted");

        private final Exchange<R> exchange;
        private volatile Counted counted = Counted.NOT_YET;

        Observation(CoreSubscriber<? super ApiResponse<R>> actual, Exchange<R> exchange) {
            super(actual);
            this.exchange = exchange;
        }

        @Override
        public void request(long n) {
            if (counted == Counted.NOT_YET) {
                open.begun();
                if (!COUNTED.compareAndSet(this, Counted.NOT_YET, Counted.YES)) {
                    open.ended();
                }
            }
            super.request(n);
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            if (endsNow()) {
                observers.onSuccess(exchange.operation().id(), answer.status(), answer.attempts(), elapsed(exchange));
                try {
                    actual().onNext(answer);
                    actual().onComplete();
                } finally {
                    ended();
                }
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (endsNow()) {
                if (failure instanceof TexmlException typed) {
                    observers.onFailure(typed, elapsed(exchange));
                }
                try {
                    actual().onError(failure);
                } finally {
                    ended();
                }
            }
        }

        /** After an answer it says nothing new. */
        @Override
        public void onComplete() {
            if (endsNow()) {
                try {
                    actual().onComplete();
                } finally {
                    ended();
                }
            }
        }

        @Override
        public void cancel() {
            boolean first = endsNow();
            if (first) {
                observers.onCancel(exchange.operation().id(), elapsed(exchange));
            }
            try {
                cancelUpstream();
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
