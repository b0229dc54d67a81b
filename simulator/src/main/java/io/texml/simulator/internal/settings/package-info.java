/** What is decided before the simulator starts. */
@NullMarked
package io.texml.simulator.internal.settings;

import org.jspecify.annotations.NullMarked;
