package io.texml.spring.boot.autoconfigure;

import io.texml.reactor.TexmlClientBuilder;

/**
 * Changes the client that is made from the properties; beans of it are called in their order.
 */
@FunctionalInterface
public interface TexmlClientBuilderCustomizer {

    /** Changes a builder on which the properties are set. */
    void customize(TexmlClientBuilder builder);
}
