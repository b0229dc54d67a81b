package io.texml.reactor.internal.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * The only permit comes free in the moment in which the exchange that waits for it is cancelled: the permit is used, and
 * given back with the cancelled attempt, or it stays. Observed: the permits that are taken afterwards, how many attempts
 * were sent, how many of them were cancelled, and what the caller heard.
 */
@JCStressTest
@Outcome(id = "0, 0, 0, 0", expect = ACCEPTABLE, desc = "It was cancelled before it was sent.")
@Outcome(id = "0, 0, 1, 0", expect = ACCEPTABLE, desc = "It was cancelled between its turn and its writing.")
@Outcome(id = "0, 1, 1, 0", expect = ACCEPTABLE, desc = "It was sent, and then cancelled.")
@State
public class GrantAgainstCancel {

    private final TurnAtGate at = new TurnAtGate(1, 1);

    public GrantAgainstCancel() {
        at.request();
    }

    @Actor
    public void grant() {
        at.gate.release();
    }

    @Actor
    public void cancel() {
        at.turn.cancel();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = at.underWayAMomentLater() + at.attempts.count();
        result.r2 = at.wire.sent();
        result.r3 = at.wire.cancelled();
        result.r4 = at.caller.answers() + at.caller.failures();
    }
}
