/**
 * What the simulator remembers about the requests it got.
 */
@NullMarked
package io.texml.simulator.internal.journal;

import org.jspecify.annotations.NullMarked;
