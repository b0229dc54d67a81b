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
 * An answer brings one thing for two who wait, in the moment in which its time is over: either it holds for both, and one
 * waits on, or both are refused and the thing goes back. Observed: what the first one got, the failures that the first and
 * the second heard, and what went back.
 */
@JCStressTest
@Outcome(id = "1, 0, 0, 0", expect = ACCEPTABLE, desc = "The answer came first.")
@Outcome(id = "0, 1, 1, 1", expect = ACCEPTABLE, desc = "It came too late: the thing goes back.")
@State
public class AnswerAgainstItsTimeout {

    private static final long LATER = LineByHand.ANSWER_TIME.multipliedBy(2).toNanos();

    private final LineByHand at = LineByHand.keepingNothing();
    private final Caller<String> first = at.waiting();
    private final Caller<String> second = at.waiting();

    @Actor
    public void answer() {
        at.answer(LATER, "thing");
    }

    @Actor
    public void timeIsOver() {
        at.clock.passToFirst();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = first.answers();
        result.r2 = first.failures();
        result.r3 = second.failures();
        result.r4 = at.givenBack.get();
    }
}
