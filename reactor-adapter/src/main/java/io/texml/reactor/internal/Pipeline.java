package io.texml.reactor.internal;

import io.texml.ApiResponse;
import io.texml.Headers;
import io.texml.RequestOptions;
import io.texml.internal.PageLinks;
import io.texml.internal.wire.EncodedRequest;
import io.texml.internal.wire.RequestEncoder;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.Safety;
import io.texml.operation.TexmlRequest;
import io.texml.policy.RateLimitState;
import io.texml.policy.RetryBudget;
import io.texml.reactor.internal.admission.AdmissionGate;
import io.texml.reactor.internal.admission.Attempts;
import io.texml.reactor.internal.admission.GateStage;
import io.texml.reactor.internal.admission.PaceLine;
import io.texml.reactor.internal.admission.PaceStage;
import io.texml.reactor.internal.admission.RateLimitNews;
import io.texml.reactor.internal.bulk.BulkFlux;
import io.texml.reactor.internal.exchange.DeadlineStage;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.ExchangeMono;
import io.texml.reactor.internal.exchange.InstrumentationStage;
import io.texml.reactor.internal.exchange.ObservationStage;
import io.texml.reactor.internal.exchange.Observers;
import io.texml.reactor.internal.exchange.OpenExchanges;
import io.texml.reactor.internal.exchange.RetryStage;
import io.texml.reactor.internal.exchange.Stage;
import io.texml.reactor.internal.exchange.TotalTime;
import io.texml.reactor.internal.list.IgnoredFilters;
import io.texml.reactor.internal.list.LinkWalk;
import io.texml.reactor.internal.list.PagedList;
import io.texml.reactor.internal.media.MediaDownload;
import io.texml.reactor.internal.media.MediaLimits;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.transport.HttpSettings;
import io.texml.reactor.internal.transport.HttpTransport;
import io.texml.reactor.spi.DialPace;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What all facades and accounts of one client share: the pool, the limits, and the chain of stages over them. */
public final class Pipeline {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.request");
    private static final byte[] NO_BODY = {};
    private static final int MOST_EMPTY_PAGES = 1_000;

    private final ClientSettings settings;
    private final Timer timer;
    private final Timer wireTimer;
    private final HttpTransport transport;
    private final AdmissionGate gate;
    private final AdmissionGate mediaGate;
    private final PaceStage admission;
    private final Attempts attempts;
    private final RateLimitNews news;
    private final OpenExchanges open;
    private final RetryBudget budget;
    private final Stage road;
    private final MediaDownload media;
    private final URI baseUrl;
    private final String basePath;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Mono<Void> ended;

    public Pipeline(ClientSettings settings) {
        this.settings = settings;
        Scheduler scheduler = settings.scheduler();
        DialPace pace = settings.dialPace();
        this.wireTimer = Timer.system();
        this.timer = scheduler == null ? wireTimer : Timer.of(scheduler);
        if (scheduler != null && pace != null) {
            pace.useClock(scheduler);
        }
        HttpSettings http = settings.http();
        this.baseUrl = http.baseUrl();
        this.basePath = PageLinks.basePath(baseUrl);
        this.transport = new HttpTransport(http);
        this.budget = new RetryBudget(settings.retryBudget());
        this.gate = new AdmissionGate(
                settings.maxConcurrency(), settings.maxWaiting(), settings.obeysRateLimits(), timer, wireTimer);
        Observers observers = new Observers(settings.observers());
        PaceLine paceLine = new PaceLine(pace, gate.capacity(), observers, timer);
        this.news = new RateLimitNews(gate, settings.sharedRateLimit(), observers);
        this.attempts = new Attempts(transport.stage(), gate, paceLine, news, observers);
        this.admission = new PaceStage(new GateStage(gate, attempts, settings.maxWait(), timer), paceLine);
        Stage retry = new RetryStage(admission, settings.retryPolicy(), budget, observers, timer, admission.closing());
        Stage deadline = new DeadlineStage(retry, timer, wireTimer);
        this.open = new OpenExchanges(wireTimer);
        this.road =
                new InstrumentationStage(new ObservationStage(deadline, observers, open), settings.instrumentations());
        this.mediaGate = new AdmissionGate(http.maxConnections(), settings.maxWaiting(), false, timer, wireTimer);
        this.media = new MediaDownload(transport, mediaGate, closed::get, admission.closing(), timer, wireTimer);
        this.ended = Mono.defer(() -> Mono.when(gate.whenIdle(), mediaGate.whenIdle(), open.whenNone()))
                .timeout(wireTimer.delay(settings.closeGrace()), Mono.fromRunnable(attempts::abort))
                .then(Mono.defer(transport::close))
                .cache();
        if (settings.obeysRateLimits()) {
            news.listen();
        }
    }

    /** The answer to a request; lazy. */
    public <R> Mono<ApiResponse<R>> exchange(
            TexmlRequest<R> request, @Nullable String accountSid, RequestOptions options) {
        return new ExchangeMono<>(road, () -> begin(request, accountSid, options, Pipeline::nobodyListens));
    }

    /** Sends the requests of a source, one outcome each; lazy. */
    public <Q extends TexmlRequest<R>, R, O> Flux<O> each(
            Publisher<? extends Q> requests,
            Operation<R> operation,
            @Nullable String accountSid,
            RequestOptions options,
            BulkFlux.Outcomes<Q, R, O> outcomes,
            Consumer<? super O> onCancelled) {
        BulkFlux.Road<Q, R> sending = new BulkFlux.Road<>() {
            @Override
            public Mono<Void> opening() {
                return admission.opening(operation);
            }

            @Override
            public Exchange<R> exchange(Q request, Runnable onFirstAttempt) {
                return Pipeline.this.begin(request, accountSid, options, onFirstAttempt);
            }

            @Override
            public void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
                road.begin(exchange, subscriber);
            }
        };
        return new BulkFlux<>(requests, sending, outcomes, onCancelled);
    }

    /** A list; lazy. */
    public <T> PagedList<T> list(TexmlRequest<Page<T>> request, @Nullable String accountSid, RequestOptions options) {
        return list(request, request.operation(), accountSid, options, IgnoredFilters.told(request), headers -> {});
    }

    /**
     * The pages of a list with raw items; lazy. An export holds all items to the filters itself, and says so its own way.
     *
     * @param answered hears the headers of each answer before its page is published
     */
    public Flux<Page<ByteBuffer>> exportPages(
            TexmlRequest<?> request,
            @Nullable String resumeFrom,
            @Nullable String accountSid,
            RequestOptions options,
            Consumer<Headers> answered) {
        return list(request, raw(request.operation()), accountSid, options, page -> {}, answered)
                .pages(resumeFrom);
    }

    private static Operation<Page<ByteBuffer>> raw(Operation<?> operation) {
        return operation.withResponseType(operation.responseType().withRawItems());
    }

    private <T> PagedList<T> list(
            TexmlRequest<?> request,
            Operation<Page<T>> operation,
            @Nullable String accountSid,
            RequestOptions options,
            Consumer<Page<T>> look,
            Consumer<Headers> answered) {
        RequestOptions merged = settings.defaultOptions().overriddenBy(options);
        int readAhead = Objects.requireNonNullElse(merged.readAhead(), 0);
        int maxEmptyPages = Objects.requireNonNullElse(merged.maxEmptyPages(), MOST_EMPTY_PAGES);
        return new PagedList<>(
                from -> new LinkWalk<>(
                        operation,
                        baseUrl,
                        RequestEncoder.encode(basePath, request, accountSid).target(),
                        from,
                        maxEmptyPages,
                        target -> page(operation, target, options).doOnNext(page -> answered.accept(page.headers()))),
                look,
                readAhead,
                () -> list(request, raw(operation), accountSid, options, IgnoredFilters.told(request), answered));
    }

    private <T> Mono<ApiResponse<Page<T>>> page(Operation<Page<T>> operation, String target, RequestOptions options) {
        EncodedRequest encoded = new EncodedRequest(target, null, NO_BODY);
        return new ExchangeMono<>(road, () -> begin(operation, Safety.SAFE, encoded, options, Pipeline::nobodyListens));
    }

    private <R> Exchange<R> begin(
            TexmlRequest<R> request, @Nullable String accountSid, RequestOptions options, Runnable onFirstAttempt) {
        EncodedRequest encoded = RequestEncoder.encode(basePath, request, accountSid);
        return begin(request.operation(), request.safety(), encoded, options, onFirstAttempt);
    }

    private <R> Exchange<R> begin(
            Operation<R> operation,
            Safety safety,
            EncodedRequest request,
            RequestOptions options,
            Runnable onFirstAttempt) {
        RequestOptions merged = settings.defaultOptions().overriddenBy(options);
        Duration totalTimeout = Objects.requireNonNullElse(merged.totalTimeout(), settings.totalTimeout());
        TotalTime time = new TotalTime(totalTimeout, timer, wireTimer);
        return new Exchange<>(operation, safety, request, merged, time, onFirstAttempt);
    }

    private static void nobodyListens() {}

    public MediaDownload media() {
        return media;
    }

    /** What a download may cost. */
    public MediaLimits mediaLimits(RequestOptions options) {
        RequestOptions merged = settings.defaultOptions().overriddenBy(options);
        return new MediaLimits(
                merged.downloadTimeout(),
                Objects.requireNonNullElse(merged.maxDownloadBytes(), Long.MAX_VALUE),
                Objects.requireNonNullElse(merged.totalTimeout(), settings.totalTimeout()));
    }

    public RateLimitState rateLimit() {
        return gate.rateLimit();
    }

    /** How many requests were sent and not yet answered. */
    public int underWay() {
        return attempts.count();
    }

    /** How many requests and downloads go on without the client's clock. */
    public int busy() {
        return attempts.busy() + mediaGate.underWay();
    }

    /** How many requests wait for a permit, the rate limit or the dial pace. */
    public int waiting() {
        return gate.waiting() + admission.waiting();
    }

    /** Tokens left in the retry budget. */
    public int retryBudget() {
        return budget.tokens();
    }

    /** Whose time every wait keeps to. */
    public Scheduler scheduler() {
        return timer.scheduler();
    }

    /** How long closing lets what is under way go on. */
    public Duration closeGrace() {
        return settings.closeGrace();
    }

    /** Sends nothing more from the moment of the call; ends when what is under way has ended, or after the grace time. */
    public Mono<Void> close() {
        if (closed.compareAndSet(false, true)) {
            admission.close();
            news.close();
            mediaGate.close();
            open.close();
            // The grace time counts from now, and the connections end, whether or not somebody waits for it.
            ended.subscribe(
                    nothing -> {},
                    failure ->
                            LOGGER.warn("closing failed: {}", failure.getClass().getName()));
        }
        return ended;
    }
}
