/** Dialling and following calls to their end, at most so many at once. */
@NullMarked
package io.texml.reactor.dialler;

import org.jspecify.annotations.NullMarked;
