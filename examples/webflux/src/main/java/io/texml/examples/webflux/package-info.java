/**
 * A Spring Boot WebFlux application that dials, follows and shows calls, answers those that come in, runs campaigns, and hands
 * out recordings. What connects it with the platform is the starter's: nothing here makes a client, an endpoint or a meter.
 * Nothing in it blocks, and a slow reader slows down the requests to Telnyx.
 */
@NullMarked
package io.texml.examples.webflux;

import org.jspecify.annotations.NullMarked;
