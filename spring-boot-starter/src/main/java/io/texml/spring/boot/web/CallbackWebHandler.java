package io.texml.spring.boot.web;

import io.texml.reactor.callbacks.CallbackAnswer;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackRequest;
import java.util.Objects;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Hands requests of the platform to a {@link CallbackEndpoint}; for a {@code HandlerMapping} of one's own as well. */
public final class CallbackWebHandler implements WebHandler {

    private final CallbackEndpoint endpoint;
    private final CallbackReceiver receiver;

    /** Hands them to this endpoint. */
    public CallbackWebHandler(CallbackEndpoint endpoint, CallbackReceiver receiver) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.receiver = Objects.requireNonNull(receiver, "receiver");
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return receiver.body(exchange)
                .flatMap(body -> endpoint.handle(new CallbackRequest(
                        request.getMethod().name(),
                        request.getURI().getRawPath(),
                        request.getURI().getRawQuery(),
                        request.getHeaders()::get,
                        body)))
                .flatMap(answer -> write(answer, exchange.getResponse()));
    }

    private static Mono<Void> write(CallbackAnswer answer, ServerHttpResponse response) {
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::set);
        response.getHeaders().setContentLength(answer.body().remaining());
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
    }
}
