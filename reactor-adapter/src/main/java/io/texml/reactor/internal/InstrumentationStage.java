package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.reactor.ExchangeInstrumentation;
import java.util.List;
import reactor.core.publisher.Mono;

/** Wraps an exchange in what the application brought. */
final class InstrumentationStage implements Stage {

    private final Stage next;
    private final List<ExchangeInstrumentation> instrumentations;

    InstrumentationStage(Stage next, List<ExchangeInstrumentation> instrumentations) {
        this.next = next;
        this.instrumentations = instrumentations;
    }

    @Override
    public <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
        Mono<ApiResponse<R>> answer = next.exchange(exchange);
        for (int i = instrumentations.size() - 1; i >= 0; i--) {
            try {
                answer = instrumentations.get(i).instrument(exchange.operation(), answer);
            } catch (RuntimeException | Error thrown) {
                return Mono.error(AdmissionStage.couldNotBegin(exchange, thrown));
            }
        }
        return answer;
    }
}
