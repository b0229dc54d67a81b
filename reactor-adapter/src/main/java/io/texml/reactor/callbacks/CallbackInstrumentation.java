package io.texml.reactor.callbacks;

import reactor.core.publisher.Mono;

/**
 * Wraps the handling of every request, from its body on to its answer: for tracing and metrics that live in the Reactor
 * context, and for an application's own log of what its handlers fail with ({@link CallbackAnswer#failure()}).
 */
@FunctionalInterface
public interface CallbackInstrumentation {

    /**
     * The handling with something round it. It has to pass on signals, cancels and the context, and to subscribe once. What it
     * throws, or makes of the answer, is answered with 503.
     *
     * @param handling the lazy answer; it is cancelled when the platform has gone, and does not fail
     */
    Mono<CallbackAnswer> instrument(Mono<CallbackAnswer> handling);
}
