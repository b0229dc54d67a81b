/**
 * The road of one request: routing, authentication, checking of parameters, the handler, errors.
 */
@NullMarked
package io.texml.simulator.internal.api;

import org.jspecify.annotations.NullMarked;
