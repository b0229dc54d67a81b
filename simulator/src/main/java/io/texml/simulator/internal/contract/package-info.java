/**
 * What the API allows, as data: operations and their parameters, read from {@code operations.json}.
 */
@NullMarked
package io.texml.simulator.internal.contract;

import org.jspecify.annotations.NullMarked;
