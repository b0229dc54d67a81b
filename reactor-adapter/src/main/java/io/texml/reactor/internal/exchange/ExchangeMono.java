package io.texml.reactor.internal.exchange;

import io.texml.ApiResponse;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/** The answer to a request, lazy: each subscription is an exchange of its own, begun at the top of the road. */
public final class ExchangeMono<R> extends Mono<ApiResponse<R>> {

    private final Stage road;
    private final Supplier<Exchange<R>> exchanges;

    /** @param exchanges throws when the request cannot be sent as it is, which the subscriber then hears */
    public ExchangeMono(Stage road, Supplier<Exchange<R>> exchanges) {
        this.road = road;
        this.exchanges = exchanges;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ApiResponse<R>> actual) {
        Exchange<R> exchange;
        try {
            exchange = exchanges.get();
        } catch (Throwable thrown) {
            Operators.error(actual, Operators.onOperatorError(thrown, actual.currentContext()));
            return;
        }
        road.begin(exchange, actual);
    }
}
