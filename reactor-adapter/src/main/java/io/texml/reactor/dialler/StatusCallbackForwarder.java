package io.texml.reactor.dialler;

import io.texml.callbacks.CallProgress;
import java.net.URI;
import reactor.core.publisher.Mono;

/**
 * Hands callbacks on to the {@code StatusCallback} that a request had, where the dialler took its place. How is yours: call a
 * handler of this application, or send the {@linkplain CallProgress#parameters() parameters} as a form. Telnyx's signature
 * covers the bytes that came here and cannot be sent on.
 */
@FunctionalInterface
public interface StatusCallbackForwarder {

    /**
     * Called for the events that the request asked for with {@code StatusCallbackEvent}, {@code completed} when it named none.
     * A failure is logged and tried no more.
     *
     * @param statusCallback the request's own URL
     * @param callback what the platform told
     */
    Mono<Void> forward(URI statusCallback, CallProgress callback);
}
