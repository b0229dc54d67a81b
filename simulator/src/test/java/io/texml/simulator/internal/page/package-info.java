@NullMarked
package io.texml.simulator.internal.page;

import org.jspecify.annotations.NullMarked;
