package io.texml.redis;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.Caller;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A question fails in the moment in which the first of those who wait cancels: the other one is refused all the same, once.
 * Observed: the failures that the two heard, who still waits, and the questions that were asked.
 */
@JCStressTest
@Outcome(id = "1, 1, 0, 1", expect = ACCEPTABLE, desc = "The refusal came first.")
@Outcome(id = "0, 1, 0, 1", expect = ACCEPTABLE, desc = "The cancel came first.")
@State
public class CancelAgainstRefusal {

    private final LineByHand at = LineByHand.keepingNothing();
    private final Caller<String> first = at.waiting();
    private final Caller<String> second = at.waiting();

    @Actor
    public void refuse() {
        at.fail();
    }

    @Actor
    public void cancel() {
        first.subscription().cancel();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = first.failures();
        result.r2 = second.failures();
        result.r3 = at.line.size();
        result.r4 = at.asked.get();
    }
}
