package io.texml.reactor.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.texml.reactor.internal.exchange.ConnectionLease;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.util.context.Context;

/**
 * One request's use of a connection, from asking the pool for it until it is back there or closed.
 *
 * <p>A cancel is carried out by the connection's own loop, and only while the connection is still this request's. Reactor
 * Netty closes from the cancelling thread: its loop may read the answer first and hand the connection to another request,
 * which the close then hits. A request that still waits for its connection is not cancelled in the pool, which would keep it
 * in its queue for as long as it may wait: the connection that comes for it is closed unused.
 *
 * <p>A failure and the end of a stream are handed on by a task of their own: Reactor Netty signals them before it gives the
 * connection back, and who sends the next request in reaction must find it there.
 *
 * <p>States, each change one compare-and-set:
 *
 * <ul>
 *   <li>{@code CONNECTING}, at first. Nothing was written.
 *   <li>{@code ON_CONNECTION}, from {@link #take}, on the connection's loop: a request is about to be written.
 *   <li>{@code CANCELLED}, from {@link #cancel}, on any thread. Nothing is handed on any more.
 *   <li>{@code OVER}: the answer, the failure or the end is handed on, on the connection's loop.
 * </ul>
 *
 * {@code ended} says that nothing more comes from the connection; the loop alone reads and writes it.
 */
public final class HttpAttempt<T> implements CoreSubscriber<T>, ConnectionLease, Consumer<Connection>, Runnable {

    /** How many connections that turn out to be out of step are passed over for one request. */
    private static final int MOST_PASSED_OVER = 3;

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<HttpAttempt, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(HttpAttempt.class, State.class, "state");

    private final CoreSubscriber<? super T> actual;
    private final UnaryOperator<Throwable> translation;
    private final Context context;
    /** Whether values are handed on as they come, or there is one that is the answer. */
    private final boolean streams;

    private volatile State state = State.CONNECTING;
    private volatile Runnable whenFree;
    private volatile @Nullable Connection connection;
    /** Of the connection, which forgets it when it is given back. */
    private volatile @Nullable Channel channel;

    private @Nullable Publisher<T> request;

    // Both under the lock: a request may meet the change to another connection.
    private @Nullable Subscription upstream;
    private long requested;
    private @Nullable Throwable failure;
    private int passedOver;
    private boolean ended;

    private enum State {
        CONNECTING,
        ON_CONNECTION,
        CANCELLED,
        OVER
    }

    private HttpAttempt(
            CoreSubscriber<? super T> actual,
            UnaryOperator<Throwable> translation,
            boolean streams,
            Runnable whenFree) {
        this.actual = actual;
        this.translation = translation;
        this.streams = streams;
        this.whenFree = whenFree;
        Context outer = actual.currentContext();
        this.context = Operators.enableOnDiscard(outer, dropped -> discard(dropped, outer));
    }

    /** An attempt with one answer. */
    static <T> HttpAttempt<T> forAnswer(CoreSubscriber<? super T> actual, UnaryOperator<Throwable> translation) {
        return new HttpAttempt<>(actual, translation, false, HttpAttempt::nobodyAsks);
    }

    /**
     * An attempt whose values are handed on as they come.
     *
     * @param whenFree runs once, however the attempt ends, as in {@link ConnectionLease#cancel}; before the end is handed on
     */
    public static <T> HttpAttempt<T> forStream(CoreSubscriber<? super T> actual, Runnable whenFree) {
        return new HttpAttempt<>(actual, UnaryOperator.identity(), true, whenFree);
    }

    private static void nobodyAsks() {}

    /** Begins. Before it writes, the request must {@link #take} the connection that it got. */
    public void begin(Publisher<T> httpRequest) {
        request = httpRequest;
        httpRequest.subscribe(this);
    }

    /**
     * Takes a connection for a request that is about to be written; on the connection's loop.
     *
     * @return null when the request may be written; otherwise what stands in its place
     */
    public @Nullable Publisher<Void> take(NettyOutbound outbound) {
        outbound.withConnection(this);
        if (state == State.CONNECTING) {
            Throwable handshake = HandshakeFailure.of(channel());
            if (handshake != null) {
                return fail(handshake);
            }
            Http1Codec.Step step = Http1Codec.lookBeforeWrite(channel());
            if (step != Http1Codec.Step.IN_STEP) {
                return step == Http1Codec.Step.OUT_AGAIN && passedOver < MOST_PASSED_OVER
                        ? passOver()
                        : fail(new OutOfStepException());
            }
            if (STATE.compareAndSet(this, State.CONNECTING, State.ON_CONNECTION)) {
                FailureBeforeAnswer.await(channel(), this);
                return null;
            }
        }
        if (state == State.ON_CONNECTION) {
            return fail(new RepeatedException());
        }
        run();
        return Mono.never();
    }

    /** Goes on with another connection: nothing was written on this one. */
    private Publisher<Void> passOver() {
        passedOver++;
        // Without a failure: Reactor Netty would log each as a warning.
        current().cancel();
        channel().closeFuture().addListener(closed -> beginAgain());
        return Mono.never();
    }

    private void beginAgain() {
        if (state == State.CONNECTING) {
            begin(request());
        } else {
            // Cancelled meanwhile, with nothing in its hands.
            ended = true;
            whenFree.run();
        }
    }

    /**
     * Ends a request of whose answer nothing was handed on, with its connection; on the connection's loop.
     *
     * @return what stands in the request's place. A failure there would be logged by Reactor Netty, with its stack trace
     */
    Publisher<Void> fail(Throwable reason) {
        if (!ended) {
            failure = reason;
            endWithConnection(this::handOnEnd);
        }
        return Mono.never();
    }

    /** The connection that the request got. */
    @Override
    public void accept(Connection got) {
        channel = got.channel();
        connection = got;
    }

    private static void discard(Object dropped, Context outer) {
        // An answer that is dropped on the way here: nobody else would read it or give its connection back.
        if (dropped instanceof Connection connection) {
            connection.dispose();
        } else {
            Operators.onDiscard(dropped, outer);
        }
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        boolean first;
        long asked;
        synchronized (this) {
            first = upstream == null;
            upstream = subscription;
            asked = requested;
        }
        if (first) {
            actual.onSubscribe(this);
        } else {
            // Nothing has come yet, so all that was asked for is still due.
            subscription.request(asked);
        }
    }

    @Override
    public void request(long n) {
        if (!Operators.validate(n)) {
            return;
        }
        Subscription asked;
        synchronized (this) {
            requested = Operators.addCap(requested, n);
            asked = current();
        }
        asked.request(n);
    }

    @Override
    public void onNext(T value) {
        if (streams) {
            if (state == State.ON_CONNECTION) {
                actual.onNext(value);
            }
        } else if (!ended) {
            ended = true;
            if (isHandedOn()) {
                actual.onNext(value);
                actual.onComplete();
            } else {
                whenFree.run();
            }
        }
    }

    @Override
    public void onError(Throwable thrown) {
        if (ended) {
            return;
        }
        failure = thrown;
        end();
    }

    @Override
    public void onComplete() {
        if (!ended) {
            end();
        }
    }

    private void end() {
        ended = true;
        onLoop(this::handOnEnd);
    }

    private void handOnEnd() {
        if (failure != null) {
            closeIfHeld();
        }
        boolean handedOn = isHandedOn();
        if (streams || !handedOn) {
            whenFree.run();
        }
        if (!handedOn) {
            return;
        }
        if (failure == null) {
            actual.onComplete();
        } else {
            actual.onError(translation.apply(failure));
        }
    }

    /** A failure that Reactor Netty told, but that did not end the connection. */
    private void closeIfHeld() {
        Connection got = connection;
        Channel used = channel;
        if (got != null && used != null && got.channel() == used) {
            got.markPersistent(false);
            ChannelFuture unused = used.close();
        }
    }

    private boolean isHandedOn() {
        return STATE.compareAndSet(this, State.ON_CONNECTION, State.OVER)
                || STATE.compareAndSet(this, State.CONNECTING, State.OVER);
    }

    @Override
    public void cancel() {
        cancel(whenFree);
    }

    @Override
    public void cancel(Runnable free) {
        whenFree = free;
        if (STATE.compareAndSet(this, State.CONNECTING, State.CANCELLED)) {
            // It holds nothing yet. The connection that comes for it is closed, and then it ends.
            return;
        }
        if (STATE.compareAndSet(this, State.ON_CONNECTION, State.CANCELLED)) {
            if (channel().eventLoop().inEventLoop()) {
                run();
            } else {
                onLoop(this);
            }
        } else if (!streams) {
            free.run();
        }
    }

    /** The cancel, on the connection's loop. */
    @Override
    public void run() {
        // Otherwise the connection is free already, and what comes next finds the cancel.
        if (!ended) {
            endWithConnection(() -> whenFree.run());
        }
    }

    private void endWithConnection(Runnable whenItIsFree) {
        ended = true;
        Connection held = heldConnection();
        // Asked for first: it completes at once when the whole answer was there and the connection has been given back.
        held.onTerminate().subscribe(nothing -> {}, failed -> onLoop(whenItIsFree), () -> onLoop(whenItIsFree));
        held.markPersistent(false);
        current().cancel();
    }

    private void onLoop(Runnable work) {
        Channel used = channel;
        if (used == null) {
            work.run();
            return;
        }
        try {
            used.eventLoop().execute(work);
        } catch (RejectedExecutionException loopIsClosing) {
            work.run();
        }
    }

    @SuppressWarnings("NullAway") // set before anything is written
    private Channel channel() {
        return channel;
    }

    @SuppressWarnings("NullAway") // set before anything is written
    private Connection heldConnection() {
        return connection;
    }

    @SuppressWarnings("NullAway") // set before anybody can ask or cancel
    private synchronized Subscription current() {
        return upstream;
    }

    @SuppressWarnings("NullAway") // set when it begins
    private Publisher<T> request() {
        return request;
    }

    /** A connection on which bytes lie that no request awaits, or that the server has closed. Nothing was written on it. */
    static final class OutOfStepException extends IOException {

        private static final long serialVersionUID = 1L;

        private OutOfStepException() {
            super("the connection was out of step");
        }
    }

    /** Reactor Netty would write the request once more, as its authentication does, which no setting of ours prevents. */
    static final class RepeatedException extends IOException {

        private static final long serialVersionUID = 1L;

        private RepeatedException() {
            super("the request would have been repeated");
        }
    }
}
