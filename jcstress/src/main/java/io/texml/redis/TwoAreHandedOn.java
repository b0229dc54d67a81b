package io.texml.redis;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.Caller;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two things are handed on in the same moment, one of them perhaps by the thread that has the other: each of two who wait gets
 * one. Observed: what the two got, and who still waits.
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "One for each.")
@State
public class TwoAreHandedOn {

    private final LineByHand at = LineByHand.keepingNothing();
    private final Caller<String> first = at.waiting();
    private final Caller<String> second = at.waiting();

    @Actor
    public void handOn() {
        at.handingOn.handOn("thing");
    }

    @Actor
    public void handOnAnother() {
        at.handingOn.handOn("another");
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = first.answers();
        result.r2 = second.answers();
        result.r3 = at.line.size();
    }
}
