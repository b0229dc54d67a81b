/** How a request looks on the wire: percent-encoding, forms and JSON bodies. */
@NullMarked
package io.texml.internal.wire;

import org.jspecify.annotations.NullMarked;
