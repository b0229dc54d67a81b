/** Runs every example against the simulator, and holds the README against the code. */
@NullMarked
package io.texml.examples;

import org.jspecify.annotations.NullMarked;
