/** Whose turn it is: the dial pace, the permits of the gate, and the attempts that are under way. */
@NullMarked
package io.texml.reactor.internal.admission;

import org.jspecify.annotations.NullMarked;
