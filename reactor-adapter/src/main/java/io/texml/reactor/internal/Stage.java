package io.texml.reactor.internal;

import io.texml.ApiResponse;
import reactor.core.publisher.Mono;

/** One step on the road of an exchange. It does its one job and hands the exchange to the next. */
interface Stage {

    /** A lazy answer. Fails with a {@link io.texml.TexmlException} only. */
    <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange);
}
