/**
 * What a Spring Boot application gets without a line of its own: a client, a reader of callbacks, an endpoint for them, a
 * dialler. Each bean backs off when the application has one; the customizers change one that does not.
 */
@NullMarked
package io.texml.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
