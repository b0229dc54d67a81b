package io.texml.reactor.internal;

import io.texml.ClientClosedException;
import io.texml.ExchangeDetails;
import io.texml.SaturationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** One download's turn at a gate: from its admission to its end, however it ends. */
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
    private volatile @Nullable MonoSink<Void> sink;

    private DownloadTurn(AdmissionGate gate, ExchangeDetails details) {
        this.gate = gate;
        this.details = details;
    }

    /** The download, begun when the gate lets it in; lazy. */
    static <T> Flux<T> of(AdmissionGate gate, ExchangeDetails details, Supplier<? extends Publisher<T>> download) {
        return Flux.defer(() -> {
            DownloadTurn turn = new DownloadTurn(gate, details);
            return Mono.<Void>create(turn::enter).thenMany(Flux.defer(download)).doFinally(signal -> turn.end());
        });
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

    private void end() {
        switch (state.getAndSet(State.OVER)) {
            case UNDER_WAY -> gate.release();
            case IN_LINE -> gate.leave(this);
            case NEW, OVER -> {}
        }
    }

    @SuppressWarnings("NullAway") // set before the gate knows of this turn
    private MonoSink<Void> signal() {
        return sink;
    }
}
