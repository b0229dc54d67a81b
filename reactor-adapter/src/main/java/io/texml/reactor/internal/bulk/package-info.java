/** Many requests from one source, taken as limits and demand allow. */
@NullMarked
package io.texml.reactor.internal.bulk;

import org.jspecify.annotations.NullMarked;
