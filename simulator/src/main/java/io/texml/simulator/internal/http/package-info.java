/**
 * The HTTP server: connections, limits, and the way an answer is put on the wire. Reactor Netty is named here.
 */
@NullMarked
package io.texml.simulator.internal.http;

import org.jspecify.annotations.NullMarked;
