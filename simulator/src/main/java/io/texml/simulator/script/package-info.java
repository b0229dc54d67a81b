/** What the simulated world does: callees, the delivery of callbacks, what lists look like. */
@NullMarked
package io.texml.simulator.script;

import org.jspecify.annotations.NullMarked;
