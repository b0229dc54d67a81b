/** The simulator with its faults, in a process of its own. */
@NullMarked
package io.texml.soak.platform;

import org.jspecify.annotations.NullMarked;
