package io.texml.reactor.dialler;

import io.texml.calls.CreateCall;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.dialler.DialStream.Place;
import io.texml.reactor.internal.time.Link;
import io.texml.reactor.internal.time.SerialExecutor;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.spi.LiveCalls;
import io.texml.reactor.spi.LiveCalls.Permit;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Decides who dials next. One {@link Turn} at a time goes from a live-call permit to the opening of the client's pace and
 * limits, and only then to a request, and to its last word where it has one: so no source is asked for what could not go
 * out, and no last word waits for anything. Streams come one after the other. A call that is on its way is a
 * {@link FollowedCall} and no longer a matter of this class.
 *
 * <p>All of it runs in the dialler's {@link SerialExecutor}.
 */
final class DialLoop {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.dialler");
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final SerialExecutor serial;
    private final Timer timer;
    private final LiveCalls liveCalls;
    private final Dialling dialling;
    private final Link line = new Link();
    private final Map<Parties, Link> parked = new HashMap<>();
    private final Set<DialStream> streams = new LinkedHashSet<>();

    private @Nullable Turn turn;
    private @Nullable Disposable nextTry;
    private Duration pauseAfterFailure = FIRST_PAUSE;
    private int asked;
    private boolean paused;
    private @Nullable RuntimeException stopped;
    private final AtomicInteger waiting = new AtomicInteger();

    DialLoop(SerialExecutor serial, Timer timer, LiveCalls liveCalls, Dialling dialling) {
        this.serial = serial;
        this.timer = timer;
        this.liveCalls = liveCalls;
        this.dialling = dialling;
    }

    /** What makes calls of requests. */
    interface Dialling {

        /** Whether a dial between these two may go out now; if not, {@link DialLoop#mayDialAgain} is told when it may. */
        boolean mayDial(Parties parties);

        /** Begins to follow a call that is about to be dialled under a permit, which is the call's from here on. */
        FollowedCall begin(PlannedDial dial, Permit permit, CallListener listener);

        /**
         * Sends the one request of a source, which is asked for it when pace and limits are open.
         *
         * @param onCancelled hears what became of a request whose outcome a cancel kept back
         */
        Flux<CallOutcome> send(Publisher<CreateCall> source, Consumer<CallOutcome> onCancelled);

        /** Gives a permit back under which nothing was dialled. */
        void release(Permit permit);
    }

    /** How many requests were taken and wait. */
    int waiting() {
        return waiting.get();
    }

    /** How many streams, single dials among them, are not done with. */
    int streams() {
        return streams.size();
    }

    boolean isStopped() {
        return stopped != null;
    }

    /** A stream wants something, or wants more than before. */
    void join(DialStream stream) {
        join(stream, false);
    }

    private void join(DialStream stream, boolean inFront) {
        if (stream.place() != Place.AWAY || (stream.inHand() == null && !stream.wantsOne())) {
            return;
        }
        RuntimeException why = stopped;
        if (why != null) {
            refuse(stream, why);
            return;
        }
        streams.add(stream);
        stream.place(Place.IN_LINE);
        stream.linkBehind(inFront ? line : line.previous());
        goOn();
    }

    /** A stream wants nothing any more; what is in its hand is not dialled. */
    void leave(DialStream stream) {
        if (stream.place() == Place.ASKED) {
            asked--;
        }
        streams.remove(stream);
        stream.unlink();
        stream.place(Place.GONE);
        putDown(stream);
        goOn();
    }

    /** A request that a stream brings by itself, or that its source was asked for. */
    void arrived(DialStream stream, PlannedDial dial) {
        if (stream.place() == Place.GONE) {
            return;
        }
        boolean hadItsTurn = stream.place() == Place.ASKED;
        if (hadItsTurn) {
            asked--;
            stream.place(Place.AWAY);
        }
        stream.inHand(dial);
        waiting.incrementAndGet();
        join(stream, hadItsTurn);
        goOn();
    }

    /** A source that was asked has ended instead. */
    void nothingCame(DialStream stream) {
        if (stream.place() == Place.ASKED) {
            asked--;
            stream.place(Place.AWAY);
            goOn();
        }
    }

    /** What kept dials between these two back is over. */
    void mayDialAgain(Parties parties) {
        Link waitingForIt = parked.remove(parties);
        if (waitingForIt == null) {
            return;
        }
        // In front of the others: they had been first once.
        while (waitingForIt.isLinked()) {
            DialStream last = (DialStream) waitingForIt.previous();
            last.unlink();
            last.place(Place.IN_LINE);
            last.linkBehind(line);
        }
        goOn();
    }

    /** Takes nothing more until {@link #resume}; what is on its way goes on, and what waits for its last word only. */
    void pause() {
        paused = true;
        if (turn != null && !turn.isPrepared()) {
            giveUpTurn();
        }
    }

    void resume() {
        paused = false;
        goOn();
    }

    /** Takes nothing more for good, and tells everybody why. */
    void stop(RuntimeException why) {
        if (stopped != null) {
            return;
        }
        stopped = why;
        Turn current = turn;
        if (current != null && current.isPrepared()) {
            current.notSent(why);
        } else {
            giveUpTurn();
        }
        parked.clear();
        for (DialStream stream : List.copyOf(streams)) {
            if (stream.place() != Place.GONE) {
                stream.unlink();
                refuse(stream, why);
            }
        }
        streams.clear();
    }

    private void refuse(DialStream stream, RuntimeException why) {
        stream.place(Place.GONE);
        SerialExecutor.run(() -> stream.refused(why));
        putDown(stream);
    }

    private void goOn() {
        if (paused || stopped != null) {
            return;
        }
        Turn current = turn;
        if (current == null) {
            if (line.isLinked() && nextTry == null) {
                turn = new Turn();
                turn.start();
            }
        } else if (current.isPrepared()) {
            return;
        } else if (current.source != null) {
            choose(current);
        } else if (!line.isLinked()) {
            giveUpTurn();
        }
    }

    /** Pace and limits are open, and a permit is there: the next request in the line goes, or the next source is asked. */
    private void choose(Turn current) {
        while (line.isLinked()) {
            DialStream stream = (DialStream) line.next();
            stream.unlink();
            stream.place(Place.AWAY);
            PlannedDial planned = stream.inHand();
            if (planned == null) {
                if (stream.wantsOne()) {
                    stream.place(Place.ASKED);
                    asked++;
                    stream.askForOne();
                    // If it has one at hand, that comes before this.
                    serial.execute(this::goOn);
                    return;
                }
            } else if (dialling.mayDial(Parties.of(planned.request()))) {
                dial(current, stream, planned);
                return;
            } else {
                stream.place(Place.PARKED);
                stream.linkBehind(parkedOf(Parties.of(planned.request())).previous());
            }
        }
        if (asked == 0) {
            giveUpTurn();
        }
    }

    private void dial(Turn current, DialStream stream, PlannedDial planned) {
        Permit permit = Objects.requireNonNull(current.permit);
        if (!permit.holds()) {
            stream.place(Place.IN_LINE);
            stream.linkBehind(line);
            giveUpTurn();
            tryAgainLater();
            return;
        }
        putDown(stream);
        CallListener listener = stream.dialling(planned);
        FollowedCall call = dialling.begin(planned, permit, listener);
        current.call = call;
        call.sending(current::cancelled);
        listener.begun(call);
        join(stream);
        current.prepare(planned, call);
    }

    /** The turn has done what it can: the next one begins. */
    private void over(Turn done) {
        if (turn == done) {
            turn = null;
            goOn();
        }
    }

    private void putDown(DialStream stream) {
        if (stream.inHand() != null) {
            stream.inHand(null);
            waiting.decrementAndGet();
        }
    }

    private Link parkedOf(Parties parties) {
        return parked.computeIfAbsent(parties, key -> new Link());
    }

    private void giveUpTurn() {
        Turn current = turn;
        turn = null;
        if (current != null) {
            current.giveUp();
        }
    }

    private void tryAgainLater() {
        Duration pause = pauseAfterFailure;
        pauseAfterFailure = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        nextTry = timer.schedule(
                () -> serial.execute(() -> {
                    nextTry = null;
                    goOn();
                }),
                pause);
    }

    /**
     * From a permit to a call, and from a call to its last word. It is the loop's until its call is sent, or not, or it is given
     * up before it had one: then its permit is released, whenever it comes.
     */
    private final class Turn {

        private final Acquiring acquiring = new Acquiring(this);
        private final Sending sending = new Sending(this);
        private @Nullable Permit permit;
        private @Nullable CoreSubscriber<? super CreateCall> source;
        private @Nullable FollowedCall call;
        private boolean givenUp;
        private boolean isDone;
        private @Nullable Disposable lastWord;

        void start() {
            Mono.defer(liveCalls::acquire).subscribe(acquiring);
        }

        private void granted(Permit granted) {
            if (givenUp || permit != null) {
                dialling.release(granted);
                return;
            }
            permit = granted;
            pauseAfterFailure = FIRST_PAUSE;
            dialling.send(new OneRequest(this), outcome -> serial.execute(() -> answered(outcome)))
                    .subscribe(sending);
        }

        private void noPermit(@Nullable Throwable failure) {
            if (permit != null || givenUp) {
                return;
            }
            givenUp = true;
            turn = null;
            LOGGER.warn(
                    "no permit for a live call, trying again in {}: {}",
                    pauseAfterFailure,
                    failure == null ? "none came" : failure.getClass().getName());
            tryAgainLater();
        }

        private void opened(CoreSubscriber<? super CreateCall> subscriber) {
            if (givenUp) {
                subscriber.onComplete();
            } else if (source == null) {
                source = subscriber;
                goOn();
            }
        }

        /** Before there is a call, only a client that was closed ends it. */
        private void failed(Throwable failure) {
            FollowedCall begun = call;
            if (isPrepared()) {
                notSent(failure);
            } else if (begun != null) {
                begun.lost(failure);
            } else if (!givenUp) {
                stop(
                        failure instanceof RuntimeException typed
                                ? typed
                                : new IllegalStateException("nothing can be dialled any more", failure));
            }
        }

        /** Whether it has a call that waits for its last word. */
        boolean isPrepared() {
            return call != null && !isDone;
        }

        private void prepare(PlannedDial planned, FollowedCall begun) {
            PlannedDial.Earlier earlier = planned.earlier();
            Function<? super LiveCalls.Dial, Mono<Boolean>> asked = planned.lastWord();
            if (earlier != null) {
                done();
                begun.madeEarlier(earlier);
            } else if (asked == null) {
                send(begun);
            } else {
                LiveCalls.Dial dial = begun.announced();
                lastWord = Mono.defer(() -> asked.apply(dial))
                        .defaultIfEmpty(false)
                        .subscribe(
                                isYes -> serial.execute(() -> decided(begun, isYes)),
                                failure -> serial.execute(() -> notSent(failure)));
            }
        }

        private void decided(FollowedCall begun, boolean isYes) {
            if (isDone) {
                return;
            }
            if (!isYes) {
                notSent(new CancellationException("the last word on this dial was not to send it"));
            } else if (Objects.requireNonNull(permit).holds()) {
                send(begun);
            } else {
                notSent(new IllegalStateException("the permit of this dial was lost before it could be sent"));
            }
        }

        private void send(FollowedCall begun) {
            isDone = true;
            begun.written();
            // What it sets off comes back through the executor.
            CoreSubscriber<? super CreateCall> way = Objects.requireNonNull(source);
            way.onNext(begun.request());
            way.onComplete();
            over(this);
        }

        /** Its call is not sent, for certain. */
        void notSent(Throwable why) {
            if (!isDone) {
                done();
                Objects.requireNonNull(call).notWritten(why);
            }
        }

        /** The way that was open is given back. */
        private void done() {
            isDone = true;
            if (lastWord != null) {
                lastWord.dispose();
            }
            Objects.requireNonNull(source).onComplete();
            over(this);
        }

        /** The call's follower went away. */
        private void cancelled() {
            if (isPrepared()) {
                notSent(new CancellationException("the dial was cancelled before it was sent"));
            } else {
                sending.cancel();
            }
        }

        private void answered(CallOutcome outcome) {
            if (call != null) {
                call.answered(outcome);
            }
        }

        private void giveUp() {
            givenUp = true;
            acquiring.cancel();
            sending.cancel();
            if (permit != null) {
                dialling.release(permit);
            }
        }
    }

    /** Waits for a permit. One that was granted while this was cancelled arrives all the same, and is released then. */
    private final class Acquiring extends BaseSubscriber<Permit> {

        private final Turn owner;

        Acquiring(Turn owner) {
            this.owner = owner;
        }

        @Override
        protected void hookOnNext(Permit granted) {
            serial.execute(() -> owner.granted(granted));
        }

        @Override
        protected void hookOnComplete() {
            serial.execute(() -> owner.noPermit(null));
        }

        @Override
        protected void hookOnError(Throwable failure) {
            serial.execute(() -> owner.noPermit(failure));
        }
    }

    /** Hears of one dial's outcome; cancelling it takes the dial back, if it has not been written. */
    private final class Sending extends BaseSubscriber<CallOutcome> {

        private final Turn owner;

        Sending(Turn owner) {
            this.owner = owner;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(1);
        }

        @Override
        protected void hookOnNext(CallOutcome outcome) {
            serial.execute(() -> owner.answered(outcome));
        }

        @Override
        protected void hookOnError(Throwable failure) {
            serial.execute(() -> owner.failed(failure));
        }
    }

    /** A source of one request, which is chosen when it is asked for. */
    private final class OneRequest implements Publisher<CreateCall> {

        private final Turn owner;

        OneRequest(Turn owner) {
            this.owner = owner;
        }

        @Override
        public void subscribe(org.reactivestreams.Subscriber<? super CreateCall> subscriber) {
            CoreSubscriber<? super CreateCall> core = reactor.core.publisher.Operators.toCoreSubscriber(subscriber);
            core.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {
                    serial.execute(() -> owner.opened(core));
                }

                @Override
                public void cancel() {
                    // The turn is given up by the one who cancels.
                }
            });
        }
    }
}
