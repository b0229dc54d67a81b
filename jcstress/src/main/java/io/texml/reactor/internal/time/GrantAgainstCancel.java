package io.texml.reactor.internal.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZI_Result;

/**
 * A permit comes free in the moment in which the only waiter leaves the line. What the waiter was granted is its own, and
 * it does not leave; if it left, the permit is still there. Observed: how often it was admitted, whether it left, and the
 * permits that are free.
 */
@JCStressTest
@Outcome(id = "1, false, 0", expect = ACCEPTABLE, desc = "The grant came first: the waiter has the permit.")
@Outcome(id = "0, true, 1", expect = ACCEPTABLE, desc = "The cancel came first: the permit is free.")
@State
public class GrantAgainstCancel {

    private final LineOfOne one = new LineOfOne(0);

    public GrantAgainstCancel() {
        one.enter();
    }

    @Actor
    public void grant() {
        one.grant();
    }

    @Actor
    public void cancel(IZI_Result result) {
        result.r2 = one.line.leave(one.waiter);
    }

    @Arbiter
    public void look(IZI_Result result) {
        result.r1 = one.admitted.get();
        result.r3 = one.permits();
    }
}
