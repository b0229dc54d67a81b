package io.texml.spring.boot.autoconfigure;

import io.texml.reactor.dialler.DiallerBuilder;

/**
 * Changes the dialler that is made from the properties; beans of it are called in their order.
 */
@FunctionalInterface
public interface DiallerBuilderCustomizer {

    /** Changes a builder on which the properties are set. */
    void customize(DiallerBuilder builder);
}
