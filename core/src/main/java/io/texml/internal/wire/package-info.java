/** How a request looks on the wire: percent-encoding, forms, JSON bodies and page links. */
@NullMarked
package io.texml.internal.wire;

import org.jspecify.annotations.NullMarked;
