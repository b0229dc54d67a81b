/** Runs the client on Spring Boot 3's versions of Reactor, Netty, Jackson and Micrometer. */
@NullMarked
package io.texml.examples.boot3;

import org.jspecify.annotations.NullMarked;
