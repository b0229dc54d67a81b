package io.texml.reactor.callbacks;

import io.texml.callbacks.AiGatherAction;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackException;
import io.texml.callbacks.CallbackKind;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.ConnectAction;
import io.texml.callbacks.DialAction;
import io.texml.callbacks.HttpRequestAction;
import io.texml.callbacks.InstructionRequest;
import io.texml.callbacks.PayAction;
import io.texml.callbacks.QueueAction;
import io.texml.callbacks.QueueWait;
import io.texml.callbacks.RecordingProgress;
import io.texml.callbacks.ReferProgress;
import io.texml.callbacks.UnknownCallback;
import io.texml.markup.Texml;
import io.texml.reactor.internal.callbacks.RequestBody;
import io.texml.reactor.internal.callbacks.RequestKey;
import io.texml.reactor.internal.callbacks.SharedRuns;
import io.texml.reactor.internal.callbacks.ToItsEnd;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Receives what the platform sends: checks and reads it, publishes what it tells to {@link CallbackEvents}, and answers what
 * asks for a document. One endpoint serves any number of paths.
 *
 * <pre>{@code
 * CallbackEvents events = CallbackEvents.inMemory();
 * CallbackEndpoint endpoint = CallbackEndpoint.builder(CallbackReader.builder().build(), events)
 *         .onInstructions(request -> Mono.just(menu))
 *         .onGather(request -> "1".equals(request.digits()) ? sales : support)
 *         .fallback(Texml.of(Say.text("Please call again later.")))
 *         .build();
 * HttpServer.create()
 *         .port(8080)
 *         .route(routes -> routes.post("/texml", endpoint).get("/texml", endpoint))
 *         .bindNow();
 * }</pre>
 *
 * <p>With another server, {@link #handle} does the same.
 *
 * <ul>
 *   <li><b>What tells something</b> is answered with 200 when it is published and its handler is done, and with 503 when one of
 *       them failed or took too long, so that the platform sends it again. Once begun, both run to their end, whether the
 *       platform waits or not.
 *   <li><b>What asks for a document</b> ({@link CallbackKind#expectsDocument()}) is published too, but no subscriber keeps the
 *       call waiting. It is answered with the handler's document. When the handler fails, completes without a document or is
 *       late, that is {@link Builder#fallback the fallback}; without one, or without a handler, it is 503, and the platform
 *       turns to the failover URL. There is never an empty document: it would end the call.
 *   <li><b>A request that comes again</b> while the first is under way waits for the same handler, and gets the same answer. So
 *       does one that has the same bytes and was signed in the same second, as long as the first is remembered; and one that
 *       was signed anew, or is not signed, for some seconds after a first that took long. A
 *       caller who presses the same key again gets a new answer.
 *   <li><b>Signatures</b> are checked by workers, as a check takes about a millisecond; handlers of what was signed are called
 *       by the endpoint's scheduler, others where the request came. They must not block. When there are more checks than
 *       can wait, the answer is 503 with {@code Retry-After}.
 *   <li><b>Refused</b> is what {@link CallbackReader} refuses, with its status: 401, 405 (with {@code Allow}), 413, 415.
 * </ul>
 *
 * <p>Its threads are daemons named {@code texml-callbacks}; {@link #dispose()} ends them.
 */
public final class CallbackEndpoint
        implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>>, Disposable, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.callbacks");

    private static final String SIGNATURE = "telnyx-signature-ed25519";
    private static final String TIMESTAMP = "telnyx-timestamp";

    /** As long as a signature is believed by default: what is older than that cannot come again. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** The platform waits for 2 s: who was answered in half of that has the answer. */
    private static final Duration PROMPT = Duration.ofSeconds(1);

    /** When the platform has waited in vain it asks again soon. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final CallbackReader reader;
    private final CallbackEvents events;
    private final Map<Class<?>, Function<Callback, Mono<Void>>> listeners;
    private final Map<Class<?>, Function<Callback, Mono<Texml>>> answers;
    private final @Nullable Function<Callback, Mono<Texml>> onGather;
    private final byte @Nullable [] fallback;
    private final Duration handlerTimeout;
    private final Timer timer;
    private final Scheduler workers;
    private final boolean ownWorkers;
    private final List<CallbackInstrumentation> instrumentations;
    private final SharedRuns<RequestKey, CallbackAnswer> documents;
    private final SharedRuns<RequestKey, CallbackAnswer> tellings;

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger checks = new AtomicInteger();
    private volatile boolean disposed;

    private CallbackEndpoint(Builder builder) {
        this.reader = builder.reader;
        this.events = builder.events;
        this.listeners = Map.copyOf(builder.listeners);
        this.answers = Map.copyOf(builder.answers);
        this.onGather = builder.onGather;
        this.fallback = builder.fallback == null ? null : builder.fallback.toBytes();
        this.handlerTimeout = builder.handlerTimeout;
        this.timer = builder.timer;
        this.ownWorkers = builder.signatureScheduler == null;
        this.workers = builder.signatureScheduler == null
                ? Schedulers.newBoundedElastic(
                        builder.signatureThreads, builder.waitingForEachThread(), "texml-callbacks", 60, true)
                : builder.signatureScheduler;
        this.instrumentations = List.copyOf(builder.instrumentations);
        this.documents = new SharedRuns<>(
                new SharedRuns.Rules(builder.repeats, REMEMBERED, PROMPT, AGAIN, true),
                timer,
                answer -> answer.status() == 200);
        this.tellings = new SharedRuns<>(
                new SharedRuns.Rules(builder.repeats, REMEMBERED, PROMPT, AGAIN, false),
                timer,
                answer -> answer.status() == 200);
    }

    /** An endpoint that publishes what it hears and has no handlers: it answers no request for a document. */
    public static CallbackEndpoint of(CallbackReader reader, CallbackEvents events) {
        return builder(reader, events).build();
    }

    /** Begins an endpoint. */
    public static Builder builder(CallbackReader reader, CallbackEvents events) {
        return new Builder(reader, events);
    }

    /** Serves a request of Reactor Netty's server: {@code routes.post(path, endpoint)} and {@code routes.get(path, endpoint)}. */
    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return Mono.defer(() -> serve(request, response, uri, query, timer.nanos()));
    }

    private Mono<Void> serve(
            HttpServerRequest request, HttpServerResponse response, String uri, int query, long arrived) {
        return RequestBody.read(request, reader.maxBytes())
                .timeout(handlerTimeout, timer.scheduler())
                .map(body -> new CallbackRequest(
                        request.method().name(),
                        query < 0 ? uri : uri.substring(0, query),
                        query < 0 ? null : uri.substring(query + 1),
                        request.requestHeaders()::getAll,
                        body))
                .flatMap(read -> handle(read, arrived))
                .onErrorResume(RequestBody.TooLongException.class, tooLong -> Mono.just(notRead(413, tooLong)))
                .onErrorResume(TimeoutException.class, slow -> Mono.just(notRead(408, slow)))
                .flatMap(answer -> RequestBody.answer(response, answer.status(), answer.headers(), answer.bytes()));
    }

    /** The rest of the body would have to be read before the connection could be used again. */
    private static CallbackAnswer notRead(int status, Throwable failure) {
        return CallbackAnswer.empty(status, CallbackOutcome.REFUSED, null, failure)
                .withHeader("connection", "close");
    }

    /**
     * What to answer a request with; lazy, and never a failure. A cancel, when the platform has gone, leaves the queue of
     * signature checks, and cancels a handler that makes a document when nobody else waits for it.
     */
    public Mono<CallbackAnswer> handle(CallbackRequest request) {
        Objects.requireNonNull(request, "request");
        return Mono.defer(() -> handle(request, timer.nanos()));
    }

    /** The time that a body took is missing to its handler. */
    Mono<CallbackAnswer> handle(CallbackRequest request, long arrived) {
        Mono<CallbackAnswer> answer = Mono.defer(() -> begin(request, arrived));
        if (instrumentations.isEmpty()) {
            return answer;
        }
        return instrumented(answer)
                .onErrorResume(thrown -> Mono.just(failed("an instrumentation", null, thrown)))
                .switchIfEmpty(Mono.fromSupplier(() -> failed("an instrumentation", null, null)));
    }

    private Mono<CallbackAnswer> instrumented(Mono<CallbackAnswer> answer) {
        return Mono.defer(() -> {
            Mono<CallbackAnswer> wrapped = answer;
            for (CallbackInstrumentation instrumentation : instrumentations) {
                wrapped = instrumentation.instrument(wrapped);
            }
            return wrapped;
        });
    }

    private Mono<CallbackAnswer> begin(CallbackRequest request, long arrived) {
        if (disposed) {
            return Mono.just(overloaded(null));
        }
        return counted(
                underWay,
                read(request, arrived)
                        .flatMap(callback -> respond(callback, request, arrived))
                        .onErrorResume(this::answerTo));
    }

    /** Counted until it is cancelled, or just before its end is told. */
    private static <T> Mono<T> counted(AtomicInteger count, Mono<T> work) {
        AtomicBoolean over = new AtomicBoolean();
        Runnable end = () -> {
            if (over.compareAndSet(false, true)) {
                count.decrementAndGet();
            }
        };
        count.incrementAndGet();
        return work.doOnTerminate(end).doOnCancel(end);
    }

    /** A signature is expensive, all else is not worth another thread. */
    private Mono<Callback> read(CallbackRequest request, long arrived) {
        Mono<Callback> read = Mono.fromCallable(
                () -> reader.read(request.method(), request.rawQuery(), request.headers(), request.body()));
        if (request.header(SIGNATURE) == null) {
            return read;
        }
        return Mono.defer(() -> counted(checks, read.subscribeOn(workers).timeout(left(arrived), timer.scheduler())))
                .publishOn(timer.scheduler());
    }

    private Duration left(long arrived) {
        Duration left = handlerTimeout.minus(timer.since(arrived));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Mono<CallbackAnswer> answerTo(Throwable failure) {
        if (failure instanceof CallbackException refused) {
            LOGGER.debug("refused: {}", refused.reason());
            CallbackAnswer answer =
                    CallbackAnswer.empty(refused.reason().httpStatus(), CallbackOutcome.REFUSED, null, refused);
            return Mono.just(
                    refused.reason() == CallbackException.Reason.METHOD_UNSUPPORTED
                            ? answer.withHeader("allow", "GET, POST")
                            : answer);
        }
        if (failure instanceof RejectedExecutionException || failure instanceof TimeoutException) {
            LOGGER.debug("no room to check a signature");
            return Mono.just(overloaded(failure));
        }
        return Mono.just(failed("reading", null, failure));
    }

    private Mono<CallbackAnswer> respond(Callback callback, CallbackRequest request, long arrived) {
        boolean asks = callback.kind().expectsDocument()
                || (callback instanceof UnknownCallback && answers.containsKey(UnknownCallback.class));
        if (asks) {
            Supplied answer = new Supplied(callback, left(arrived));
            return documents.run(keyOf(callback, request), request.header(TIMESTAMP), answer::document);
        }
        return tell(callback, request)
                .timeout(left(arrived), timer.scheduler())
                .onErrorResume(failure -> Mono.just(failed("publishing or a handler", callback.kind(), failure)));
    }

    /** A handler may ask what speaks for the sender: what it said to one of whom nothing is known is no answer to another. */
    private static RequestKey keyOf(Callback callback, CallbackRequest request) {
        return RequestKey.of(
                callback.verification(), request.method(), request.path(), request.rawQuery(), request.body());
    }

    private Mono<CallbackAnswer> tell(Callback callback, CallbackRequest request) {
        Mono<Void> published = Mono.defer(() -> events.publish(callback));
        CallbackAnswer done = CallbackAnswer.empty(200, CallbackOutcome.ANSWERED, callback.kind(), null);
        Function<Callback, Mono<Void>> listener = listeners.get(callback.getClass());
        if (listener == null) {
            return ToItsEnd.of(published.thenReturn(done));
        }
        // What tells something tells the same whenever it was signed.
        return tellings.run(keyOf(callback, request), "", () -> published
                .then(Mono.defer(() -> listener.apply(callback)))
                .thenReturn(done));
    }

    /** A document for one callback. */
    private final class Supplied {

        private final Callback callback;
        private final Duration left;

        Supplied(Callback callback, Duration left) {
            this.callback = callback;
            this.left = left;
        }

        Mono<CallbackAnswer> document() {
            publishBeside();
            Function<Callback, Mono<Texml>> handler = callback.kind() == CallbackKind.GATHER && onGather != null
                    ? onGather
                    : answers.get(callback.getClass());
            return Mono.defer(() -> handler == null ? Mono.<Texml>empty() : handler.apply(callback))
                    .map(texml ->
                            CallbackAnswer.document(texml.toBytes(), CallbackOutcome.ANSWERED, callback.kind(), null))
                    .timeout(left, timer.scheduler())
                    .onErrorResume(thrown -> Mono.just(withoutDocument(thrown)))
                    .switchIfEmpty(Mono.fromSupplier(() -> withoutDocument(null)));
        }

        /** Whoever listens must not keep the call waiting. */
        private void publishBeside() {
            Mono.defer(() -> events.publish(callback))
                    .subscribe(
                            nothing -> {},
                            thrown -> LOGGER.warn(
                                    "publishing a callback of the kind {} failed with {}; it was answered all the same",
                                    callback.kind().value(),
                                    thrown.getClass().getName()));
        }

        private CallbackAnswer withoutDocument(@Nullable Throwable thrown) {
            if (fallback == null) {
                return failed("making a document", callback.kind(), thrown);
            }
            warn("making a document", callback.kind(), thrown, "the fallback");
            return CallbackAnswer.document(fallback, CallbackOutcome.FALLBACK, callback.kind(), thrown);
        }
    }

    private static CallbackAnswer failed(String what, @Nullable CallbackKind kind, @Nullable Throwable failure) {
        warn(what, kind, failure, "503");
        return CallbackAnswer.empty(503, CallbackOutcome.FAILED, kind, failure);
    }

    /** Never the message of what the application threw: it may hold a number. */
    private static void warn(String what, @Nullable CallbackKind kind, @Nullable Throwable failure, String answer) {
        LOGGER.warn(
                "{} for a callback of the kind {} {}; answered with {}",
                what,
                kind == null ? "unknown" : kind.value(),
                failure instanceof TimeoutException
                        ? "took too long"
                        : failure == null
                                ? "came to nothing: there is no handler, or it completed empty"
                                : "failed with " + failure.getClass().getName(),
                answer);
    }

    private static CallbackAnswer overloaded(@Nullable Throwable failure) {
        return CallbackAnswer.empty(503, CallbackOutcome.OVERLOADED, null, failure)
                .withHeader("retry-after", "1");
    }

    /** What it is doing now. */
    public EndpointLoad load() {
        return new EndpointLoad(underWay.get(), checks.get());
    }

    /** Ends its workers. Requests that come now, and those that wait for their check, are answered with 503. */
    @Override
    public void dispose() {
        disposed = true;
        if (ownWorkers) {
            workers.dispose();
        }
    }

    @Override
    public boolean isDisposed() {
        return disposed;
    }

    /** As {@link #dispose()}. */
    @Override
    public void close() {
        dispose();
    }

    /** How much is under way; nothing of what was received. */
    @Override
    public String toString() {
        return "CallbackEndpoint[" + load() + "]";
    }

    /** Collects the handlers and what else an endpoint needs. */
    public static final class Builder {

        private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);

        /** What asks for a document. */
        private static final Set<Class<?>> ASKING = Set.of(
                InstructionRequest.class,
                AiGatherAction.class,
                HttpRequestAction.class,
                DialAction.class,
                ReferProgress.class,
                QueueWait.class,
                QueueAction.class,
                ConnectAction.class,
                PayAction.class);

        /** What may ask for one and may only tell something. */
        private static final Set<Class<?>> BOTH = Set.of(RecordingProgress.class, UnknownCallback.class);

        private final CallbackReader reader;
        private final CallbackEvents events;
        private final Map<Class<?>, Function<Callback, Mono<Void>>> listeners = new HashMap<>();
        private final Map<Class<?>, Function<Callback, Mono<Texml>>> answers = new HashMap<>();
        private final List<CallbackInstrumentation> instrumentations = new ArrayList<>();
        private @Nullable Function<Callback, Mono<Texml>> onGather;
        private @Nullable Texml fallback;
        private Duration handlerTimeout = Duration.ofMillis(1500);
        private Timer timer = Timer.system();
        private @Nullable Scheduler signatureScheduler;
        private int signatureThreads = Runtime.getRuntime().availableProcessors();
        private @Nullable Integer signatureQueue;
        private int repeats = 1_000;

        private Builder(CallbackReader reader, CallbackEvents events) {
            this.reader = Objects.requireNonNull(reader, "reader");
            this.events = Objects.requireNonNull(events, "events");
        }

        /** Makes the document that a call runs next, also after a {@code Gather} if {@link #onGather} is not set. */
        public Builder onInstructions(Function<? super InstructionRequest, ? extends Mono<Texml>> handler) {
            return answer(InstructionRequest.class, handler);
        }

        /** Makes the document that follows a {@code Gather}, from {@code digits()} or {@code speech()}. */
        public Builder onGather(Function<? super InstructionRequest, ? extends Mono<Texml>> handler) {
            Objects.requireNonNull(handler, "handler");
            this.onGather = callback -> handler.apply((InstructionRequest) callback);
            return this;
        }

        /**
         * Makes the document that answers callbacks of another type that ask for one, such as {@link DialAction}. A handler for
         * {@link UnknownCallback} answers all that this version does not know.
         *
         * @throws IllegalArgumentException when callbacks of this type ask for no document
         */
        public <T extends Callback> Builder answer(Class<T> type, Function<? super T, ? extends Mono<Texml>> handler) {
            Objects.requireNonNull(handler, "handler");
            if (!ASKING.contains(type) && !BOTH.contains(type)) {
                throw new IllegalArgumentException(type.getSimpleName() + " asks for no document; use on(..) for it");
            }
            answers.put(type, callback -> handler.apply(type.cast(callback)));
            return this;
        }

        /**
         * Does something with each callback of a type that tells something, before the platform gets its 200: it is repeated when
         * this fails. It may be called again for a repeat, when the first was too long ago. For what need not be done before the
         * answer, subscribe to {@link CallbackEvents} instead.
         *
         * @param type one of the records of {@link Callback}
         * @throws IllegalArgumentException when it is not, or when callbacks of this type ask for a document
         */
        public <T extends Callback> Builder on(Class<T> type, Function<? super T, ? extends Mono<Void>> handler) {
            Objects.requireNonNull(handler, "handler");
            if (ASKING.contains(type) || !type.isRecord()) {
                throw new IllegalArgumentException(type.getSimpleName()
                        + (type.isRecord()
                                ? " asks for a document; use answer(..) for it"
                                : " is no record; subscribe to CallbackEvents.all()"));
            }
            listeners.put(type, callback -> handler.apply(type.cast(callback)));
            return this;
        }

        /**
         * The document for calls whose handler fails, has none or is late. Default: none, and the platform is told to turn to its
         * failover URL.
         */
        public Builder fallback(Texml document) {
            this.fallback = Objects.requireNonNull(document, "document");
            return this;
        }

        /**
         * How long a handler, and publishing, may take from the arrival of the request on, its signature check included. Default:
         * 1.5 seconds, as the platform waits for 2.
         *
         * @param timeout more than zero, at most a minute
         */
        public Builder handlerTimeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
                throw new IllegalArgumentException(
                        "handlerTimeout must be more than zero and at most a minute, was " + timeout);
            }
            this.handlerTimeout = timeout;
            return this;
        }

        /**
         * How many requests are remembered to know their repeats, for up to 5 minutes: of those that ask for a document, and of
         * those that have a handler of {@link #on}. Default: 1,000.
         *
         * @param requests 0 lets every request run its handler
         */
        public Builder repeats(int requests) {
            if (requests < 0) {
                throw new IllegalArgumentException("repeats must be at least 0, was " + requests);
            }
            this.repeats = requests;
            return this;
        }

        /**
         * How many threads check signatures. Each checks some 1,200 a second. Default: one for each processor.
         *
         * @param threads at least 1
         */
        public Builder signatureThreads(int threads) {
            if (threads < 1) {
                throw new IllegalArgumentException("signatureThreads must be at least 1, was " + threads);
            }
            this.signatureThreads = threads;
            return this;
        }

        /**
         * How many requests may wait for their check; more are answered with 503. Default: 500 for each thread, which takes it
         * some 0.4 seconds.
         *
         * @param requests at least 1
         */
        public Builder signatureQueue(int requests) {
            if (requests < 1) {
                throw new IllegalArgumentException("signatureQueue must be at least 1, was " + requests);
            }
            this.signatureQueue = requests;
            return this;
        }

        /**
         * Who checks signatures instead of threads of its own; the endpoint does not dispose of it. What it rejects is answered
         * with 503.
         */
        public Builder signatureScheduler(Scheduler scheduler) {
            this.signatureScheduler = Objects.requireNonNull(scheduler, "scheduler");
            return this;
        }

        /** Whose clock the timeouts go by, and who calls the handlers of what was signed. Default: Reactor's parallel. */
        public Builder scheduler(Scheduler scheduler) {
            this.timer = Timer.of(Objects.requireNonNull(scheduler, "scheduler"));
            return this;
        }

        /** Wraps the handling of every request; the last one that is added is outermost. */
        public Builder instrumentation(CallbackInstrumentation instrumentation) {
            instrumentations.add(Objects.requireNonNull(instrumentation, "instrumentation"));
            return this;
        }

        private int waitingForEachThread() {
            return signatureQueue == null ? 500 : Math.max(1, signatureQueue / signatureThreads);
        }

        /** The endpoint. */
        public CallbackEndpoint build() {
            return new CallbackEndpoint(this);
        }
    }
}
