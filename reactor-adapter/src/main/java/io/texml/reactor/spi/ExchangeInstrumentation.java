package io.texml.reactor.spi;

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
     * <p>It subscribes once. A second subscription ({@code retry}, {@code repeat}, {@code exchange.then(exchange)}) to what
     * is {@link io.texml.operation.Safety#CREATING} sends nothing and ends the exchange for its caller, with a
     * {@link io.texml.TransportException} whose cause is an {@link IllegalStateException}: a phone could ring twice. To
     * what reads or sets a state it is another exchange. Retries of an application belong outside of the client, or into a
     * {@link io.texml.policy.RetryPolicy}.
     *
     * <p>What it throws, here or later and an {@link Error} too, fails its exchange only.
     *
     * @param operation what is asked for; its id is a name of low cardinality
     * @param exchange the lazy answer
     */
    <R> Mono<ApiResponse<R>> instrument(Operation<R> operation, Mono<ApiResponse<R>> exchange);
}
