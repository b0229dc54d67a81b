package io.texml.reactor.internal.exchange;

import io.texml.ApiResponse;
import io.texml.reactor.spi.ExchangeInstrumentation;
import java.util.List;
import java.util.Objects;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** Wraps an exchange in what the application brought. */
public final class InstrumentationStage implements Stage {

    private final Stage next;
    private final List<ExchangeInstrumentation> instrumentations;

    public InstrumentationStage(Stage next, List<ExchangeInstrumentation> instrumentations) {
        this.next = next;
        this.instrumentations = instrumentations;
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        if (instrumentations.isEmpty()) {
            next.begin(exchange, subscriber);
        } else {
            new InstrumentedExchange<>(next, exchange, answer -> instrument(exchange, answer)).begin(subscriber);
        }
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
