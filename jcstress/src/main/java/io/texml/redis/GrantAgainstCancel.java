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
 * A thing is handed on in the moment in which the first of two who wait cancels: it is had by exactly one of them, and the
 * second waits on if it was the first. Observed: what the first and the second got, what went back, and who still waits.
 */
@JCStressTest
@Outcome(id = "1, 0, 0, 1", expect = ACCEPTABLE, desc = "The grant came first.")
@Outcome(id = "0, 1, 0, 0", expect = ACCEPTABLE, desc = "The cancel came first: the next in line has it.")
@State
public class GrantAgainstCancel {

    private final LineByHand at = LineByHand.keepingNothing();
    private final Caller<String> first = at.waiting();
    private final Caller<String> second = at.waiting();

    @Actor
    public void grant() {
        at.handingOn.handOn("thing");
    }

    @Actor
    public void cancel() {
        first.subscription().cancel();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = first.answers();
        result.r2 = second.answers();
        result.r3 = at.givenBack.get();
        result.r4 = at.line.size();
    }
}
