package io.texml.reactor.internal.exchange;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.Parts;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * An answer comes in the moment in which the deadline passes: the caller hears one of the two, and the attempt is
 * cancelled only for the deadline. Observed: how many answers, completions and failures the caller heard, and how often
 * the attempt was cancelled.
 */
@JCStressTest
@Outcome(id = "1, 1, 0, 0", expect = ACCEPTABLE, desc = "The answer came first.")
@Outcome(id = "0, 0, 1, 1", expect = ACCEPTABLE, desc = "The deadline came first.")
@State
public class DeadlineAgainstAnswer {

    private final ExchangeWithDeadline one = new ExchangeWithDeadline();

    @Actor
    public void answer() {
        one.answer(Parts.answer());
    }

    @Actor
    public void deadline() {
        one.deadline();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = one.caller.answers();
        result.r2 = one.caller.completions();
        result.r3 = one.caller.failures();
        result.r4 = one.cancels.get();
    }
}
