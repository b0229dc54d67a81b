package io.texml.reactor.internal.media;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.texml.ApiException;
import io.texml.DecodingException;
import io.texml.ExchangeDetails;
import io.texml.Headers;
import io.texml.RequestValidationException;
import io.texml.SaturationException;
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
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
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

    static final String OPERATION = "recordings.download";
    private static final ExchangeDetails NOT_BEGUN = details(0, null);

    private final HttpClient httpClient;
    private final Duration errorBodyTime;
    private final AdmissionGate gate;
    private final BooleanSupplier closed;
    private final Mono<Void> closing;
    private final Timer timer;
    private final Timer wireTimer;

    /**
     * @param gate lets in as many downloads as there are connections, so that the pool never queues
     * @param closed whether the client is
     * @param closing completes when it is, which ends every pause
     * @param timer the client's clock
     * @param wireTimer the machine's, which may be the same
     */
    public MediaDownload(
            HttpTransport transport,
            AdmissionGate gate,
            BooleanSupplier closed,
            Mono<Void> closing,
            Timer timer,
            Timer wireTimer) {
        this.httpClient = transport.media();
        this.errorBodyTime = BoundedBody.timeFor(transport.responseTimeout());
        this.gate = gate;
        this.closed = closed;
        this.closing = closing;
        this.timer = timer;
        this.wireTimer = wireTimer;
    }

    /**
     * The bytes behind a URL, as they arrive.
     *
     * @param mediaUrl is asked when the download begins, and may throw what it fails with
     */
    public Flux<ByteBuffer> download(Supplier<? extends @Nullable URI> mediaUrl, MediaLimits limits) {
        return begin(limits, (turn, time) -> content(turn, time, mediaUrl, limits));
    }

    /** The bytes behind a URL into a file, which appears under its name only when it is complete. */
    public Mono<Path> download(Supplier<? extends @Nullable URI> mediaUrl, Path file, MediaLimits limits) {
        return begin(limits, (turn, time) -> AtomicFile.write(content(turn, time, mediaUrl, limits), file))
                .singleOrEmpty();
    }

    /**
     * The media of a recording into a file, over as many connections as it takes.
     *
     * @param links gives a fresh link to the media each time it is subscribed to
     */
    public Mono<SavedMedia> save(Mono<URI> links, Path file, MediaLimits limits) {
        return begin(
                        limits,
                        (turn, time) -> AtomicFile.with(
                                file, part -> new ResumedDownload(this, turn, time, links, part, limits).run()))
                .singleOrEmpty();
    }

    private <T> Flux<T> begin(
            MediaLimits limits, BiFunction<DownloadTurn, DownloadTime, ? extends Publisher<T>> download) {
        return Flux.defer(() -> {
            DownloadTime time = new DownloadTime(limits.timeout());
            return DownloadTurn.of(
                    gate,
                    NOT_BEGUN,
                    waiting -> time.limit(waiting, timer, MediaDownload::hadNoTurn),
                    turn -> download.apply(turn, time));
        });
    }

    private Flux<ByteBuffer> content(
            DownloadTurn turn, DownloadTime time, Supplier<? extends @Nullable URI> mediaUrl, MediaLimits limits) {
        Flux<ByteBuffer> content = Flux.defer(() -> MediaDownload.<ByteBuffer>get(
                turn,
                httpClient,
                MediaUrl.checked(mediaUrl.get()),
                (response, body) -> content(response, body, limits)));
        return limit(content, time, limits, 1)
                .onErrorMap(failure -> closed.getAsBoolean() ? cutOff(typed(failure, 1)) : typed(failure, 1));
    }

    /** What is under way, which ends when the download's time is used up. */
    <T> Flux<T> limit(Flux<T> underWay, DownloadTime time, MediaLimits limits, int attempts) {
        return time.limit(underWay, wireTimer, () -> timedOut(limits, attempts));
    }

    /** Ends early when the client closes. */
    Mono<Void> pause(Duration length) {
        return timer.delay(length).takeUntilOther(closing).then();
    }

    boolean isClosed() {
        return closed.getAsBoolean();
    }

    HttpClient httpClient() {
        return httpClient;
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
                // A receiver that throws at once would leave the body to nobody.
                .response((response, body) -> Flux.defer(() -> receiver.apply(response, body))));
    }

    private Publisher<ByteBuffer> content(HttpClientResponse response, ByteBufFlux body, MediaLimits limits) {
        if (response.status().code() != 200) {
            return refusal(response, body, 1);
        }
        LongAdder length = new LongAdder();
        return ownBytes(response, body, ContentRange.contentLength(response.responseHeaders()), limits, 1)
                .map(MediaDownload::copy)
                .doOnNext(chunk -> {
                    length.add(chunk.remaining());
                    if (length.sum() > limits.maxBytes()) {
                        throw tooLarge(response, limits, 1);
                    }
                });
    }

    /**
     * The media as it is. Coded bytes are refused: neither their length nor a range of them is one of the file, and it would
     * lie there under a name that promises something else.
     *
     * @param announced length of the whole media; -1 when the server does not say
     */
    static Flux<ByteBuf> ownBytes(
            HttpClientResponse response, ByteBufFlux body, long announced, MediaLimits limits, int attempts) {
        if (announced > limits.maxBytes()) {
            return Flux.error(() -> tooLarge(response, limits, attempts));
        }
        if (ContentCoding.of(response.responseHeaders()).isEmpty()) {
            return body;
        }
        return Flux.error(() ->
                unusable("the media came in a content coding although it was asked for as it is", response, attempts));
    }

    static DecodingException tooLarge(HttpClientResponse response, MediaLimits limits, int attempts) {
        return unusable(
                "the media is larger than maxDownloadBytes, " + limits.maxBytes() + "; allow more in RequestOptions",
                response,
                attempts);
    }

    private static DecodingException unusable(String problem, HttpClientResponse response, int attempts) {
        return new DecodingException(
                problem,
                details(attempts, null),
                response.status().code(),
                new NettyHeaders(response.responseHeaders()));
    }

    /** Fails with what the media host says. */
    <T> Mono<T> refusal(HttpClientResponse response, ByteBufFlux body, int attempts) {
        int status = response.status().code();
        Headers headers = new NettyHeaders(response.responseHeaders());
        String coding = ContentCoding.of(response.responseHeaders());
        return BoundedBody.read(body, connectionOf(response), errorBodyTime)
                .map(bytes -> ContentCoding.decodeBeginning(coding, bytes, BoundedBody.MOST_KEPT))
                .flatMap(bytes -> Mono.error(ApiException.of(
                        details(attempts, RetryAfter.from(status, headers::first, Instant.now())),
                        status,
                        headers,
                        ErrorReader.read(bytes),
                        new String(bytes, StandardCharsets.UTF_8))));
    }

    /** What is left of an answer that says nothing more. */
    Mono<Void> drain(HttpClientResponse response, ByteBufFlux body) {
        return BoundedBody.read(body, connectionOf(response), errorBodyTime).then();
    }

    /** Reactor Netty's answer is also the connection that it came on. */
    private static Connection connectionOf(HttpClientResponse response) {
        return (Connection) response;
    }

    static ByteBuffer copy(ByteBuf chunk) {
        ByteBuffer copy = ByteBuffer.allocate(chunk.readableBytes());
        chunk.getBytes(chunk.readerIndex(), copy);
        return copy.flip();
    }

    static Throwable typed(Throwable failure, int attempts) {
        Throwable cause = Exceptions.unwrap(failure);
        // An unchecked failure of I/O is one of the disk: another link would not help.
        if (cause instanceof TexmlException
                || cause instanceof RequestValidationException
                || cause instanceof UncheckedIOException) {
            return cause;
        }
        KnownFailure known = KnownFailure.of(cause);
        ExchangeDetails facts = details(attempts, null);
        ExchangeDetails details = known != null && known.lasting() ? facts.asLasting() : facts;
        if (isNotConnected(cause)) {
            return new TransportException(
                    TransportException.Phase.NOT_SENT,
                    (known != null
                                    ? known.problem()
                                    : "nothing was sent (" + cause.getClass().getSimpleName() + ")")
                            + notConnected(cause),
                    details,
                    cause);
        }
        return new TransportException(
                TransportException.Phase.SENT,
                known != null
                        ? known.problem()
                        : "the download broke (" + cause.getClass().getSimpleName()
                                + "); begin it again with a fresh link",
                details,
                cause);
    }

    private static String notConnected(Throwable cause) {
        return cause instanceof SSLHandshakeException
                ? ", where the builder's identifyToMediaHosts lets it count for media hosts too"
                : "; check the media's URL and the network";
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
                        broken.phase(),
                        "the client was closed before the download was complete",
                        details(1, null),
                        null)
                : failure;
    }

    private static TransportException timedOut(MediaLimits limits, int attempts) {
        return new TransportException(
                TransportException.Phase.DEADLINE,
                "the download timeout of "
                        + Objects.requireNonNull(limits.timeout()).toMillis()
                        + " ms is used up; allow more with RequestOptions.downloadTimeout",
                details(attempts, null),
                null);
    }

    private static SaturationException hadNoTurn() {
        return new SaturationException(
                SaturationException.Bound.QUEUE_TIME,
                "its download timeout passed first; allow more time, download less at once or raise maxConnections",
                NOT_BEGUN);
    }

    static ExchangeDetails details(int attempts, @Nullable Duration retryAfter) {
        return new ExchangeDetails(OPERATION, "media_url", null, attempts, retryAfter, false);
    }
}
