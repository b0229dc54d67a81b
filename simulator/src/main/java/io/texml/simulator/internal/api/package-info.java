/** The API as a handler sees it: the call, its checked parameters, and the errors that it answers. */
@NullMarked
package io.texml.simulator.internal.api;

import org.jspecify.annotations.NullMarked;
