package io.texml.reactor.internal.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.policy.RateLimit;
import io.texml.reactor.internal.Parts;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A 429 pauses the client in the moment in which an exchange comes to the gate, for which a permit is free and the pause is
 * too long. It is sent or told, once: both the gate, to those who wait, and the exchange itself look at the pause.
 * Observed: how many attempts were sent, how often the caller was told, and the permits that are taken.
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "It came first: it is under way.")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The pause came first: it does not wait in vain.")
@State
public class PauseAgainstAdmit {

    private static final RateLimit UNKNOWN = new RateLimit(null, null, null);
    private static final Duration TOO_LONG = Parts.TOTAL_TIMEOUT.multipliedBy(2);

    private final TurnAtGate at = new TurnAtGate(2, 1);

    @Actor
    public void enter() {
        at.request();
    }

    @Actor
    public void pause() {
        at.gate.releaseThrottled(UNKNOWN, TOO_LONG);
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = at.wire.sent();
        result.r2 = at.caller.failures();
        result.r3 = at.gate.underWay();
    }
}
