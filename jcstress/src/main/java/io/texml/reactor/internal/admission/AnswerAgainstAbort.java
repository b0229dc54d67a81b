package io.texml.reactor.internal.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.Parts;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * An answer comes in the moment in which the closing client ends what is still under way: the permit goes back exactly
 * once, and the caller hears one end. Observed: the permits that are taken afterwards, how many answers and how many
 * failures the caller heard, and how many attempts were cancelled.
 */
@JCStressTest
@Outcome(id = "0, 1, 0, 0", expect = ACCEPTABLE, desc = "The answer came first.")
@Outcome(id = "0, 0, 1, 1", expect = ACCEPTABLE, desc = "The client's end came first.")
@State
public class AnswerAgainstAbort {

    private final TurnAtGate at = new TurnAtGate(1, 0);

    public AnswerAgainstAbort() {
        at.request();
    }

    @Actor
    public void answer() {
        at.wire.answer(Parts.answer());
    }

    @Actor
    public void abort() {
        at.attempts.abort();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = at.underWayAMomentLater() + at.attempts.count();
        result.r2 = at.caller.answers();
        result.r3 = at.caller.failures();
        result.r4 = at.wire.cancelled();
    }
}
