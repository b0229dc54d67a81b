/** Following calls: one state machine a call, the line of those that wait, and looking up what was not heard of. */
@NullMarked
package io.texml.reactor.internal.dialler;

import org.jspecify.annotations.NullMarked;
