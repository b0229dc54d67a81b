package io.texml.reactor.internal.media;

import io.texml.ClientClosedException;
import io.texml.ExchangeDetails;
import io.texml.SaturationException;
import io.texml.reactor.internal.admission.AdmissionGate;
import io.texml.reactor.internal.time.WaitingLine;
import io.texml.reactor.internal.transport.HttpAttempt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.SignalType;

/**
 * One download's turn at a gate: from its admission to the moment at which it has ended, however it ends, and its
 * connections are free.
 *
 * <p>The line decides between grant and leaving. States from there on, each change one compare-and-set:
 *
 * <ul>
 *   <li>{@code NEW}, at first.
 *   <li>{@code UNDER_WAY}, from the grant on, with a permit.
 *   <li>{@code OVER}, from the download's end or cancel on, on any thread. The permit goes back when nobody of
 *       {@code users} is left.
 * </ul>
 */
final class DownloadTurn extends WaitingLine.Waiter {

    private enum State {
        NEW,
        UNDER_WAY,
        OVER
    }

    private final AdmissionGate gate;
    private final ExchangeDetails details;
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    /** The download itself while it is under way, and each of its attempts till its connection is free. */
    private final AtomicInteger users = new AtomicInteger(1);

    private volatile boolean cancelled;
    private volatile @Nullable MonoSink<Void> sink;

    private DownloadTurn(AdmissionGate gate, ExchangeDetails details) {
        this.gate = gate;
        this.details = details;
    }

    /**
     * The download, begun when the gate lets it in; lazy.
     *
     * @param waiting what becomes of the time before its turn
     * @param download makes its requests through the turn's {@link #attempt}
     */
    static <T> Flux<T> of(
            AdmissionGate gate,
            ExchangeDetails details,
            UnaryOperator<Flux<Void>> waiting,
            Function<DownloadTurn, ? extends Publisher<T>> download) {
        return Flux.defer(() -> {
            DownloadTurn turn = new DownloadTurn(gate, details);
            return waiting.apply(Mono.<Void>create(turn::enter).flux())
                    .thenMany(Flux.defer(() -> download.apply(turn)))
                    .doFinally(turn::end);
        });
    }

    /**
     * One attempt of this download, which then counts until its connection is free; lazy.
     *
     * @param request makes the request; before it writes, it must take the connection for the attempt that it is given
     */
    <T> Flux<T> attempt(Function<HttpAttempt<T>, ? extends Publisher<T>> request) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                HttpAttempt<T> attempt = HttpAttempt.forStream(actual, DownloadTurn.this::leave);
                Publisher<T> made = request.apply(attempt);
                users.incrementAndGet();
                attempt.begin(made);
            }
        };
    }

    private void enter(MonoSink<Void> waiting) {
        sink = waiting;
        switch (gate.enter(this)) {
            case ADMITTED -> admitted();
            case CLOSED -> closed();
            case FULL ->
                waiting.error(new SaturationException(
                        SaturationException.Bound.QUEUE_LENGTH,
                        "download less at once, or raise maxWaiting or maxConnections",
                        details));
            case WAITING, GONE -> {}
        }
    }

    @Override
    protected void admitted() {
        if (state.compareAndSet(State.NEW, State.UNDER_WAY)) {
            signal().success();
        } else {
            gate.release();
        }
    }

    @Override
    protected void closed() {
        signal().error(new ClientClosedException(details));
    }

    private void end(SignalType signal) {
        if (!gate.leave(this) && state.getAndSet(State.OVER) == State.UNDER_WAY) {
            cancelled = signal == SignalType.CANCEL;
            leave();
        }
    }

    private void leave() {
        if (users.decrementAndGet() > 0) {
            return;
        }
        if (cancelled) {
            gate.releaseCancelled(() -> {});
        } else {
            gate.release();
        }
    }

    @SuppressWarnings("NullAway") // set before the gate knows of this turn
    private MonoSink<Void> signal() {
        return sink;
    }
}
