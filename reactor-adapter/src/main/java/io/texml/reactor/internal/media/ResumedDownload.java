package io.texml.reactor.internal.media;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.texml.ApiException;
import io.texml.ClientClosedException;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.reactor.internal.transport.KnownFailure;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
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
 * One recording's media into a file, over as many connections as it takes: each begins with a fresh link. Under a strong
 * entity tag it asks only for what is missing; without one nobody knows whether the rest belongs to the beginning.
 *
 * <p>Its attempts follow each other, and with them what it knows of the file ({@code entityTag}, {@code announced}) and of
 * its failures; nothing is locked.
 */
final class ResumedDownload {

    /** How many times in a row it may fail without getting further than ever before. */
    private static final int FRUITLESS_ATTEMPTS = 5;

    /**
     * How many times in all it may begin anew or bring less than a hundredth of the media: a host that gives a few bytes each
     * time would keep it for ever.
     */
    private static final int MEAGRE_ATTEMPTS = 50;

    /** How hosts of media refuse a link that is too old, and what is not to be seen everywhere yet. */
    private static final Set<Integer> MAY_PASS = Set.of(400, 401, 403, 404, 408, 410, 416, 429);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final MediaDownload download;
    private final DownloadTurn turn;
    private final DownloadTime time;
    private final Mono<URI> links;
    private final AtomicFile.Part part;
    private final MediaLimits limits;
    private final List<Throwable> failures = new ArrayList<>();

    private @Nullable String entityTag;
    private long announced = -1;
    private long longest;
    private int fruitless;
    private int meagre;
    /** Whether the last attempt went on behind what was there. */
    private boolean wentOn;

    /** @param links gives a fresh link each time */
    ResumedDownload(
            MediaDownload download,
            DownloadTurn turn,
            DownloadTime time,
            Mono<URI> links,
            AtomicFile.Part part,
            MediaLimits limits) {
        this.download = download;
        this.turn = turn;
        this.time = time;
        this.links = links;
        this.part = part;
        this.limits = limits;
    }

    /** The file, when it is complete; it is seen under its name only then. */
    Mono<SavedMedia> run() {
        return Flux.defer(() -> download.limit(links.flatMapMany(this::attempt), time, limits, attempts()))
                .retryWhen(Retry.from(breaks -> breaks.concatMap(signal -> pause(signal.failure()))))
                .then(Mono.fromCallable(() -> {
                    long bytes = part.length();
                    String digest = part.digest();
                    return new SavedMedia(part.finish(), bytes, digest);
                }));
    }

    /** How many there were, with the one that is under way. */
    private int attempts() {
        return failures.size() + 1;
    }

    private Flux<Void> attempt(URI link) {
        if (download.isClosed()) {
            return Flux.error(new ClientClosedException(MediaDownload.details(attempts(), null)));
        }
        wentOn = false;
        String condition = entityTag;
        long from = condition == null ? 0 : part.length();
        HttpClient client = download.httpClient();
        HttpClient ranged = condition == null || from == 0
                ? client
                : client.headers(headers -> headers.set(HttpHeaderNames.RANGE, "bytes=" + from + "-")
                        .set(HttpHeaderNames.IF_RANGE, condition));
        return MediaDownload.<Void>get(
                        turn, ranged, MediaUrl.checked(link), (response, body) -> receive(response, body, from))
                .onErrorMap(failure -> MediaDownload.typed(failure, attempts()))
                .thenMany(Flux.defer(this::verifyLength));
    }

    /** @param from where the range begins that was asked for; 0 for the whole */
    private Publisher<Void> receive(HttpClientResponse response, ByteBufFlux body, long from) {
        HttpHeaders headers = response.responseHeaders();
        String tag = strongTag(headers);
        return switch (response.status().code()) {
            case 200 -> begin(response, body, null, ContentRange.contentLength(headers), tag);
            case 206 -> {
                ContentRange range = ContentRange.of(headers);
                if (range != null && from == 0 && range.first() == 0 && range.total() > 0) {
                    yield begin(response, body, range, range.total(), tag);
                }
                if (range == null || from == 0 || !continues(range, tag, from)) {
                    yield beginAnew();
                }
                wentOn = true;
                yield append(response, body, range, from - range.first());
            }
            case 416 -> {
                if (from == 0) {
                    yield refused(response, body);
                }
                yield ContentRange.lengthIn(headers) == from && isTheSame(tag == null ? entityTag : tag, from)
                        ? download.drain(response, body)
                        : beginAnew();
            }
            default -> refused(response, body);
        };
    }

    private Mono<Void> refused(HttpClientResponse response, ByteBufFlux body) {
        return download.refusal(response, body, attempts());
    }

    private boolean continues(ContentRange range, @Nullable String tag, long from) {
        return range.first() <= from
                && range.last() >= from
                && (range.total() >= 0 || announced >= 0)
                && isTheSame(tag, range.total());
    }

    /** Whether an answer tells of the same file as those before. */
    private boolean isTheSame(@Nullable String tag, long total) {
        boolean sameLength = announced < 0 || total < 0 || announced == total;
        if (sameLength && tag != null && tag.equals(entityTag)) {
            announced = Math.max(announced, total);
            return true;
        }
        return false;
    }

    private Mono<Void> begin(
            HttpClientResponse response,
            ByteBufFlux body,
            @Nullable ContentRange range,
            long total,
            @Nullable String tag) {
        return restart().then(Mono.defer(() -> {
            announced = total;
            entityTag = tag;
            return append(response, body, range, 0);
        }));
    }

    /**
     * @param range what the answer says it brings; null for the whole
     * @param known how many bytes at its beginning lie in the file already
     */
    private Mono<Void> append(HttpClientResponse response, ByteBufFlux body, @Nullable ContentRange range, long known) {
        long length = range == null ? Long.MAX_VALUE : range.length();
        long own = ContentRange.contentLength(response.responseHeaders());
        if (known > 0 && own >= 0 && own != length) {
            return beginAnew();
        }
        Flux<ByteBuf> bytes = MediaDownload.ownBytes(response, body, announced, limits, attempts());
        long[] read = {0};
        return AtomicFile.append(bytes.map(MediaDownload::copy).filter(within(known, length, read)), chunk -> {
                    if (part.length() + chunk.remaining() > limits.maxBytes()) {
                        throw MediaDownload.tooLarge(response, limits, attempts());
                    }
                    part.write(chunk);
                })
                // Where such an answer begins is anyone's guess: its bytes may be those that were asked for.
                .then(Mono.defer(() -> known > 0 && read[0] != length ? beginAnew() : Mono.empty()));
    }

    /** Leaves of each chunk what lies between two places in the answer. */
    private static Predicate<ByteBuffer> within(long first, long end, long[] read) {
        return chunk -> {
            long place = read[0];
            read[0] += chunk.remaining();
            long from = Math.min(Math.max(first - place, 0), chunk.remaining());
            long to = Math.min(Math.max(end - place, from), chunk.remaining());
            chunk.limit(chunk.position() + (int) to).position(chunk.position() + (int) from);
            return chunk.hasRemaining();
        };
    }

    /** What lies in the file is no beginning of what the host gives now. */
    private Mono<Void> beginAnew() {
        return restart()
                .then(Mono.error(() -> broken("the media changed while it was fetched, or its host gave another part"
                        + " of it than was asked for; try again later")));
    }

    private Mono<Void> restart() {
        return Mono.<Void>fromRunnable(() -> {
                    part.restart();
                    announced = -1;
                    entityTag = null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Void> verifyLength() {
        if (announced < 0 || part.length() == announced) {
            return Mono.empty();
        }
        return (part.length() < announced ? Mono.<Void>empty() : restart())
                .then(Mono.error(
                        () -> broken("the media has another length than the server announced; try again later")));
    }

    private TransportException broken(String problem) {
        return new TransportException(
                TransportException.Phase.SENT, problem, MediaDownload.details(attempts(), null), null);
    }

    private Mono<Boolean> pause(Throwable failure) {
        long further = Math.max(0, part.length() - longest);
        longest += further;
        fruitless = further > 0 ? 1 : fruitless + 1;
        meagre += wentOn && further > 0 && further >= announced / 100 ? 0 : 1;
        Duration pause = pauseAfter(failure);
        if (!mayPass(failure)
                || fruitless >= FRUITLESS_ATTEMPTS
                || meagre >= MEAGRE_ATTEMPTS
                || time.isTooShortFor(pause)
                || pause.compareTo(limits.longestPause()) > 0) {
            failures.forEach(failure::addSuppressed);
            return Mono.error(failure);
        }
        failures.add(failure);
        time.hasPassed(pause);
        return download.pause(pause).thenReturn(true);
    }

    /** Drawn at random, so that those who failed together do not come back together; what the host asks for is the least. */
    private Duration pauseAfter(Throwable failure) {
        long most = FIRST_PAUSE.toMillis() << fruitless;
        Duration drawn = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
        Duration asked =
                failure instanceof TexmlException told ? told.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
        return asked.compareTo(drawn) > 0 ? asked : drawn;
    }

    /** Whether another link, or another moment, may help. Failures of the API were retried before they came here. */
    private static boolean mayPass(Throwable failure) {
        if (!(failure instanceof TexmlException known) || !known.operationId().equals(MediaDownload.OPERATION)) {
            return false;
        }
        if (known instanceof ApiException refusal) {
            return MAY_PASS.contains(refusal.status()) || refusal.status() >= 500;
        }
        return known instanceof TransportException broken
                && broken.phase() != TransportException.Phase.DEADLINE
                && !KnownFailure.isLasting(broken.getCause());
    }

    /** A tag that promises the same bytes; null for a weak one, and for several, of which nobody knows whose they are. */
    private static @Nullable String strongTag(HttpHeaders headers) {
        String stripped = ContentRange.only(headers, HttpHeaderNames.ETAG);
        return stripped.length() >= 2 && stripped.startsWith("\"") && stripped.endsWith("\"") ? stripped : null;
    }
}
