/** Recordings' media, which lie outside of the API. */
@NullMarked
package io.texml.reactor.internal.media;

import org.jspecify.annotations.NullMarked;
