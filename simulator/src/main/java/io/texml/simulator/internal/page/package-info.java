/**
 * The simulator's pages for people: what happens, and buttons to take part in it. Each look is rendered when it is asked for,
 * of no more than a window; browsers are only told that something has changed.
 */
@NullMarked
package io.texml.simulator.internal.page;

import org.jspecify.annotations.NullMarked;
