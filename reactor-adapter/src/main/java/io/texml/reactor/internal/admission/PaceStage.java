package io.texml.reactor.internal.admission;

import io.texml.ApiResponse;
import io.texml.operation.Operation;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.Stage;
import io.texml.reactor.spi.DialPace;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Takes what starts a call leg through the dial pace first; everything else goes straight to the gate. */
public final class PaceStage implements Stage {

    private final GateStage gate;
    private final PaceLine line;
    private final Sinks.Empty<Void> closing = Sinks.empty();

    public PaceStage(GateStage gate, PaceLine line) {
        this.gate = gate;
        this.line = line;
    }

    @Override
    public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
        DialPace pace = line.paceOf(exchange.operation());
        if (pace == null) {
            gate.begin(exchange, subscriber);
        } else {
            subscriber.onSubscribe(new PaceTurn<>(pace, line, gate, exchange, subscriber));
        }
    }

    /**
     * Completes when a request for this operation that came now would be sent at once; takes nothing. A pace that fails
     * keeps nobody waiting here: the request itself meets the failure then, and tells it as its own.
     */
    public Mono<Void> opening(Operation<?> operation) {
        DialPace pace = line.paceOf(operation);
        if (pace == null) {
            return gate.opening(operation);
        }
        return PaceOpening.of(pace).takeUntilOther(closing()).then(gate.opening(operation));
    }

    /** How many wait for the dial pace. */
    public int waiting() {
        return line.size();
    }

    /** Sends nothing more; those who wait fail at once, what is under way goes on. */
    public void close() {
        line.close();
        gate.close();
        // Last: who was pausing comes here now, and finds the gate closed.
        closing.tryEmitEmpty();
    }

    /** Completes when nothing is sent any more. */
    public Mono<Void> closing() {
        return closing.asMono();
    }
}
