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
 * A thing is handed on in the moment in which the only one who waits cancels: it is his, or goes back. Observed: what he
 * got, what went back, and who still waits.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "The grant came first.")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "The cancel came first: Redis has it back.")
@State
public class LastGrantAgainstCancel {

    private final LineByHand at = LineByHand.keepingNothing();
    private final Caller<String> caller = at.waiting();

    @Actor
    public void grant() {
        at.handingOn.handOn("thing");
    }

    @Actor
    public void cancel() {
        caller.subscription().cancel();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = caller.answers();
        result.r2 = at.givenBack.get();
        result.r3 = at.line.size();
    }
}
