/** What receiving callbacks needs and no application sees: queues of subscribers, shared runs, bodies, workers. */
@NullMarked
package io.texml.reactor.internal.callbacks;

import org.jspecify.annotations.NullMarked;
