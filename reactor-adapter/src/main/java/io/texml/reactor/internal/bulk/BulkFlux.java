package io.texml.reactor.internal.bulk;

import io.texml.ApiResponse;
import io.texml.reactor.internal.exchange.Exchange;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * Sends the requests of a source and publishes one outcome for each, in the order in which they end. The source is asked
 * for one request at a time, and only when limits and pace are open, the request before is on its way, and the subscriber
 * has asked for an outcome more than are under way. So nothing piles up, however large the source is.
 *
 * @param <Q> a request
 * @param <R> its answer
 * @param <O> what the subscriber gets for it
 */
public final class BulkFlux<Q, R, O> extends Flux<O> {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.request");

    private final Publisher<? extends Q> source;
    private final Road<Q, R> road;
    private final Outcomes<Q, R, O> outcomes;
    private final Consumer<? super O> onCancelled;

    /** @param onCancelled hears of every request that was taken and whose outcome a cancel kept from the subscriber */
    public BulkFlux(
            Publisher<? extends Q> source,
            Road<Q, R> road,
            Outcomes<Q, R, O> outcomes,
            Consumer<? super O> onCancelled) {
        this.source = source;
        this.road = road;
        this.outcomes = outcomes;
        this.onCancelled = onCancelled;
    }

    /** Where the requests go. */
    public interface Road<Q, R> {
        /** Completes when a request that came now would be sent at once; takes nothing. */
        Mono<Void> opening();

        /**
         * The exchange of a request; throws when it cannot be sent as it is.
         *
         * @param onFirstAttempt hears when its first attempt has its turn
         */
        Exchange<R> exchange(Q request, Runnable onFirstAttempt);

        /** Sends it. */
        void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber);
    }

    /** Makes what the subscriber gets. */
    @FunctionalInterface
    public interface Outcomes<Q, R, O> {
        /** Exactly one of answer and failure is there. */
        O of(Q request, @Nullable R answer, @Nullable RuntimeException failure);
    }

    @Override
    public void subscribe(CoreSubscriber<? super O> actual) {
        source.subscribe(new Bulk(actual));
    }

    /** What is done about the next request. */
    private enum Step {
        READY,
        WAITING_FOR_OPENING,
        OPEN,
        ASKED,
        STARTING
    }

    /**
     * One subscription. {@code drain} runs on one thread at a time, which {@code work} decides; it alone publishes, and takes
     * the steps from {@code READY} to {@code ASKED}. Nothing is locked.
     *
     * <ul>
     *   <li>{@code READY}, at first and when the request before is on its way.
     *   <li>{@code WAITING_FOR_OPENING}, when an outcome more is asked for than promised.
     *   <li>{@code OPEN}, on the thread that tells of the opening.
     *   <li>{@code ASKED}: the source owes one request.
     *   <li>{@code STARTING}, on the source's thread: it has come. Back to {@code READY} when its first attempt has its turn,
     *       or it has ended.
     * </ul>
     *
     * {@code sourceEnded} and {@code cancelled} are for good. Of each flight exactly one of answer, failure and abort is told
     * ({@code done}).
     */
    private final class Bulk implements CoreSubscriber<Q>, Subscription {

        private final CoreSubscriber<? super O> actual;
        private final AtomicInteger work = new AtomicInteger();
        private final AtomicLong requested = new AtomicLong();
        /** Outcomes that were promised a place in the demand: asked for, under way or ended, and not yet published. */
        private final AtomicLong promised = new AtomicLong();

        private final Set<Flight> flights = ConcurrentHashMap.newKeySet();
        private final Queue<O> ended = Queues.<O>unboundedMultiproducer().get();

        private volatile Step step = Step.READY;
        private volatile boolean sourceEnded;
        private volatile boolean cancelled;
        private volatile @Nullable Throwable failure;
        private volatile @Nullable Disposable opening;
        private @Nullable Subscription upstream;
        private boolean over;

        Bulk(CoreSubscriber<? super O> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (Operators.validate(upstream, subscription)) {
                upstream = subscription;
                actual.onSubscribe(this);
            }
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n)) {
                requested.accumulateAndGet(n, Operators::addCap);
                drain();
            }
        }

        @Override
        public void cancel() {
            if (cancelled) {
                return;
            }
            cancelled = true;
            if (upstream != null) {
                upstream.cancel();
            }
            stopWaitingForOpening();
            flights.forEach(Flight::abort);
            drain();
        }

        @Override
        public void onNext(Q request) {
            if (step != Step.ASKED) {
                Operators.onNextDropped(request, currentContext());
                return;
            }
            step = Step.STARTING;
            Flight flight = new Flight(request);
            flights.add(flight);
            if (cancelled) {
                flight.abort();
            } else {
                flight.start();
            }
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
            onComplete();
        }

        @Override
        public void onComplete() {
            if (step == Step.ASKED) {
                promised.decrementAndGet();
            }
            sourceEnded = true;
            drain();
        }

        private void drain() {
            if (work.getAndIncrement() != 0) {
                return;
            }
            int missed = 1;
            do {
                if (!over) {
                    publishEnded();
                    goOn();
                }
                missed = work.addAndGet(-missed);
            } while (missed != 0);
        }

        private void publishEnded() {
            for (O outcome = ended.poll(); outcome != null; outcome = ended.poll()) {
                if (cancelled) {
                    tellCancelled(outcome);
                } else {
                    promised.decrementAndGet();
                    if (requested.get() != Long.MAX_VALUE) {
                        requested.decrementAndGet();
                    }
                    actual.onNext(outcome);
                }
            }
        }

        private void goOn() {
            if (cancelled) {
                return;
            }
            if (sourceEnded && flights.isEmpty() && ended.isEmpty()) {
                over = true;
                stopWaitingForOpening();
                Throwable thrown = failure;
                if (thrown == null) {
                    actual.onComplete();
                } else {
                    actual.onError(thrown);
                }
                return;
            }
            if (sourceEnded) {
                return;
            }
            if (step == Step.READY && promised.get() < requested.get()) {
                step = Step.WAITING_FOR_OPENING;
                opening = road.opening()
                        .contextWrite(currentContext())
                        .subscribe(nothing -> {}, this::openingFailed, this::opened);
                if (cancelled) {
                    opening.dispose();
                }
            }
            if (step == Step.OPEN && upstream != null) {
                promised.incrementAndGet();
                step = Step.ASKED;
                upstream.request(1);
            }
        }

        private void stopWaitingForOpening() {
            Disposable waiting = opening;
            if (waiting != null) {
                waiting.dispose();
            }
        }

        private void opened() {
            step = Step.OPEN;
            drain();
        }

        /** The client was closed: what is under way may end, nothing more is taken. */
        private void openingFailed(Throwable thrown) {
            if (upstream != null) {
                upstream.cancel();
            }
            failure = thrown;
            sourceEnded = true;
            drain();
        }

        private void tellCancelled(O outcome) {
            try {
                onCancelled.accept(outcome);
            } catch (Throwable thrown) {
                LOGGER.warn(
                        "the listener for cancelled requests threw {}",
                        thrown.getClass().getName());
            }
        }

        /** One request under way. */
        private final class Flight implements CoreSubscriber<ApiResponse<R>> {

            private final Q request;
            private final AtomicBoolean done = new AtomicBoolean();
            private final AtomicBoolean started = new AtomicBoolean();
            private final @Nullable Exchange<R> exchange;
            private final @Nullable RuntimeException invalid;
            private volatile @Nullable Subscription subscription;

            Flight(Q request) {
                this.request = request;
                Exchange<R> made = null;
                RuntimeException refused = null;
                try {
                    made = road.exchange(request, this::letNextFollow);
                } catch (Throwable thrown) {
                    refused = thrown instanceof RuntimeException typed
                            ? typed
                            : new IllegalStateException("the request could not be written", thrown);
                }
                this.exchange = made;
                this.invalid = refused;
            }

            void start() {
                if (exchange == null) {
                    end(null, invalid);
                } else {
                    road.begin(exchange, this);
                }
            }

            void abort() {
                if (done.compareAndSet(false, true)) {
                    Subscription answer = subscription;
                    if (answer != null) {
                        answer.cancel();
                    }
                    flights.remove(this);
                    tellCancelled(outcomes.of(
                            request, null, exchange == null ? invalid : exchange.giveUp("it was cancelled", null)));
                }
            }

            @Override
            public Context currentContext() {
                return actual.currentContext();
            }

            @Override
            public void onSubscribe(Subscription answer) {
                subscription = answer;
                if (done.get()) {
                    answer.cancel();
                } else {
                    answer.request(Long.MAX_VALUE);
                }
            }

            @Override
            public void onNext(ApiResponse<R> answer) {
                end(answer.body(), null);
            }

            @Override
            public void onError(Throwable thrown) {
                if (thrown instanceof RuntimeException typed) {
                    end(null, typed);
                } else if (exchange != null && !done.get()) {
                    // Only what is wrapped round the exchange fails like this.
                    String problem = "it ended with " + thrown.getClass().getSimpleName();
                    end(null, exchange.giveUp(problem, thrown));
                }
            }

            /** After an answer it says nothing new; without one, whatever is wrapped round the exchange swallowed it. */
            @Override
            public void onComplete() {
                if (exchange != null && !done.get()) {
                    end(null, exchange.giveUp("it ended without an answer", null));
                }
            }

            private void end(@Nullable R answer, @Nullable RuntimeException thrown) {
                if (done.compareAndSet(false, true)) {
                    ended.add(outcomes.of(request, answer, thrown));
                    flights.remove(this);
                    letNextFollow();
                    drain();
                }
            }

            private void letNextFollow() {
                if (started.compareAndSet(false, true)) {
                    step = Step.READY;
                    drain();
                }
            }
        }
    }
}
