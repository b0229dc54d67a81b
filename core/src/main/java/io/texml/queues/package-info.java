/** Queues in which calls wait. */
@NullMarked
package io.texml.queues;

import org.jspecify.annotations.NullMarked;
