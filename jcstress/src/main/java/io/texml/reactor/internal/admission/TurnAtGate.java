package io.texml.reactor.internal.admission;

import io.texml.ApiResponse;
import io.texml.reactor.internal.Caller;
import io.texml.reactor.internal.HandClock;
import io.texml.reactor.internal.Parts;
import io.texml.reactor.internal.Wire;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.time.WaitingLine;
import java.time.Duration;
import org.reactivestreams.Subscription;

/** A gate with its permits, some of which others have, and one exchange's turn there. */
final class TurnAtGate {

    final HandClock clock = new HandClock();
    final Wire wire = new Wire();
    final AdmissionGate gate;
    final Attempts attempts;
    final GateStage stage;
    final Exchange<String> exchange = Parts.exchange(clock);
    final Caller<ApiResponse<String>> caller = new Caller<>();
    final Subscription turn;

    /** @param others how many permits are taken */
    TurnAtGate(int permits, int others) {
        gate = Parts.gate(permits, clock);
        attempts = Parts.attempts(wire, gate, clock);
        stage = Parts.gateStage(gate, attempts, clock);
        for (int i = 0; i < others; i++) {
            gate.enter(new Other());
        }
        turn = stage.turn(exchange, null, caller);
    }

    void request() {
        turn.request(Long.MAX_VALUE);
    }

    /** The permit of a cancelled attempt goes on a moment later. */
    int underWayAMomentLater() {
        clock.pass(AdmissionGate.LOOK);
        return gate.underWay();
    }

    private static final class Other extends WaitingLine.Waiter {

        @Override
        protected void admitted() {}

        @Override
        protected void closed() {}

        @Override
        protected void paused(Duration length) {}
    }
}
