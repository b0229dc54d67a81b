package io.texml.reactor.internal;

import io.texml.ApiResponse;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** One step on the road of an exchange. It does its one job and hands the exchange to the next. */
interface Stage {

    /** A lazy answer. Fails with a {@link io.texml.TexmlException} only. */
    <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange);

    /** The same, begun at once: what one stage begins in another needs no Mono. */
    default <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        exchange(exchange).subscribe(subscriber);
    }
}
