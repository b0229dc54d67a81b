/**
 * The simulator as a program of its own.
 */
@NullMarked
package io.texml.simulator.program;

import org.jspecify.annotations.NullMarked;
