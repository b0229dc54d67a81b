package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.TexmlException;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Tells the observers how an exchange ended and how long it took, waits included. */
final class ObservationStage implements Stage {

    private final Stage next;
    private final Observers observers;
    private final Timer timer;

    ObservationStage(Stage next, Observers observers, Timer timer) {
        this.next = next;
        this.observers = observers;
        this.timer = timer;
    }

    @Override
    public <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
        String id = exchange.operation().id();
        return next.exchange(exchange)
                .doOnNext(answer -> {
                    if (exchange.endsNow()) {
                        observers.onSuccess(id, answer.status(), answer.attempts(), elapsed(exchange));
                    }
                })
                .doOnError(TexmlException.class, failure -> {
                    if (exchange.endsNow()) {
                        observers.onFailure(failure, elapsed(exchange));
                    }
                })
                .doOnCancel(() -> {
                    if (exchange.endsNow()) {
                        observers.onCancel(id, elapsed(exchange));
                    }
                });
    }

    private Duration elapsed(Exchange<?> exchange) {
        return timer.since(exchange.startedAt());
    }
}
