package io.texml.reactor.internal.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LII_Result;

/**
 * The line is closed in the moment in which somebody joins it. It is told so exactly once: at the door, or as one who
 * waits. Observed: how it entered, how often it was told afterwards, and how many still wait.
 */
@JCStressTest
@Outcome(id = "WAITING, 1, 0", expect = ACCEPTABLE, desc = "It came first, and was told while it waited.")
@Outcome(id = "CLOSED, 0, 0", expect = ACCEPTABLE, desc = "The close came first: it was told at the door.")
@State
public class CloseAgainstEnter {

    private final LineOfOne one = new LineOfOne(0);

    @Actor
    public void enter(LII_Result result) {
        result.r1 = one.enter();
    }

    @Actor
    public void close() {
        one.line.close();
    }

    @Arbiter
    public void look(LII_Result result) {
        result.r2 = one.closed.get();
        result.r3 = one.line.size();
    }
}
