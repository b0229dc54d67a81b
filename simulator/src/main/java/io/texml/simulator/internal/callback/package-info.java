/**
 * Callbacks on their way out: who may get them, how they are signed, sent, repeated, and sent badly on request.
 */
@NullMarked
package io.texml.simulator.internal.callback;

import org.jspecify.annotations.NullMarked;
