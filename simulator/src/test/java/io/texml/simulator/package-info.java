/** Tests of the simulator from outside: over HTTP with the JDK's client, or over raw sockets. */
@NullMarked
package io.texml.simulator;

import org.jspecify.annotations.NullMarked;
