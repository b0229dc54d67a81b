/**
 * {@code texml export}: writes the lists of an account into a file, and goes on where it stopped. The library
 * does the walking and the checkpoints; here are the files, the formats and the talking to a terminal.
 */
@NullMarked
package io.texml.examples.export;

import org.jspecify.annotations.NullMarked;
