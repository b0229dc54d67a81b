package io.texml.reactor.internal.media;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.texml.ApiException;
import io.texml.TransportException;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.transport.BoundedBody;
import io.texml.reactor.internal.transport.KnownFailure;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.util.retry.Retry;

/**
 * One recording's media into a file, over as many connections as it takes: each begins with a fresh link and asks only
 * for what is missing.
 *
 * <p>Its attempts follow each other, and with them what it knows of the file ({@code entityTag}, {@code announced}); nothing
 * is locked.
 */
final class ResumedDownload {

    /** How many times in a row it may break without a byte in between. */
    private static final int FRUITLESS_ATTEMPTS = 5;

    /** How hosts of media refuse a link that is too old. */
    private static final Set<Integer> EXPIRED = Set.of(400, 401, 403, 410);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)");

    private final DownloadTurn turn;
    private final HttpClient httpClient;
    private final Mono<URI> links;
    private final Duration errorBodyTime;
    private final AtomicFile.Part part;
    private final Timer timer;

    private @Nullable String entityTag;
    private long announced = -1;
    private long lengthAtLastBreak;
    private int fruitless;

    /**
     * @param httpClient without an authorization header
     * @param links gives a fresh link each time
     * @param errorBodyTime how long the body of a refusal may take
     */
    private ResumedDownload(
            DownloadTurn turn,
            HttpClient httpClient,
            Mono<URI> links,
            Duration errorBodyTime,
            AtomicFile.Part part,
            Timer timer) {
        this.turn = turn;
        this.httpClient = httpClient;
        this.links = links;
        this.errorBodyTime = errorBodyTime;
        this.part = part;
        this.timer = timer;
    }

    /** The file, when it is complete; it is seen under its name only then. */
    static Mono<SavedMedia> run(
            DownloadTurn turn, HttpClient httpClient, Mono<URI> links, Duration errorBodyTime, Path file, Timer timer) {
        return AtomicFile.with(file, part -> new ResumedDownload(turn, httpClient, links, errorBodyTime, part, timer)
                .content()
                .then(Mono.fromCallable(() -> {
                    long bytes = part.length();
                    String digest = part.digest();
                    return new SavedMedia(part.finish(), bytes, digest);
                })));
    }

    private Mono<Void> content() {
        return links.flatMap(this::attempt)
                .retryWhen(Retry.from(breaks -> breaks.concatMap(signal -> pause(signal.failure()))));
    }

    private Mono<Void> attempt(URI link) {
        long from = part.length();
        HttpClient ranged = httpClient.headers(headers -> {
            if (from > 0) {
                headers.set(HttpHeaderNames.RANGE, "bytes=" + from + "-");
                if (entityTag != null) {
                    headers.set(HttpHeaderNames.IF_RANGE, entityTag);
                }
            }
        });
        return MediaDownload.<Void>get(turn, ranged, link.toString(), (response, body) -> receive(response, body, from))
                .onErrorMap(MediaDownload::typed)
                .then(Mono.fromRunnable(this::verifyLength));
    }

    private Publisher<Void> receive(HttpClientResponse response, ByteBufFlux body, long from) {
        int status = response.status().code();
        Matcher range = CONTENT_RANGE.matcher(response.responseHeaders().get(HttpHeaderNames.CONTENT_RANGE, ""));
        boolean ranged = range.matches();
        if (status == 200) {
            String length = response.responseHeaders().get(HttpHeaderNames.CONTENT_LENGTH);
            announced = length == null ? -1 : Long.parseLong(length.strip());
            entityTag = strong(response.responseHeaders().get(HttpHeaderNames.ETAG));
            return write(MediaDownload.ownBytes(response, body), from > 0);
        }
        if (status == 206 && ranged && String.valueOf(from).equals(range.group(1))) {
            long total = range.group(2).equals("*") ? -1 : Long.parseLong(range.group(2));
            String tag = strong(response.responseHeaders().get(HttpHeaderNames.ETAG));
            if (from > 0 && (differ(announced, total) || differ(entityTag, tag))) {
                return beginAnew();
            }
            announced = total < 0 ? announced : total;
            entityTag = tag == null ? entityTag : tag;
            return write(MediaDownload.ownBytes(response, body), false);
        }
        if (status == 416 && from > 0) {
            if (!ranged || !String.valueOf(from).equals(range.group(2)) || differ(announced, from)) {
                return beginAnew();
            }
            announced = from;
            return BoundedBody.read(body, MediaDownload.connectionOf(response), errorBodyTime)
                    .then();
        }
        return MediaDownload.refusal(response, body, errorBodyTime).then();
    }

    /** @param anew whether the server begins again although it was asked for the rest */
    private Mono<Void> write(Flux<ByteBuf> body, boolean anew) {
        Flux<ByteBuffer> chunks = body.map(MediaDownload::copy);
        AtomicBoolean discard = new AtomicBoolean(anew);
        return AtomicFile.append(chunks, chunk -> {
            if (discard.compareAndSet(true, false)) {
                part.restart();
            }
            part.write(chunk);
        });
    }

    /** What lies in the file is no beginning of what the host has now. */
    private Mono<Void> beginAnew() {
        return Mono.<Void>fromRunnable(() -> {
                    part.restart();
                    announced = -1;
                    entityTag = null;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .then(Mono.error(() -> new TransportException(
                        TransportException.Phase.SENT,
                        "the media changed while it was fetched; try again later",
                        MediaDownload.DETAILS,
                        null)));
    }

    private void verifyLength() {
        if (announced >= 0 && part.length() != announced) {
            throw new TransportException(
                    TransportException.Phase.SENT,
                    "the media has another length than the server announced; try again later",
                    MediaDownload.DETAILS,
                    null);
        }
    }

    private Mono<Long> pause(Throwable failure) {
        fruitless = part.length() > lengthAtLastBreak ? 1 : fruitless + 1;
        lengthAtLastBreak = part.length();
        if (!mayPass(failure) || fruitless >= FRUITLESS_ATTEMPTS) {
            return Mono.error(failure);
        }
        long most = FIRST_PAUSE.toMillis() << fruitless;
        return Mono.delay(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most)), timer.scheduler());
    }

    /** Whether another link, or another moment, may help. Failures of the API were retried before they came here. */
    private static boolean mayPass(Throwable failure) {
        if (failure instanceof ApiException refusal
                && refusal.operationId().equals(MediaDownload.DETAILS.operationId())) {
            int status = refusal.status();
            return EXPIRED.contains(status) || status == 408 || status == 429 || status >= 500;
        }
        return failure instanceof TransportException broken
                && broken.operationId().equals(MediaDownload.DETAILS.operationId())
                && !KnownFailure.isLasting(broken.getCause());
    }

    private static boolean differ(long before, long now) {
        return before >= 0 && now >= 0 && before != now;
    }

    private static boolean differ(@Nullable String before, @Nullable String now) {
        return before != null && now != null && !before.equals(now);
    }

    private static @Nullable String strong(@Nullable String tag) {
        return tag == null || tag.toUpperCase(Locale.ROOT).startsWith("W/") ? null : tag;
    }
}
