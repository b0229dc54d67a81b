/** Starts the processes, interleaves the rounds and writes the report. */
@NullMarked
package io.texml.benchmarks.run;

import org.jspecify.annotations.NullMarked;
