/**
 * What the simulated platform holds: accounts, calls, recordings and their bounded stores.
 */
@NullMarked
package io.texml.simulator.internal.state;

import org.jspecify.annotations.NullMarked;
