package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.TexmlException;
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
                .doOnNext(answer ->
                        observers.onSuccess(id, answer.status(), answer.attempts(), timer.since(exchange.startedAt())))
                .doOnError(
                        TexmlException.class,
                        failure -> observers.onFailure(failure, timer.since(exchange.startedAt())))
                .doOnCancel(() -> observers.onCancel(id, timer.since(exchange.startedAt())));
    }
}
