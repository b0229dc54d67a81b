package io.texml.reactor.internal.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Those who wait are told of a pause, for which the only one has no time, in the moment in which its turn comes. It is
 * admitted or it leaves, once. Observed: how often it was admitted, how often it left, and the permits that are free.
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Its turn came first: it has the permit.")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "The pause came first: it left, the permit is free.")
@State
public class PauseAgainstAdmit {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final LineOfOne one = new LineOfOne(0);

    public PauseAgainstAdmit() {
        one.enter();
    }

    @Actor
    public void grant() {
        one.grant();
    }

    @Actor
    public void pause() {
        one.line.tellPaused(LONG);
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = one.admitted.get();
        result.r2 = one.leftForPause.get();
        result.r3 = one.permits();
    }
}
