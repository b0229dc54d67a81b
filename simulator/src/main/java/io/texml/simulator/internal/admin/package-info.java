/**
 * The API for whoever runs the simulator as a program: what Java code can change while it runs, under
 * {@code /_simulator}.
 */
@NullMarked
package io.texml.simulator.internal.admin;

import org.jspecify.annotations.NullMarked;
