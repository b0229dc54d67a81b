package io.texml.reactor.internal.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LZI_Result;

/**
 * Somebody cancels before it has come to the line, where a permit is free. Either it never takes the permit, or it has it
 * and does not leave. Observed: how it entered, whether it left, and the permits that are free.
 */
@JCStressTest
@Outcome(id = "ADMITTED, false, 0", expect = ACCEPTABLE, desc = "It came first: it has the permit.")
@Outcome(id = "GONE, true, 1", expect = ACCEPTABLE, desc = "The cancel came first: it does not enter any more.")
@State
public class EnterAgainstCancel {

    private final LineOfOne one = new LineOfOne(1);

    @Actor
    public void enter(LZI_Result result) {
        result.r1 = one.enter();
    }

    @Actor
    public void cancel(LZI_Result result) {
        result.r2 = one.line.leave(one.waiter);
    }

    @Arbiter
    public void look(LZI_Result result) {
        result.r3 = one.permits();
    }
}
