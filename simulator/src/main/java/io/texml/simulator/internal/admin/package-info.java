/**
 * The API for whoever runs the simulator as a program: everything that Java code can do, under {@code /_simulator}.
 */
@NullMarked
package io.texml.simulator.internal.admin;

import org.jspecify.annotations.NullMarked;
