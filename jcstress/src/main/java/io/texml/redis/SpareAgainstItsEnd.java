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
 * Somebody joins in the moment in which the time of what is spare is over: it is his, or goes back and Redis is asked.
 * Observed: what he got, what went back, and the questions.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "He came first.")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "Its time was over first.")
@State
public class SpareAgainstItsEnd {

    private final LineByHand at = LineByHand.keeping();
    private final Caller<String> caller = at.subscriber();

    public SpareAgainstItsEnd() {
        at.handingOn.handOn("thing");
    }

    @Actor
    public void join() {
        caller.subscription().request(1);
    }

    @Actor
    public void timeIsOver() {
        at.clock.passToFirst();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = caller.answers();
        result.r2 = at.givenBack.get();
        result.r3 = at.asked.get();
    }
}
