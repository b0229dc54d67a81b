/**
 * The simulator in JUnit 5 tests. This package alone needs {@code texml-reactor} and {@code junit-jupiter-api}, which
 * whoever uses it has; they are optional dependencies of the module.
 */
@NullMarked
package io.texml.simulator.junit;

import org.jspecify.annotations.NullMarked;
