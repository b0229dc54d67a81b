/**
 * A Spring Boot WebFlux application that dials and shows calls, with one {@link io.texml.reactor.TexmlClient} for all of
 * it. Nothing in it blocks, and a slow reader slows down the requests to Telnyx.
 */
@NullMarked
package io.texml.examples.webflux;

import org.jspecify.annotations.NullMarked;
