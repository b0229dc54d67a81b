/**
 * Bytes and text: JSON, forms, percent-encoding and the two date forms of the API.
 */
@NullMarked
package io.texml.simulator.internal.wire;

import org.jspecify.annotations.NullMarked;
