/** Runs the program {@code texml}. */
@NullMarked
package io.texml.examples.program;

import org.jspecify.annotations.NullMarked;
