/** What applications, and modules beside this one, can bring: a dial pace, instrumentation. */
@NullMarked
package io.texml.reactor.spi;

import org.jspecify.annotations.NullMarked;
