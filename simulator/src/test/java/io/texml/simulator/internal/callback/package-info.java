/** Tests of what cannot be shown from outside. */
@NullMarked
package io.texml.simulator.internal.callback;

import org.jspecify.annotations.NullMarked;
