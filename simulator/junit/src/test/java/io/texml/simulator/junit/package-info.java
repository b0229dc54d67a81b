/** Tests of the JUnit extension, with the client that it injects. */
@NullMarked
package io.texml.simulator.junit;

import org.jspecify.annotations.NullMarked;
