/** The simulated time and what is due. */
@NullMarked
package io.texml.simulator.internal.time;

import org.jspecify.annotations.NullMarked;
