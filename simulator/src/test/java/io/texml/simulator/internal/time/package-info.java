/** Tests of the simulated time. */
@NullMarked
package io.texml.simulator.internal.time;

import org.jspecify.annotations.NullMarked;
