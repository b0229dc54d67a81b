package io.texml.reactor;

import io.texml.ApiResponse;
import io.texml.operation.Operation;
import reactor.core.publisher.Mono;

/**
 * Wraps every exchange, from its subscription to its end, with all its waits and attempts: for tracing and metrics that
 * live in the Reactor context. In a list each page is an exchange.
 */
@FunctionalInterface
public interface ExchangeInstrumentation {

    /**
     * The exchange with something round it. It has to pass on signals, cancels and the context.
     *
     * @param operation what is asked for; its id is a name of low cardinality
     * @param exchange the lazy answer
     */
    <R> Mono<ApiResponse<R>> instrument(Operation<R> operation, Mono<ApiResponse<R>> exchange);
}
