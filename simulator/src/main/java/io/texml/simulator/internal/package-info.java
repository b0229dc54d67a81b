/**
 * How the parts of the simulator are put together.
 */
@NullMarked
package io.texml.simulator.internal;

import org.jspecify.annotations.NullMarked;
