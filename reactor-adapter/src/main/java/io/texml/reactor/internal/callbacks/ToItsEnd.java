package io.texml.reactor.internal.callbacks;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Work that is not cancelled with those who wait for it. */
public final class ToItsEnd {

    private ToItsEnd() {}

    /** Begins the work on subscription, with the context of the subscriber; a cancel leaves it alone. */
    public static <T> Mono<T> of(Mono<T> work) {
        return Mono.deferContextual(context -> {
            Sinks.One<T> end = Sinks.one();
            work.contextWrite(context).subscribe(end::tryEmitValue, end::tryEmitError, end::tryEmitEmpty);
            return end.asMono();
        });
    }
}
