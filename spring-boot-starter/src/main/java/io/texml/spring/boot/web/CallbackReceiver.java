package io.texml.spring.boot.web;

import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackException;
import io.texml.callbacks.CallbackReader;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads a request of the platform, and believes it only as the {@link CallbackReader} does. Controllers get callbacks as
 * arguments; a functional route asks here:
 *
 * <pre>{@code
 * route().POST("/menu", request -> receiver.receive(request, InstructionRequest.class)
 *         .flatMap(asked -> ServerResponse.ok().bodyValue(next(asked))))
 * }</pre>
 *
 * <p>What is refused fails with a {@link ResponseStatusException} of the status that {@link CallbackException} names; a
 * callback of another type with 400. Nothing is published to {@code CallbackEvents}: that is the endpoint's work.
 */
public final class CallbackReceiver {

    static final String SIGNATURE = "telnyx-signature-ed25519";

    private static final String BODY = CallbackReceiver.class.getName() + ".body";
    private static final byte[] NOTHING = {};

    private final CallbackReader reader;
    private final Duration bodyTimeout;

    /**
     * Reads with a reader.
     *
     * @param bodyTimeout how long a body may take to arrive; more than zero
     */
    public CallbackReceiver(CallbackReader reader, Duration bodyTimeout) {
        this.reader = Objects.requireNonNull(reader, "reader");
        this.bodyTimeout = Objects.requireNonNull(bodyTimeout, "bodyTimeout");
    }

    /** Reads the request of an exchange; lazy. A signature is checked on a thread that may be busy with it. */
    public Mono<Callback> receive(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return body(exchange)
                .flatMap(body -> {
                    Mono<Callback> read = Mono.fromCallable(() -> reader.read(
                            request.getMethod().name(),
                            request.getURI().getRawQuery(),
                            request.getHeaders()::get,
                            body));
                    return request.getHeaders().getFirst(SIGNATURE) == null
                            ? read
                            : read.subscribeOn(Schedulers.boundedElastic()).publishOn(Schedulers.parallel());
                })
                .onErrorMap(CallbackException.class, CallbackReceiver::refused);
    }

    /** The same for one type of callback. */
    public <T extends Callback> Mono<T> receive(ServerWebExchange exchange, Class<T> type) {
        return receive(exchange).map(callback -> {
            if (!type.isInstance(callback)) {
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST,
                        "a callback of the kind " + callback.kind().value() + " came where " + type.getSimpleName()
                                + " is taken; name the kind in the URL with CallbackUrl, or take Callback");
            }
            return type.cast(callback);
        });
    }

    /** The same for a functional route. */
    public <T extends Callback> Mono<T> receive(ServerRequest request, Class<T> type) {
        return receive(request.exchange(), type);
    }

    /** The bytes as they were received, which can be asked for once unless {@link CallbackBodyFilter} has kept them. */
    Mono<byte[]> body(ServerWebExchange exchange) {
        byte[] kept = exchange.getAttribute(BODY);
        if (kept != null) {
            return Mono.just(kept);
        }
        return DataBufferUtils.join(exchange.getRequest().getBody(), reader.maxBytes())
                .map(CallbackReceiver::bytes)
                .defaultIfEmpty(NOTHING)
                .timeout(bodyTimeout)
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLong -> new ResponseStatusException(
                                HttpStatus.CONTENT_TOO_LARGE, "the callback is too long", tooLong))
                .onErrorMap(
                        TimeoutException.class,
                        slow -> new ResponseStatusException(
                                HttpStatus.REQUEST_TIMEOUT, "the callback did not come in time", slow));
    }

    /** Keeps the bytes for all who come later. */
    Mono<byte[]> keepBody(ServerWebExchange exchange) {
        return body(exchange).doOnNext(body -> exchange.getAttributes().put(BODY, body));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static ResponseStatusException refused(CallbackException refused) {
        if (refused.reason() == CallbackException.Reason.METHOD_UNSUPPORTED) {
            return new MethodNotAllowedException("of the callback", Set.of(HttpMethod.GET, HttpMethod.POST));
        }
        return new ResponseStatusException(
                HttpStatus.valueOf(refused.reason().httpStatus()), refused.getMessage(), refused);
    }
}
