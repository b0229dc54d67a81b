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
 * Somebody joins the line in the moment in which the question for the one before is answered: he is asked for, in one
 * question more. Observed: what the first one got, the questions, and who waits.
 */
@JCStressTest
@Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "The one who joined is asked for.")
@State
public class JoinAgainstAnswer {

    private final LineByHand at = LineByHand.keepingNothing();
    private final Caller<String> first = at.waiting();
    private final Caller<String> second = at.subscriber();

    @Actor
    public void answer() {
        at.answer(-1, "thing");
    }

    @Actor
    public void join() {
        second.subscription().request(1);
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = first.answers();
        result.r2 = at.asked.get();
        result.r3 = at.line.size();
    }
}
