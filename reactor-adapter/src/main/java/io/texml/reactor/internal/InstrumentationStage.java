package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.reactor.ExchangeInstrumentation;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Wraps an exchange in what the application brought. */
final class InstrumentationStage implements Stage {

    private final Stage next;
    private final List<ExchangeInstrumentation> instrumentations;
    private final Timer timer;

    InstrumentationStage(Stage next, List<ExchangeInstrumentation> instrumentations, Timer timer) {
        this.next = next;
        this.instrumentations = instrumentations;
        this.timer = timer;
    }

    @Override
    public <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
        return instrumentations.isEmpty()
                ? next.exchange(exchange)
                : new InstrumentedExchange<>(next, exchange, answer -> instrument(exchange, answer), timer);
    }

    private <R> Mono<ApiResponse<R>> instrument(Exchange<R> exchange, Mono<ApiResponse<R>> answer) {
        Mono<ApiResponse<R>> instrumented = answer;
        for (int i = instrumentations.size() - 1; i >= 0; i--) {
            instrumented = Objects.requireNonNull(
                    instrumentations.get(i).instrument(exchange.operation(), instrumented), "instrument");
        }
        return instrumented;
    }
}
