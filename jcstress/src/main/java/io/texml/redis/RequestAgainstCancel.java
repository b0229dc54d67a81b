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
 * A subscriber cancels in the moment in which he asks for his turn: he does not stand in the line, and what is handed on
 * later is not given to him. Observed: who stands in the line, and of a thing that comes then, what he got and what went back.
 */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "He has left, or never came.")
@State
public class RequestAgainstCancel {

    private final LineByHand at = LineByHand.keepingNothing();
    private final Caller<String> caller = at.subscriber();

    @Actor
    public void request() {
        caller.subscription().request(1);
    }

    @Actor
    public void cancel() {
        caller.subscription().cancel();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = at.line.size();
        at.handingOn.handOn("thing");
        result.r2 = caller.answers();
        result.r3 = at.givenBack.get();
    }
}
