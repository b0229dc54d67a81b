package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.TexmlException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/** Tells the observers how an exchange ended and how long it took, waits included. */
final class ObservationStage implements OperatorStage {

    private final Stage next;
    private final Observers observers;
    private final Timer timer;

    ObservationStage(Stage next, Observers observers, Timer timer) {
        this.next = next;
        this.observers = observers;
        this.timer = timer;
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        next.begin(exchange, new Observation<>(subscriber, exchange));
    }

    private Duration elapsed(Exchange<?> exchange) {
        return timer.since(exchange.startedAt());
    }

    /** Passes everything on, and tells of the first of answer, failure and cancel: a cancel may follow an answer. */
    private final class Observation<R> implements CoreSubscriber<ApiResponse<R>>, Subscription {

        private final CoreSubscriber<? super ApiResponse<R>> actual;
        private final Exchange<R> exchange;
        private @Nullable Subscription upstream;

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
            }
            actual.onNext(answer);
        }

        @Override
        public void onError(Throwable failure) {
            if (failure instanceof TexmlException typed && exchange.endsNow()) {
                observers.onFailure(typed, elapsed(exchange));
            }
            actual.onError(failure);
        }

        @Override
        public void onComplete() {
            actual.onComplete();
        }

        @Override
        public void request(long n) {
            if (upstream != null) {
                upstream.request(n);
            }
        }

        @Override
        public void cancel() {
            if (exchange.endsNow()) {
                observers.onCancel(exchange.operation().id(), elapsed(exchange));
            }
            if (upstream != null) {
                upstream.cancel();
            }
        }
    }
}
