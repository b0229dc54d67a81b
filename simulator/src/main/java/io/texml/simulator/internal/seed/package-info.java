/** What looks like chance and is the same with every run. */
@NullMarked
package io.texml.simulator.internal.seed;

import org.jspecify.annotations.NullMarked;
