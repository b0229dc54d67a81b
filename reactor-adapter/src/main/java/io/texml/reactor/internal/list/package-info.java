/** Lists as streams of pages along their links. */
@NullMarked
package io.texml.reactor.internal.list;

import org.jspecify.annotations.NullMarked;
