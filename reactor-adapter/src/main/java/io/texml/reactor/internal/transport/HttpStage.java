package io.texml.reactor.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.TimeoutException;
import io.texml.ApiException;
import io.texml.ApiResponse;
import io.texml.DecodingException;
import io.texml.ExchangeDetails;
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
import io.texml.reactor.internal.exchange.Attempt;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.time.ClockSkew;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
final class HttpStage implements LastStage {

    private static final Logger WIRE = LoggerFactory.getLogger("io.texml.wire");
    private static final String REQUEST_ID = "x-request-id";

    private final Map<HttpMethod, HttpClient.RequestSender> senders = new EnumMap<>(HttpMethod.class);
    private final String origin;
    private final long maxResponseBytes;
    private final ClockSkew clockSkew = new ClockSkew();
    private final Duration errorBodyTime;

    /**
     * @param origin scheme, host and port, without a slash at the end
     * @param responseTimeout how long the server may be silent
     */
    HttpStage(HttpClient httpClient, String origin, long maxResponseBytes, Duration responseTimeout) {
        for (HttpMethod method : HttpMethod.values()) {
            senders.put(method, httpClient.request(io.netty.handler.codec.http.HttpMethod.valueOf(method.name())));
        }
        this.origin = origin;
        this.maxResponseBytes = maxResponseBytes;
        this.errorBodyTime = BoundedBody.timeFor(responseTimeout);
    }

    @Override
    public <R> void send(Exchange<R> exchange, Attempt<R> attempt) {
        HttpAttempt<ApiResponse<R>> http = HttpAttempt.forAnswer(attempt, failure -> typed(exchange, failure));
        http.begin(Objects.requireNonNull(senders.get(exchange.operation().method()))
                .uri(origin + exchange.request().target())
                .send((request, outbound) -> write(exchange, attempt, http, request, outbound))
                .responseConnection((response, connection) -> read(exchange, response, connection)));
    }

    private static Publisher<Void> write(
            Exchange<?> exchange,
            Attempt<?> attempt,
            HttpAttempt<?> http,
            HttpClientRequest request,
            NettyOutbound outbound) {
        Publisher<Void> instead = http.take(outbound);
        if (instead != null) {
            return instead;
        }
        // From here on nobody can tell whether the server sees the request.
        if (!attempt.mayBeWritten() || !exchange.sending().begin()) {
            return http.fail(new CancellationException("the attempt was given up before it was written"));
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
        clockSkew.look(status, headers);
        String coding = ContentCoding.of(response.responseHeaders());
        if (WIRE.isTraceEnabled()) {
            WIRE.trace("< {} {} {}", exchange.operation().id(), status, headers);
        }
        if (status < 200 || status > 299) {
            return BoundedBody.read(body, connection, errorBodyTime)
                    .flatMap(bytes -> Mono.error(refusal(
                            exchange,
                            status,
                            headers,
                            ContentCoding.decodeBeginning(coding, bytes, BoundedBody.MOST_KEPT))));
        }
        return new WholeBody<>(
                body,
                maxResponseBytes,
                () -> tooLarge(exchange, status, headers),
                connection.channel().eventLoop(),
                whole -> answer(exchange, status, headers, coding, whole));
    }

    private DecodingException tooLarge(Exchange<?> exchange, int status, Headers headers) {
        return unreadable(exchange, status, headers, ContentCoding.tooLarge(maxResponseBytes), true);
    }

    private <R> ApiResponse<R> answer(Exchange<R> exchange, int status, Headers headers, String coding, ByteBuf body) {
        try (InputStream content = ContentCoding.decode(coding, new ByteBufInputStream(body), maxResponseBytes)) {
            @Nullable
            R decoded = ResponseDecoder.decode(
                    exchange.operation().responseType(),
                    content,
                    exchange.request().target());
            return new ApiResponse<>(status, headers, exchange.sending().attempts(), decoded);
        } catch (MalformedBodyException malformed) {
            throw unreadable(exchange, status, headers, malformed.getMessage(), malformed.isTooLarge());
        } catch (Exception | Error thrown) {
            if (thrown.getCause() instanceof ContentCoding.CodedBodyException coded) {
                throw unreadable(exchange, status, headers, coded.getMessage(), coded.isLasting());
            }
            // A type that the application brought; what Jackson says of it can quote the body. An error that went
            // through the event loop would end neither the exchange nor the buffer.
            throw unreadable(
                    exchange,
                    status,
                    headers,
                    "the body does not fit the operation's type ("
                            + thrown.getClass().getSimpleName() + ")",
                    false);
        }
    }

    /** @param lasting whether another attempt would get the same answer */
    private static DecodingException unreadable(
            Exchange<?> exchange, int status, Headers headers, String problem, boolean lasting) {
        exchange.sending().markAmbiguous();
        ExchangeDetails details = exchange.details(headers.first(REQUEST_ID), null);
        return new DecodingException(problem, lasting ? details.asLasting() : details, status, headers);
    }

    private static ApiException refusal(Exchange<?> exchange, int status, Headers headers, byte[] body) {
        if (Failure.isAmbiguous(status)) {
            exchange.sending().markAmbiguous();
        }
        return ApiException.of(
                exchange.details(headers.first(REQUEST_ID), RetryAfter.from(status, headers::first, Instant.now())),
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
        boolean sent = exchange.sending().isBegun() && !wasClosedBeforeSend(cause);
        if (sent) {
            exchange.sending().markAmbiguous();
        }
        KnownFailure known = KnownFailure.of(cause);
        ExchangeDetails details = exchange.details();
        return new TransportException(
                sent ? TransportException.Phase.SENT : TransportException.Phase.NOT_SENT,
                known == null ? problem(cause, sent) : known.problem(),
                known != null && known.lasting() ? details.asLasting() : details,
                cause instanceof TimeoutException ? timeout(cause) : cause);
    }

    /** Netty's types are not shown to applications. */
    private static Throwable timeout(Throwable nettys) {
        return new java.util.concurrent.TimeoutException("the response timeout").initCause(nettys);
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
