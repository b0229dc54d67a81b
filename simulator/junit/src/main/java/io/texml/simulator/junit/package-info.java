/**
 * The simulator in JUnit tests: a simulator and a client connected to it, as parameters of the test.
 */
@NullMarked
package io.texml.simulator.junit;

import org.jspecify.annotations.NullMarked;
