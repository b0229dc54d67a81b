package io.texml.reactor.internal;

import io.texml.ApiResponse;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** A stage that is a subscriber between its caller and the next stage, so that an exchange costs one object of it. */
interface OperatorStage extends Stage {

    @Override
    <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber);

    @Override
    default <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super ApiResponse<R>> actual) {
                begin(exchange, actual);
            }
        };
    }
}
