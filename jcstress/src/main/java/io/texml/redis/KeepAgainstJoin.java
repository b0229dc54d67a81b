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
 * A thing comes that nobody waits for, in the moment in which somebody joins: it is his, and does not lie beside him until its
 * time is over. Observed: what he got, what went back, and who waits.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "It is his.")
@State
public class KeepAgainstJoin {

    private final LineByHand at = LineByHand.keeping();
    private final Caller<String> caller = at.subscriber();

    @Actor
    public void handOn() {
        at.handingOn.handOn("thing");
    }

    @Actor
    public void join() {
        caller.subscription().request(1);
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = caller.answers();
        result.r2 = at.givenBack.get();
        result.r3 = at.line.size();
    }
}
