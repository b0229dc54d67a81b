/**
 * Callbacks as they come: an endpoint that receives them, and the stream of what they tell. Begin at
 * {@link io.texml.reactor.callbacks.CallbackEndpoint}.
 */
@NullMarked
package io.texml.reactor.callbacks;

import org.jspecify.annotations.NullMarked;
