/** What the simulator was asked and what it sent, and checks of it. */
@NullMarked
package io.texml.simulator.journal;

import org.jspecify.annotations.NullMarked;
