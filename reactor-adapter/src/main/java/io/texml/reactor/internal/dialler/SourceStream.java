package io.texml.reactor.internal.dialler;

import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.LiveCallEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Dials the requests of a source and publishes one result for each, in the order in which the calls end.
 *
 * <p>The source is asked for one request at a time, by {@link DialLoop}, and never for more than there is demand for results:
 * {@code promised} counts requests that were asked for, wait or are under way, and whose result is not published yet.
 */
public final class SourceStream extends Flux<CallResult> {

    private final DiallerCore core;
    private final Publisher<? extends CreateCall> source;

    /** A result for each request of the source; lazy. */
    public SourceStream(DiallerCore core, Publisher<? extends CreateCall> source) {
        this.core = core;
        this.source = source;
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
        private final Deque<CreateCall> again = new ArrayDeque<>(0);
        private final Set<CreateCall> second = Collections.newSetFromMap(new IdentityHashMap<>(0));

        private @Nullable Subscription upstream;
        private long requested;
        private long promised;
        private boolean isSourceAsked;
        private boolean isSourceOver;
        private boolean isOver;
        private @Nullable Throwable failure;

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
                CreateCall waiting = inHand();
                core.loop().leave(this);
                if (waiting != null) {
                    Operators.onDiscard(waiting, actual.currentContext());
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
            return !again.isEmpty() || (!isSourceOver && promised < requested);
        }

        @Override
        void askForOne() {
            CreateCall request = again.poll();
            if (request != null) {
                core.serial().execute(() -> core.loop().arrived(this, request));
            } else if (upstream != null) {
                promised++;
                isSourceAsked = true;
                upstream.request(1);
            }
        }

        private void came(CreateCall request) {
            isSourceAsked = false;
            if (isOver) {
                Operators.onDiscard(request, actual.currentContext());
                return;
            }
            RuntimeException problem = core.problem(request);
            if (problem == null) {
                core.loop().arrived(this, request);
            } else {
                core.loop().nothingCame(this);
                publish(notDialled(request, problem));
                core.loop().join(this);
            }
        }

        private void sourceEnded(@Nullable Throwable thrown) {
            if (isOver) {
                return;
            }
            failure = thrown;
            isSourceOver = true;
            if (isSourceAsked) {
                isSourceAsked = false;
                promised--;
                core.loop().nothingCame(this);
            }
            endIfAllIsTold();
        }

        @Override
        CallListener dialling(CreateCall request) {
            Dialled dialled = new Dialled(request);
            underWay.add(dialled);
            return dialled;
        }

        /** The dialler stops: what was taken is told as not dialled, what is under way comes to its end. */
        @Override
        void refused(RuntimeException why) {
            cancelUpstream();
            CreateCall waiting = inHand();
            if (waiting != null) {
                publish(notDialled(waiting, why));
            }
            for (CreateCall request = again.poll(); request != null; request = again.poll()) {
                publish(notDialled(request, why));
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
            actual.onNext(result);
        }

        private void endIfAllIsTold() {
            boolean isWaiting = inHand() != null && place() != Place.GONE;
            if (isOver || !isSourceOver || isWaiting || !again.isEmpty() || !underWay.isEmpty()) {
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

        /** One call of the stream. */
        private final class Dialled implements CallListener {

            private final CreateCall request;
            private @Nullable FollowedCall call;

            Dialled(CreateCall request) {
                this.request = request;
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
                underWay.remove(this);
                if (core.mayRedial(result) && place() != Place.GONE && second.add(request)) {
                    again.add(request);
                    core.loop().join(Stream.this);
                    return;
                }
                second.remove(request);
                publish(result);
                endIfAllIsTold();
                core.loop().join(Stream.this);
            }

            void cancel() {
                if (call != null) {
                    call.cancel(core.settings().hangsUpOnCancel());
                }
            }
        }

        /** The source's side; on its threads. */
        private final class Inlet implements CoreSubscriber<CreateCall> {

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
            public void onNext(CreateCall request) {
                core.serial().execute(() -> came(request));
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
