/** Runs the export program: in this process, and in processes that are killed. */
@NullMarked
package io.texml.examples.export;

import org.jspecify.annotations.NullMarked;
