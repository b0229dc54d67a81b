package io.texml.spring.boot.autoconfigure;

import io.texml.reactor.callbacks.CallbackEndpoint;

/**
 * Gives the endpoint of callbacks its handlers and its fallback; beans of it are called in their order.
 */
@FunctionalInterface
public interface CallbackEndpointBuilderCustomizer {

    /** Changes a builder on which the properties are set. */
    void customize(CallbackEndpoint.Builder builder);
}
