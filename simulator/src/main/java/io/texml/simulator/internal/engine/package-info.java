/**
 * Time and chance: the clock with its queue of events, and everything that is derived from the seed.
 */
@NullMarked
package io.texml.simulator.internal.engine;

import org.jspecify.annotations.NullMarked;
