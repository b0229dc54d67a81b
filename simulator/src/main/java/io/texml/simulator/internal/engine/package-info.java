/** What happens: calls, conferences, recordings and sessions as they live, and the callbacks that they cause. */
@NullMarked
package io.texml.simulator.internal.engine;

import org.jspecify.annotations.NullMarked;
