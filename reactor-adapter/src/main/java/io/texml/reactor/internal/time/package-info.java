/** Time and waiting: the clock, timeouts, and the line in which one waits for one's turn. */
@NullMarked
package io.texml.reactor.internal.time;

import org.jspecify.annotations.NullMarked;
