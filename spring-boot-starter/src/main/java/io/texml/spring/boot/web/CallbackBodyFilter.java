package io.texml.spring.boot.web;

import java.util.Map;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.codec.FormHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Keeps the bytes of callbacks before somebody takes them for a form: a body can be read once, its signature counts for its
 * bytes, and Spring Security looks for its CSRF token in the form first. Everybody behind gets the body and the form from the
 * bytes that were kept. Concerned are posts to the endpoint's path and those with the platform's signature or a
 * {@code CallbackUrl}'s token.
 */
public final class CallbackBodyFilter implements WebFilter, Ordered {

    /** What {@code CallbackUrl} puts into a URL. */
    private static final String TOKEN = "texml-token=";

    private static final ResolvableType FORM =
            ResolvableType.forClassWithGenerics(MultiValueMap.class, String.class, String.class);

    private final CallbackReceiver receiver;
    private final String path;

    /** Keeps what this receives. */
    public CallbackBodyFilter(CallbackReceiver receiver, String path) {
        this.receiver = Objects.requireNonNull(receiver, "receiver");
        this.path = Objects.requireNonNull(path, "path");
    }

    /** Before what reads forms. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!isCallback(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return receiver.keepBody(exchange)
                .map(body -> (ServerWebExchange) new Kept(exchange, body))
                .onErrorResume(ResponseStatusException.class, failure -> {
                    exchange.getResponse().setStatusCode(failure.getStatusCode());
                    // The rest of the body would have to be read before the connection could be used again.
                    exchange.getResponse().getHeaders().setConnection("close");
                    return exchange.getResponse().setComplete().then(Mono.empty());
                })
                .flatMap(chain::filter);
    }

    private boolean isCallback(ServerHttpRequest request) {
        return HttpMethod.POST.equals(request.getMethod())
                && !isUpload(request)
                && (request.getHeaders().getFirst(CallbackReceiver.SIGNATURE) != null
                        || String.valueOf(request.getURI().getRawQuery()).contains(TOKEN)
                        || request.getPath().pathWithinApplication().value().equals(path));
    }

    /** The platform sends none, and parts can be read from the request alone. */
    private static boolean isUpload(ServerHttpRequest request) {
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    /** An exchange whose body can be read as often as anybody likes. */
    private static final class Kept extends ServerWebExchangeDecorator {

        private final ServerHttpRequest request;
        private final Mono<MultiValueMap<String, String>> form;

        Kept(ServerWebExchange exchange, byte[] body) {
            super(exchange);
            this.request = new ServerHttpRequestDecorator(exchange.getRequest()) {
                @Override
                public Flux<DataBuffer> getBody() {
                    return body.length == 0
                            ? Flux.empty()
                            : Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
                }
            };
            this.form = Mono.defer(this::readForm).cache();
        }

        private Mono<MultiValueMap<String, String>> readForm() {
            MultiValueMap<String, String> none = new LinkedMultiValueMap<>();
            if (!MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(
                    request.getHeaders().getContentType())) {
                return Mono.just(none);
            }
            return new FormHttpMessageReader().readMono(FORM, request, Map.of()).defaultIfEmpty(none);
        }

        @Override
        public ServerHttpRequest getRequest() {
            return request;
        }

        @Override
        public Mono<MultiValueMap<String, String>> getFormData() {
            return form;
        }
    }
}
