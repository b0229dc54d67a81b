package io.texml.reactor;

import io.texml.ApiResponse;
import io.texml.RequestOptions;
import io.texml.RequestValidationException;
import io.texml.calls.CallOperations;
import io.texml.calls.CreateCall;
import io.texml.internal.PathValues;
import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import io.texml.policy.RateLimitState;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.Export;
import io.texml.reactor.export.ExportPage;
import io.texml.reactor.internal.ClientSettings;
import io.texml.reactor.internal.Closing;
import io.texml.reactor.internal.Pipeline;
import io.texml.reactor.internal.media.MediaDownload;
import io.texml.reactor.internal.media.MediaLimits;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The TeXML API. One client serves a whole application: it is thread-safe, has one connection pool, one set of limits and
 * one retry budget for all its facades and accounts, and lives until it is closed.
 *
 * <p>Every method returns a lazy publisher: nothing is sent before it is subscribed to, every subscription is a request
 * of its own, and cancelling it frees what it held at once. A publisher fails with a {@link io.texml.TexmlException}, or
 * with a {@link io.texml.RequestValidationException} when the request cannot be sent as it is.
 *
 * <pre>{@code
 * TexmlClient client = TexmlClient.create(); // TELNYX_API_KEY, TELNYX_ACCOUNT_SID
 * client.calls().create(CreateCall.builder()
 *                 .applicationSid(application).from(mine).to(theirs).url(instructions)
 *                 .build())
 *         .subscribe();
 * client.calls().list(ListCalls.builder().status(CallStatus.COMPLETED).build())
 *         .take(100)
 *         .subscribe(call -> ...);
 * }</pre>
 */
public final class TexmlClient implements AutoCloseable {

    private final Pipeline pipeline;
    private final @Nullable String accountSid;
    private final RequestOptions options;

    private TexmlClient(Pipeline pipeline, @Nullable String accountSid, RequestOptions options) {
        this.pipeline = pipeline;
        this.accountSid = accountSid;
        this.options = options;
    }

    TexmlClient(ClientSettings settings, @Nullable String accountSid) {
        this(new Pipeline(settings), accountSid == null ? null : checkedAccount(accountSid), RequestOptions.none());
    }

    static String checkedAccount(String sid) {
        String problem = PathValues.problem("account_sid", sid);
        if (problem != null) {
            throw new RequestValidationException("the client", List.of(problem));
        }
        return sid;
    }

    /**
     * A client with the environment's settings: {@code TELNYX_API_KEY} (required), {@code TELNYX_ACCOUNT_SID} and
     * {@code TELNYX_BASE_URL}.
     *
     * @throws IllegalArgumentException when there is no key
     */
    public static TexmlClient create() {
        return builder().build();
    }

    /** Begins a client; what is not set comes from the environment or has its documented default. */
    public static TexmlClientBuilder builder() {
        return new TexmlClientBuilder(System::getenv);
    }

    /**
     * The same client for another account; pool, limits and life are shared.
     *
     * @throws io.texml.RequestValidationException when it is null or blank, or has blanks, line breaks or quotes in it
     */
    public TexmlClient account(String accountSid) {
        return new TexmlClient(pipeline, checkedAccount(accountSid), options);
    }

    /** The same client with other options for what is called on it; pool, limits and life are shared. */
    public TexmlClient with(RequestOptions options) {
        return new TexmlClient(pipeline, accountSid, this.options.overriddenBy(options));
    }

    /** Calls: dial, fetch, list, steer. */
    public CallsClient calls() {
        return new CallsClient(this);
    }

    /** Conferences, their participants and recordings. */
    public ConferencesClient conferences() {
        return new ConferencesClient(this);
    }

    /** Queues that callers wait in. */
    public QueuesClient queues() {
        return new QueuesClient(this);
    }

    /** Recordings and their media. */
    public RecordingsClient recordings() {
        return new RecordingsClient(this);
    }

    /** Transcriptions of recordings. */
    public TranscriptionsClient transcriptions() {
        return new TranscriptionsClient(this);
    }

    /** TeXML applications. */
    public ApplicationsClient applications() {
        return new ApplicationsClient(this);
    }

    /** Secrets for TeXML instructions. */
    public SecretsClient secrets() {
        return new SecretsClient(this);
    }

    /** Calls that an AI assistant leads. */
    public AiCallsClient aiCalls() {
        return new AiCallsClient(this);
    }

    /** Calls that are made by a TeXML application instead of an account. */
    public ConnectionCallsClient connectionCalls() {
        return new ConnectionCallsClient(this);
    }

    Flux<CallOutcome> dialEach(Publisher<CreateCall> requests, Consumer<CallOutcome> onCancelled) {
        return pipeline.each(requests, CallOperations.CREATE, accountSid, options, CallOutcome::new, onCancelled);
    }

    MediaDownload media() {
        return pipeline.media();
    }

    MediaLimits mediaLimits() {
        return pipeline.mediaLimits(options);
    }

    /** What an operation answers with; empty where it answers with nothing. */
    public <R> Mono<R> execute(TexmlRequest<R> request) {
        return exchange(request).mapNotNull(ApiResponse::body);
    }

    /** The whole answer of an operation: status, headers, request id, rate limit, attempts and body. */
    public <R> Mono<ApiResponse<R>> exchange(TexmlRequest<R> request) {
        return pipeline.exchange(Objects.requireNonNull(request, "request"), accountSid, options);
    }

    /** A list: its items, its pages, or its items as the server sent them. */
    public <T> PagedFlux<T> list(TexmlRequest<Page<T>> request) {
        return new PagedFlux<>(
                pipeline.list(Objects.requireNonNull(request, "request"), accountSid, options),
                request.operation().responseType().type() == ByteBuffer.class);
    }

    /** A whole list as one stream of pages, each with a {@link Checkpoint}; see {@link #export(Export)}. */
    public <T> Flux<ExportPage> export(TexmlRequest<Page<T>> request) {
        return export(Export.of(request));
    }

    /**
     * A whole list, page by page, with a {@link Checkpoint} after each page from which the export can go on after
     * whatever stopped it. Items are raw, as in {@link PagedFlux#raw}; one page of each slice is held in memory, and nothing
     * is sent before somebody subscribes. Retries and limits are those of every list.
     *
     * <pre>{@code
     * Export export = Export.of(ListCalls.builder().build()).since(LocalDate.of(2026, 1, 1));
     * client.export(export).concatMap(page -> store.append(page.items())       // first the items,
     *         .then(store.saveCheckpoint(page.checkpoint().toJson())));        // then the checkpoint
     * // after a crash:
     * client.export(export, Checkpoint.parse(store.lastCheckpoint()))
     * }</pre>
     *
     * <p>Save a page's checkpoint when its items and those of all pages before it are safe, not before: going on then
     * gives every item at least once, and exactly once where the sink cuts off what it wrote after its last checkpoint, or
     * says with {@link Checkpoint#deliveredThrough} what it holds. Operators that prefetch do no harm, as each page
     * brings its own checkpoint.
     *
     * <p>Which days are over is decided by the server's clock, the {@code Date} of its answers, and by this machine's only
     * where an answer has none. So the first day that is left is asked for even when there may be nothing new.
     *
     * <p>A page link that the server no longer takes is replaced: the day (or, without days, the list) is read from its
     * beginning, and what was delivered is dropped.
     */
    public Flux<ExportPage> export(Export export) {
        return export(export, null, Instant::now);
    }

    /**
     * Goes on with an export behind what a saved checkpoint says. One that is complete gives only what is new.
     *
     * <p>Fails with {@link IllegalArgumentException} when the checkpoint belongs to another export. Page size, number of
     * slices and what happens to the newest day may differ.
     */
    public Flux<ExportPage> export(Export export, Checkpoint checkpoint) {
        return export(export, Objects.requireNonNull(checkpoint, "checkpoint"), Instant::now);
    }

    Flux<ExportPage> export(Export export, @Nullable Checkpoint checkpoint, Supplier<Instant> now) {
        Objects.requireNonNull(export, "export");
        return export.pages(
                (request, link, answered) -> pipeline.exportPages(request, link, accountSid, options, answered),
                accountSid,
                checkpoint,
                now);
    }

    /**
     * The scheduler on whose time the client waits: the one of {@link TexmlClientBuilder#scheduler}, else Reactor's
     * {@code parallel}. What belongs to its calls can wait on the same time.
     */
    public Scheduler scheduler() {
        return pipeline.scheduler();
    }

    /** What is known of the server's rate limit now, and how long requests wait because of it. */
    public RateLimitState rateLimit() {
        return pipeline.rateLimit();
    }

    /** What the client is doing at this moment, for gauges. */
    public ClientLoad load() {
        return new ClientLoad(
                pipeline.underWay(),
                pipeline.busy(),
                pipeline.waiting(),
                pipeline.rateLimit().pausedFor(),
                pipeline.retryBudget());
    }

    /**
     * Closes the client as {@link #closeLater} does and waits until what is under way has ended, at most for the grace time
     * ({@link TexmlClientBuilder#closeGrace}) and a moment more for the connections. So no outcome of a dial is lost at the
     * end of a {@code try} block, or of a Spring bean. Event loops that are shared with other parts of the application,
     * as those of Reactor Netty are by default, have to run until then: Spring stops its own before it destroys beans.
     *
     * <p>On a thread that must not block ({@link reactor.core.scheduler.Schedulers#isInNonBlockingThread()}) it does not
     * wait: closing goes on behind it, and a line in the log says so. Reactive code uses {@link #closeLater}. When the thread
     * is interrupted, waiting ends, closing goes on, and the thread stays interrupted. Throws nothing.
     */
    @Override
    public void close() {
        Closing.await(closeLater(), pipeline.closeGrace());
    }

    /**
     * Closes the client and every view of it. From the call on (not from the subscription) nothing more is sent: who
     * waits fails with {@link io.texml.ClientClosedException}. Requests and downloads that are under way may end within the
     * grace time; then the connections are closed, whether or not somebody waits for it, and the Mono completes. Closing
     * twice is the same as once. What was brought in with {@link TexmlClientBuilder#customizeHttpClient} stays open.
     */
    public Mono<Void> closeLater() {
        return pipeline.close();
    }

    /** The account only; never the key. */
    @Override
    public String toString() {
        return "TexmlClient[accountSid=" + accountSid + "]";
    }
}
