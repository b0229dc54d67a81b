package io.texml.reactor.internal.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.Parts;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A permit comes free for the exchange that waits in the moment in which it has waited long enough: it is sent or told,
 * once. Observed: how many attempts were sent, how often the caller was told, and the permits that are taken.
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "Its turn came first: it is under way.")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Its time was up first: the permit is free.")
@State
public class WaitAgainstGrant {

    private final TurnAtGate at = new TurnAtGate(1, 1);

    public WaitAgainstGrant() {
        at.request();
    }

    @Actor
    public void grant() {
        at.gate.release();
    }

    @Actor
    public void timeIsUp() {
        at.clock.pass(Parts.TOTAL_TIMEOUT.toNanos());
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = at.wire.sent();
        result.r2 = at.caller.failures();
        result.r3 = at.gate.underWay();
    }
}
