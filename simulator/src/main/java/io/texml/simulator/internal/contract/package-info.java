/**
 * What the API allows, as data: operations and their parameters, read from
 * {@code texml-contract}; and the parameters of a request, as it allows them.
 */
@NullMarked
package io.texml.simulator.internal.contract;

import org.jspecify.annotations.NullMarked;
