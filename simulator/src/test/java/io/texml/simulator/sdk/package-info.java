/** Clients that others wrote, against the simulator. */
@NullMarked
package io.texml.simulator.sdk;

import org.jspecify.annotations.NullMarked;
