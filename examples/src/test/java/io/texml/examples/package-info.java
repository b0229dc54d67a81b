/** Runs every example against the simulator, and holds README and guides against the code. */
@NullMarked
package io.texml.examples;

import org.jspecify.annotations.NullMarked;
