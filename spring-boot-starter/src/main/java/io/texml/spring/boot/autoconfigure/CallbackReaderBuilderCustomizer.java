package io.texml.spring.boot.autoconfigure;

import io.texml.callbacks.CallbackReader;

/**
 * Changes the reader of callbacks that is made from the properties; beans of it are called in their order.
 */
@FunctionalInterface
public interface CallbackReaderBuilderCustomizer {

    /** Changes a builder on which the properties are set. */
    void customize(CallbackReader.Builder builder);
}
