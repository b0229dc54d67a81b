/** Tests of the program, in this process and in one of its own. */
@NullMarked
package io.texml.simulator.program;

import org.jspecify.annotations.NullMarked;
