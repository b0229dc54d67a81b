package io.texml.reactor.internal.media;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.texml.ApiException;
import io.texml.ClientClosedException;
import io.texml.DecodingException;
import io.texml.ExchangeDetails;
import io.texml.Headers;
import io.texml.RequestValidationException;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.internal.json.ErrorReader;
import io.texml.policy.RetryAfter;
import io.texml.reactor.internal.admission.AdmissionGate;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.transport.BoundedBody;
import io.texml.reactor.internal.transport.ContentCoding;
import io.texml.reactor.internal.transport.HttpTransport;
import io.texml.reactor.internal.transport.KnownFailure;
import io.texml.reactor.internal.transport.NettyHeaders;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;

/** Fetches recorded media from wherever it lies. The API key does not go there. */
public final class MediaDownload {

    static final ExchangeDetails DETAILS = details(1, null);
    private static final ExchangeDetails NOT_BEGUN = details(0, null);

    private final HttpClient httpClient;
    private final Duration errorBodyTime;
    private final AdmissionGate gate;
    private final BooleanSupplier closed;
    private final Timer timer;

    /**
     * @param gate lets in as many downloads as there are connections, so that the pool never queues
     */
    public MediaDownload(HttpTransport transport, AdmissionGate gate, BooleanSupplier closed, Timer timer) {
        this.httpClient = transport.media();
        this.errorBodyTime = BoundedBody.timeFor(transport.responseTimeout());
        this.gate = gate;
        this.closed = closed;
        this.timer = timer;
    }

    /** The bytes behind a URL, as they arrive. */
    public Flux<ByteBuffer> download(@Nullable URI mediaUrl) {
        return DownloadTurn.of(gate, NOT_BEGUN, turn -> content(turn, mediaUrl));
    }

    /** The bytes behind a URL into a file, which appears under its name only when it is complete. */
    public Mono<Path> download(@Nullable URI mediaUrl, Path file) {
        return DownloadTurn.of(gate, NOT_BEGUN, turn -> AtomicFile.write(content(turn, mediaUrl), file))
                .singleOrEmpty();
    }

    /**
     * The media of a recording into a file, over as many connections as it takes.
     *
     * @param links gives a fresh link to the media each time it is subscribed to
     */
    public Mono<SavedMedia> download(Mono<Optional<URI>> links, Path file) {
        return DownloadTurn.of(
                        gate,
                        NOT_BEGUN,
                        turn -> ResumedDownload.run(
                                turn,
                                httpClient,
                                links.map(link -> {
                                    if (closed.getAsBoolean()) {
                                        throw new ClientClosedException(DETAILS);
                                    }
                                    return checked(link.orElse(null));
                                }),
                                errorBodyTime,
                                file,
                                timer))
                .singleOrEmpty();
    }

    private Flux<ByteBuffer> content(DownloadTurn turn, @Nullable URI mediaUrl) {
        return Flux.defer(() -> {
            String url = checked(mediaUrl).toString();
            return MediaDownload.<ByteBuffer>get(turn, httpClient, url, this::content)
                    .onErrorMap(failure -> closed.getAsBoolean() ? cutOff(typed(failure)) : typed(failure));
        });
    }

    /** What a receiver makes of the answer; lazy. */
    static <T> Flux<T> get(
            DownloadTurn turn,
            HttpClient httpClient,
            String url,
            BiFunction<? super HttpClientResponse, ? super ByteBufFlux, ? extends Publisher<T>> receiver) {
        return turn.attempt(attempt -> httpClient
                .request(HttpMethod.GET)
                .uri(url)
                .send((request, outbound) -> Objects.requireNonNullElse(attempt.take(outbound), outbound))
                .response(receiver));
    }

    private static URI checked(@Nullable URI mediaUrl) {
        if (mediaUrl == null) {
            throw new RequestValidationException(
                    "the download", List.of("media_url is missing; fetch the recording again when it is completed"));
        }
        String scheme = mediaUrl.getScheme();
        if (mediaUrl.getHost() == null || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
            throw new RequestValidationException(
                    "the download", List.of("media_url must be an absolute http or https URL"));
        }
        return mediaUrl;
    }

    private Publisher<ByteBuffer> content(HttpClientResponse response, ByteBufFlux body) {
        int status = response.status().code();
        if (status == 200) {
            return ownBytes(response, body).map(MediaDownload::copy);
        }
        return refusal(response, body, errorBodyTime);
    }

    /**
     * The media as it is. Coded bytes are refused: neither their length nor a range of them is one of the file, and it would
     * lie there under a name that promises something else.
     */
    static Flux<ByteBuf> ownBytes(HttpClientResponse response, ByteBufFlux body) {
        if (ContentCoding.of(response.responseHeaders()).isEmpty()) {
            return body;
        }
        return Flux.error(() -> new DecodingException(
                "the media came in a content coding although it was asked for as it is",
                DETAILS,
                response.status().code(),
                new NettyHeaders(response.responseHeaders())));
    }

    /** Fails with what the media host says. */
    static Mono<ByteBuffer> refusal(HttpClientResponse response, ByteBufFlux body, Duration bodyTime) {
        int status = response.status().code();
        Headers headers = new NettyHeaders(response.responseHeaders());
        String coding = ContentCoding.of(response.responseHeaders());
        return BoundedBody.read(body, connectionOf(response), bodyTime)
                .map(bytes -> ContentCoding.decodeBeginning(coding, bytes, BoundedBody.MOST_KEPT))
                .flatMap(bytes -> Mono.error(ApiException.of(
                        details(1, RetryAfter.from(status, headers::first, Instant.now())),
                        status,
                        headers,
                        ErrorReader.read(bytes),
                        new String(bytes, StandardCharsets.UTF_8))));
    }

    /** Reactor Netty's answer is also the connection that it came on. */
    static Connection connectionOf(HttpClientResponse response) {
        return (Connection) response;
    }

    static ByteBuffer copy(ByteBuf chunk) {
        ByteBuffer copy = ByteBuffer.allocate(chunk.readableBytes());
        chunk.getBytes(chunk.readerIndex(), copy);
        return copy.flip();
    }

    static Throwable typed(Throwable failure) {
        Throwable cause = Exceptions.unwrap(failure);
        // An unchecked failure of I/O is one of the disk: another link would not help.
        if (cause instanceof TexmlException
                || cause instanceof RequestValidationException
                || cause instanceof UncheckedIOException) {
            return cause;
        }
        KnownFailure known = KnownFailure.of(cause);
        if (isNotConnected(cause)) {
            return new TransportException(
                    TransportException.Phase.NOT_SENT,
                    known != null
                            ? known.problem()
                            : "nothing was sent (" + cause.getClass().getSimpleName()
                                    + "); check the media's URL and the network",
                    DETAILS,
                    cause);
        }
        return new TransportException(
                TransportException.Phase.SENT,
                known != null
                        ? known.problem()
                        : "the download broke (" + cause.getClass().getSimpleName()
                                + "); begin it again with a fresh link",
                DETAILS,
                cause);
    }

    private static boolean isNotConnected(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException;
    }

    /** The grace time of closing is over. */
    private static Throwable cutOff(Throwable failure) {
        return failure instanceof TransportException broken
                ? new TransportException(
                        broken.phase(), "the client was closed before the download was complete", DETAILS, null)
                : failure;
    }

    private static ExchangeDetails details(int attempts, @Nullable Duration retryAfter) {
        return new ExchangeDetails("recordings.download", "media_url", null, attempts, retryAfter, false);
    }
}
