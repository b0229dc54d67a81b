/** Runs the application on a real port against the simulator. */
@NullMarked
package io.texml.examples.webflux;

import org.jspecify.annotations.NullMarked;
