/**
 * What the API allows, as data: operations and their parameters, read from {@code texml-contract}.
 */
@NullMarked
package io.texml.simulator.internal.contract;

import org.jspecify.annotations.NullMarked;
