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
 * Redis calls, as something came free, in the moment in which an older answer says that nothing is free: it is asked again at
 * once, and not only when that answer said. Observed: what the one who waits got, who waits, and the questions beside the first.
 */
@JCStressTest
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "It is asked again, once.")
@State
public class CallAgainstAnswer {

    private static final long LATER = LineByHand.ANSWER_TIME.toNanos();

    private final LineByHand at = LineByHand.keepingNothing();
    private final Caller<String> waits = at.waiting();

    @Actor
    public void call() {
        at.questions.called();
    }

    @Actor
    public void answer() {
        at.answer(LATER);
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = waits.answers();
        result.r2 = at.line.size();
        result.r3 = at.asked.get() - 1;
    }
}
