package io.texml.reactor.internal.exchange;

import io.texml.ApiResponse;
import io.texml.TransportException;
import io.texml.operation.Safety;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One exchange with the application's instrumentations between it and its caller. Whatever these do, the caller hears of an
 * end, and what creates is not sent twice: a subscriber stands on either side of them. They may throw an error that
 * Reactor's operators let through to whoever signals, and they may subscribe again.
 */
final class InstrumentedExchange<R> {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.request");

    private final Stage next;
    private final Exchange<R> exchange;
    private final UnaryOperator<Mono<ApiResponse<R>>> instrumentations;

    InstrumentedExchange(Stage next, Exchange<R> exchange, UnaryOperator<Mono<ApiResponse<R>>> instrumentations) {
        this.next = next;
        this.exchange = exchange;
        this.instrumentations = instrumentations;
    }

    void begin(CoreSubscriber<? super ApiResponse<R>> actual) {
        Caller caller = new Caller(actual);
        actual.onSubscribe(caller);
        try {
            instrumentations.apply(new Inside(caller)).subscribe(caller);
        } catch (Throwable thrown) {
            caller.failAfter(thrown);
        }
    }

    /**
     * Outside of the instrumentations: passes on the first end that it hears of.
     *
     * <p>States, one compare-and-set on any thread: not over, over for good.
     */
    private final class Caller extends Operators.DeferredSubscription implements CoreSubscriber<ApiResponse<R>> {

        private final CoreSubscriber<? super ApiResponse<R>> actual;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile @Nullable Subscription inside;

        Caller(CoreSubscriber<? super ApiResponse<R>> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            set(subscription);
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            if (over.compareAndSet(false, true)) {
                actual.onNext(answer);
                actual.onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            if (over.compareAndSet(false, true)) {
                actual.onError(failure);
            }
        }

        @Override
        public void onComplete() {
            if (over.compareAndSet(false, true)) {
                actual.onComplete();
            }
        }

        /** Ends for the caller, and for the instrumentations; false when the caller was told of an end already. */
        boolean fail(Throwable failure) {
            boolean first = over.compareAndSet(false, true);
            if (first) {
                cancel();
                actual.onError(failure);
            }
            return first;
        }

        /** Whoever threw may have been the caller. */
        void failAfter(Throwable thrown) {
            if (over.get()
                    || !fail(exchange.giveUp(
                            "an instrumentation threw " + thrown.getClass().getSimpleName(), thrown))) {
                Operators.onErrorDropped(thrown, currentContext());
            }
        }

        @Override
        public void cancel() {
            try {
                super.cancel();
            } catch (Throwable thrown) {
                LOGGER.warn(
                        "an instrumentation threw {} when it was cancelled",
                        thrown.getClass().getName());
                Subscription underWay = inside;
                if (underWay != null) {
                    underWay.cancel();
                }
            }
        }
    }

    /** What the instrumentations are given. */
    private final class Inside extends Mono<ApiResponse<R>> {

        private final Caller caller;
        private final AtomicBoolean begun = new AtomicBoolean();
        private volatile @Nullable Throwable failed;

        Inside(Caller caller) {
            this.caller = caller;
        }

        @Override
        public void subscribe(CoreSubscriber<? super ApiResponse<R>> actual) {
            if (begun.compareAndSet(false, true)) {
                next.begin(exchange, new Signals(actual));
            } else if (exchange.safety() == Safety.CREATING) {
                refuse(actual);
            } else {
                next.begin(exchange.again(), new Signals(actual));
            }
        }

        /** The caller hears of it too: a {@code retry()} would come back for ever. */
        private void refuse(CoreSubscriber<? super ApiResponse<R>> actual) {
            TransportException refusal = exchange.giveUp(
                    "an instrumentation subscribed to it again, and what creates is sent once; retry outside of the client",
                    new IllegalStateException("a creating exchange was subscribed to twice"));
            Throwable first = failed;
            if (first != null) {
                refusal.addSuppressed(first);
            }
            caller.fail(refusal);
            Operators.error(actual, refusal);
        }

        /** Passes everything on, and hears what is thrown back. */
        private final class Signals implements CoreSubscriber<ApiResponse<R>> {

            private final CoreSubscriber<? super ApiResponse<R>> actual;

            Signals(CoreSubscriber<? super ApiResponse<R>> actual) {
                this.actual = actual;
            }

            @Override
            public Context currentContext() {
                return actual.currentContext();
            }

            @Override
            public void onSubscribe(Subscription subscription) {
                caller.inside = subscription;
                actual.onSubscribe(subscription);
            }

            @Override
            public void onNext(ApiResponse<R> answer) {
                try {
                    actual.onNext(answer);
                } catch (Throwable thrown) {
                    caller.failAfter(thrown);
                }
            }

            @Override
            public void onError(Throwable failure) {
                failed = failure;
                try {
                    actual.onError(failure);
                } catch (Throwable thrown) {
                    if (!caller.fail(failure)) {
                        Operators.onErrorDropped(thrown, currentContext());
                    }
                }
            }

            @Override
            public void onComplete() {
                try {
                    actual.onComplete();
                } catch (Throwable thrown) {
                    caller.failAfter(thrown);
                }
            }
        }
    }
}
