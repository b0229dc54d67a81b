/** From a request to its answer: key, faults, limits, checks, handler, journal. */
@NullMarked
package io.texml.simulator.internal.dispatch;

import org.jspecify.annotations.NullMarked;
