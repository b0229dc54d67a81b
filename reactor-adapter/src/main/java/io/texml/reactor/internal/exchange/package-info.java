/** The stages of an exchange, from its caller to the wire. */
@NullMarked
package io.texml.reactor.internal.exchange;

import org.jspecify.annotations.NullMarked;
