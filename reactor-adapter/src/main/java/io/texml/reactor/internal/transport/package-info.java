/** HTTP over one connection pool: the only room besides {@code media} that knows Netty. */
@NullMarked
package io.texml.reactor.internal.transport;

import org.jspecify.annotations.NullMarked;
