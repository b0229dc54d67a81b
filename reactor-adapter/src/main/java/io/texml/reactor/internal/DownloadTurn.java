package io.texml.reactor.internal;

import io.texml.ClientClosedException;
import io.texml.ExchangeDetails;
import io.texml.SaturationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
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
 */
final class DownloadTurn extends WaitingLine.Waiter {

    private enum State {
        NEW,
        IN_LINE,
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
     * @param download makes its requests through the turn's {@link #attempt}
     */
    static <T> Flux<T> of(
            AdmissionGate gate, ExchangeDetails details, Function<DownloadTurn, ? extends Publisher<T>> download) {
        return Flux.defer(() -> {
            DownloadTurn turn = new DownloadTurn(gate, details);
            return Mono.<Void>create(turn::enter)
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
        if (!state.compareAndSet(State.NEW, State.IN_LINE)) {
            return;
        }
        switch (gate.enter(this)) {
            case ADMITTED -> admitted();
            case CLOSED -> closed();
            case FULL -> {
                state.set(State.OVER);
                waiting.error(new SaturationException(
                        SaturationException.Bound.QUEUE_LENGTH,
                        "download less at once, or raise maxWaiting or maxConnections",
                        details));
            }
            case WAITING -> {
                // It may have been cancelled before it was in the line.
                if (state.get() == State.OVER) {
                    gate.leave(this);
                }
            }
        }
    }

    @Override
    void admitted() {
        if (state.compareAndSet(State.IN_LINE, State.UNDER_WAY)) {
            signal().success();
        } else {
            gate.release();
        }
    }

    @Override
    void closed() {
        state.set(State.OVER);
        signal().error(new ClientClosedException(details));
    }

    private void end(SignalType signal) {
        switch (state.getAndSet(State.OVER)) {
            case UNDER_WAY -> {
                cancelled = signal == SignalType.CANCEL;
                leave();
            }
            case IN_LINE -> gate.leave(this);
            case NEW, OVER -> {}
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
