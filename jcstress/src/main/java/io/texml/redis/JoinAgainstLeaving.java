package io.texml.redis;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.Caller;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The last one leaves, so that nobody need come back to Redis, in the moment in which somebody joins: he is asked for now, or
 * when Redis said. Observed: who waits, and the questions beside the first once that moment has come.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The one who joined is asked for.")
@State
public class JoinAgainstLeaving {

    private static final long SOON = LineByHand.ANSWER_TIME.toNanos();

    private final LineByHand at = LineByHand.keepingNothing();
    private final Caller<String> first = at.waiting();
    private final Caller<String> second = at.subscriber();

    public JoinAgainstLeaving() {
        at.answer(SOON);
    }

    @Actor
    public void leave() {
        first.subscription().cancel();
    }

    @Actor
    public void join() {
        second.subscription().request(1);
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = at.line.size();
        if (at.asked.get() == 1) {
            at.clock.pass(SOON);
        }
        result.r2 = at.asked.get() - 1;
    }
}
