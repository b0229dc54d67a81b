package io.texml.reactor.internal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.TimeoutException;
import io.texml.ApiException;
import io.texml.ApiResponse;
import io.texml.DecodingException;
import io.texml.Headers;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.internal.json.ErrorReader;
import io.texml.internal.json.MalformedBodyException;
import io.texml.internal.json.ResponseDecoder;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.HttpMethod;
import io.texml.policy.Failure;
import io.texml.policy.RetryAfter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/** Sends one attempt, reads the whole answer and turns it into a value or a typed failure. */
final class HttpStage implements Stage {

    private static final Logger WIRE = LoggerFactory.getLogger("io.texml.wire");
    private static final String REQUEST_ID = "x-request-id";

    private final Map<HttpMethod, HttpClient.RequestSender> senders = new EnumMap<>(HttpMethod.class);
    private final String origin;
    private final long maxResponseBytes;

    /** @param origin scheme, host and port, without a slash at the end */
    HttpStage(HttpClient httpClient, String origin, long maxResponseBytes) {
        for (HttpMethod method : HttpMethod.values()) {
            senders.put(method, httpClient.request(io.netty.handler.codec.http.HttpMethod.valueOf(method.name())));
        }
        this.origin = origin;
        this.maxResponseBytes = maxResponseBytes;
    }

    @Override
    public <R> Mono<ApiResponse<R>> exchange(Exchange<R> exchange) {
        return new AnswerMono<>(
                Objects.requireNonNull(senders.get(exchange.operation().method()))
                        .uri(origin + exchange.request().target())
                        .send((request, outbound) -> send(exchange, request, outbound))
                        .responseConnection((response, connection) -> read(exchange, response, connection)),
                failure -> typed(exchange, failure));
    }

    private static Publisher<Void> send(Exchange<?> exchange, HttpClientRequest request, NettyOutbound outbound) {
        // From here on nobody can tell whether the server sees the request.
        if (!exchange.beginToSend()) {
            return Mono.error(new CancellationException("the attempt was given up before it was written"));
        }
        exchange.options().headers().forEach(request::header);
        EncodedRequest encoded = exchange.request();
        if (WIRE.isTraceEnabled()) {
            WIRE.trace(
                    "> {} {} {}, {} bytes {}",
                    exchange.operation().id(),
                    exchange.operation().method(),
                    exchange.operation().pathTemplate(),
                    encoded.body().length,
                    encoded.mediaType());
        }
        if (encoded.mediaType() == null) {
            return outbound;
        }
        request.header(HttpHeaderNames.CONTENT_TYPE, encoded.mediaType());
        return outbound.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(encoded.body())));
    }

    private <R> Publisher<ApiResponse<R>> read(
            Exchange<R> exchange, HttpClientResponse response, Connection connection) {
        ByteBufFlux body = connection.inbound().receive();
        int status = response.status().code();
        Headers headers = new NettyHeaders(response.responseHeaders());
        if (WIRE.isTraceEnabled()) {
            WIRE.trace("< {} {} {}", exchange.operation().id(), status, headers);
        }
        if (status < 200 || status > 299) {
            return BoundedBody.read(body).flatMap(bytes -> Mono.error(refusal(exchange, status, headers, bytes)));
        }
        return new WholeBody<>(
                body,
                maxResponseBytes,
                () -> tooLarge(exchange, status, headers),
                connection.channel().eventLoop(),
                whole -> answer(exchange, status, headers, whole));
    }

    private DecodingException tooLarge(Exchange<?> exchange, int status, Headers headers) {
        exchange.markUselessToRepeat();
        return unreadable(
                exchange,
                status,
                headers,
                "the body is larger than maxResponseBytes, " + maxResponseBytes + "; ask for smaller pages");
    }

    private static <R> ApiResponse<R> answer(Exchange<R> exchange, int status, Headers headers, ByteBuf body) {
        try {
            @Nullable
            R decoded = ResponseDecoder.decode(
                    exchange.operation().responseType(),
                    new ByteBufInputStream(body),
                    exchange.request().target());
            return new ApiResponse<>(status, headers, exchange.attempts(), decoded);
        } catch (MalformedBodyException malformed) {
            if (malformed.isTooLarge()) {
                exchange.markUselessToRepeat();
            }
            throw unreadable(exchange, status, headers, malformed.getMessage());
        } catch (RuntimeException | Error thrown) {
            // A type that the application brought; what Jackson says of it can quote the body. An error that went
            // through the event loop would end neither the exchange nor the buffer.
            throw unreadable(
                    exchange,
                    status,
                    headers,
                    "the body does not fit the operation's type ("
                            + thrown.getClass().getSimpleName() + ")");
        }
    }

    private static DecodingException unreadable(Exchange<?> exchange, int status, Headers headers, String problem) {
        exchange.markAmbiguous();
        return new DecodingException(problem, exchange.details(headers.first(REQUEST_ID), null), status, headers);
    }

    private static ApiException refusal(Exchange<?> exchange, int status, Headers headers, byte[] body) {
        if (Failure.kindOf(status).isAmbiguous()) {
            exchange.markAmbiguous();
        }
        return ApiException.of(
                exchange.details(headers.first(REQUEST_ID), RetryAfter.from(status, headers, Instant.now())),
                status,
                headers,
                ErrorReader.read(body),
                new String(body, StandardCharsets.UTF_8));
    }

    private static TexmlException typed(Exchange<?> exchange, Throwable failure) {
        Throwable cause = Exceptions.unwrap(failure);
        if (cause instanceof TexmlException typed) {
            return typed;
        }
        boolean sent = exchange.isSent() && !wasClosedBeforeSend(cause);
        if (sent) {
            exchange.markAmbiguous();
        }
        return new TransportException(
                sent ? TransportException.Phase.SENT : TransportException.Phase.NOT_SENT,
                problem(cause, sent),
                exchange.details(),
                cause);
    }

    /** By its text, because a connection that was closed in the midst of writing is an {@link AbortedException} too. */
    private static boolean wasClosedBeforeSend(Throwable cause) {
        return cause instanceof AbortedException
                && Objects.equals(
                        cause.getMessage(), AbortedException.beforeSend().getMessage());
    }

    private static String problem(Throwable cause, boolean sent) {
        if (cause instanceof TimeoutException) {
            return "no answer came within the response timeout";
        }
        if (sent) {
            return "the connection ended before the whole answer ("
                    + cause.getClass().getSimpleName() + ")";
        }
        return "nothing was sent (" + cause.getClass().getSimpleName() + "); check the base URL and the network";
    }
}
