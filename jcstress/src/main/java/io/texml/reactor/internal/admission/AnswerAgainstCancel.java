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
 * An answer comes in the moment in which its exchange is cancelled: the permit goes back exactly once, and the caller
 * hears one answer or nothing. Observed: the permits that are taken afterwards, how many answers and how many ends the
 * caller heard, and how many attempts were cancelled.
 */
@JCStressTest
@Outcome(id = "0, 1, 1, 0", expect = ACCEPTABLE, desc = "The answer came first.")
@Outcome(id = "0, 0, 0, 1", expect = ACCEPTABLE, desc = "The cancel came first: the caller hears nothing.")
@State
public class AnswerAgainstCancel {

    private final TurnAtGate at = new TurnAtGate(1, 0);

    public AnswerAgainstCancel() {
        at.request();
    }

    @Actor
    public void answer() {
        at.wire.answer(Parts.answer());
    }

    @Actor
    public void cancel() {
        at.turn.cancel();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = at.underWayAMomentLater() + at.attempts.count();
        result.r2 = at.caller.answers();
        result.r3 = at.caller.completions() + at.caller.failures();
        result.r4 = at.wire.cancelled();
    }
}
