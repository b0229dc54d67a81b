package io.texml.spring.boot.autoconfigure;

import io.texml.reactor.callbacks.InMemoryCallbackEvents;

/**
 * Changes the events in memory; beans of it are called in their order.
 */
@FunctionalInterface
public interface CallbackEventsBuilderCustomizer {

    /** Changes a builder on which the properties are set. */
    void customize(InMemoryCallbackEvents.Builder builder);
}
