package io.texml.reactor.dialler;

import io.texml.ClientClosedException;
import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.internal.time.SerialExecutor;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Dials the requests of a source and publishes one result for each, in the order in which the calls end.
 *
 * <p>The source is asked for one request at a time, by {@link DialLoop}, and never for more than there is demand for results:
 * {@code promised} counts requests that were asked for, wait or are under way, and whose result is not published yet.
 */
final class SourceStream<T> extends Flux<CallResult> {

    private final DiallerCore core;
    private final Publisher<? extends T> source;
    private final Function<T, PlannedDial> plan;

    /** A result for each element of the source; lazy. */
    SourceStream(DiallerCore core, Publisher<? extends T> source, Function<T, PlannedDial> plan) {
        this.core = core;
        this.source = source;
        this.plan = plan;
    }

    @Override
    public void subscribe(CoreSubscriber<? super CallResult> actual) {
        source.subscribe(new Stream(actual).inlet);
    }

    /** One subscription. Its fields are touched in the dialler's {@link SerialExecutor} only. */
    private final class Stream extends DialStream implements Subscription {

        private final CoreSubscriber<? super CallResult> actual;
        private final Inlet inlet = new Inlet();
        private final Set<Dialled> underWay = new LinkedHashSet<>();

        private @Nullable Subscription upstream;
        private long requested;
        private long promised;
        private boolean isSourceAsked;
        private boolean isSourceOver;
        private boolean isOver;
        private @Nullable Throwable failure;
        private @Nullable RuntimeException refusal;

        Stream(CoreSubscriber<? super CallResult> actual) {
            this.actual = actual;
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n)) {
                core.serial().execute(() -> {
                    requested = Operators.addCap(requested, n);
                    core.loop().join(this);
                });
            }
        }

        @Override
        public void cancel() {
            core.serial().execute(() -> {
                if (isOver) {
                    return;
                }
                isOver = true;
                cancelUpstream();
                PlannedDial waiting = inHand();
                core.loop().leave(this);
                if (waiting != null) {
                    Operators.onDiscard(waiting.request(), actual.currentContext());
                }
                List.copyOf(underWay).forEach(Dialled::cancel);
                underWay.clear();
            });
        }

        private void cancelUpstream() {
            isSourceOver = true;
            if (upstream != null) {
                upstream.cancel();
            }
        }

        @Override
        boolean wantsOne() {
            return !isSourceOver && promised < requested;
        }

        @Override
        void askForOne() {
            if (upstream != null) {
                promised++;
                isSourceAsked = true;
                upstream.request(1);
            }
        }

        private void came(T element) {
            if (isOver || !isSourceAsked) {
                Operators.onDiscard(element, actual.currentContext());
                if (!isSourceOver) {
                    cancelUpstream();
                    sourceEnded(Exceptions.failWithOverflow("the source gave more requests than it was asked for"));
                }
                return;
            }
            isSourceAsked = false;
            PlannedDial dial = plan.apply(element);
            RuntimeException problem = refusal == null ? core.problem(dial.request()) : refusal;
            if (problem == null) {
                core.loop().arrived(this, dial);
            } else {
                core.loop().nothingCame(this);
                publish(notDialled(dial.request(), problem));
                core.loop().join(this);
            }
        }

        private void sourceEnded(@Nullable Throwable thrown) {
            if (isOver) {
                return;
            }
            failure = failure == null ? thrown : failure;
            isSourceOver = true;
            if (isSourceAsked) {
                isSourceAsked = false;
                promised--;
                core.loop().nothingCame(this);
            }
            endIfAllIsTold();
        }

        @Override
        CallListener dialling(PlannedDial dial) {
            Dialled dialled = new Dialled(dial);
            underWay.add(dialled);
            return dialled;
        }

        /** The dialler stops: what was taken is told as not dialled, what is under way comes to its end. */
        @Override
        void refused(RuntimeException why) {
            cancelUpstream();
            refusal = why;
            failure = why instanceof ClientClosedException ? why : failure;
            PlannedDial waiting = inHand();
            if (waiting != null) {
                publish(notDialled(waiting.request(), why));
            }
            endIfAllIsTold();
        }

        private void publish(CallResult result) {
            if (isOver) {
                return;
            }
            promised--;
            if (requested != Long.MAX_VALUE) {
                requested--;
            }
            try {
                actual.onNext(result);
            } catch (Throwable thrown) {
                // It broke the rules; its calls are not left without anybody.
                cancel();
                throw thrown;
            }
        }

        private void endIfAllIsTold() {
            boolean isWaiting = inHand() != null && place() != Place.GONE;
            if (isOver || !isSourceOver || isWaiting || !underWay.isEmpty()) {
                return;
            }
            isOver = true;
            core.loop().leave(this);
            if (failure == null) {
                actual.onComplete();
            } else {
                actual.onError(failure);
            }
        }

        private CallResult notDialled(CreateCall request, RuntimeException why) {
            return new CallResult(
                    request, null, Outcome.NOT_DIALLED, null, why, null, null, null, null, null, List.of(), false);
        }

        /** One call of the stream; on its own in the loop's line if it is dialled once more. */
        private final class Dialled extends DialStream implements CallListener {

            private final PlannedDial dial;
            private @Nullable FollowedCall call;
            private @Nullable CallResult first;

            Dialled(PlannedDial dial) {
                this.dial = dial;
            }

            @Override
            public void begun(FollowedCall begun) {
                call = begun;
            }

            @Override
            public void happened(LiveCallEvent event) {
                // Results only.
            }

            @Override
            public void ended(CallResult result, Instant at) {
                if (isOver) {
                    return;
                }
                FollowedCall dialled = call;
                boolean isRepeated = core.settings().redialsUnknown() && dial.mayBeRepeated();
                if (first == null && dialled != null && isRepeated && dialled.wasNotFound()) {
                    first = result;
                    call = null;
                    core.loop().arrived(this, dial);
                    return;
                }
                core.loop().leave(this);
                CallResult unknown = result.outcome() == Outcome.NOT_DIALLED ? first : null;
                tell(unknown == null ? result : unknown);
            }

            private void tell(CallResult result) {
                underWay.remove(this);
                publish(result);
                endIfAllIsTold();
                core.loop().join(Stream.this);
            }

            void cancel() {
                core.loop().leave(this);
                if (call != null) {
                    call.cancel(core.settings().hangsUpOnCancel());
                }
            }

            @Override
            boolean wantsOne() {
                return false;
            }

            @Override
            void askForOne() {
                throw new IllegalStateException("a call that is dialled once more has its request");
            }

            @Override
            CallListener dialling(PlannedDial again) {
                return this;
            }

            /** What is not known of the first dial stays unknown. */
            @Override
            void refused(RuntimeException why) {
                tell(Objects.requireNonNull(first));
            }
        }

        /** The source's side; on its threads. */
        private final class Inlet implements CoreSubscriber<T> {

            @Override
            public Context currentContext() {
                return actual.currentContext();
            }

            @Override
            public void onSubscribe(Subscription subscription) {
                if (Operators.validate(upstream, subscription)) {
                    upstream = subscription;
                    actual.onSubscribe(Stream.this);
                }
            }

            @Override
            public void onNext(T element) {
                core.serial().execute(() -> came(element));
            }

            @Override
            public void onError(Throwable thrown) {
                core.serial().execute(() -> sourceEnded(thrown));
            }

            @Override
            public void onComplete() {
                core.serial().execute(() -> sourceEnded(null));
            }
        }
    }
}
