/** What goes wrong on purpose: faults, and where they are written down. */
@NullMarked
package io.texml.simulator.fault;

import org.jspecify.annotations.NullMarked;
