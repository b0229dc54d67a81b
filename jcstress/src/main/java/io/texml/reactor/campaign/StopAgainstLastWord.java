package io.texml.reactor.campaign;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.time.SerialExecutor;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A run is stopped while the dialler asks for a dial's last word. Either the dial is withdrawn and its contact told, or its
 * last word is said and its result told. Observed: whether the last word began, whether the dial was withdrawn.
 */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The last word came first.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The stop came first.")
@State
public class StopAgainstLastWord {

    @SuppressWarnings("NullAway") // neither of the two decisions needs the run
    private final Turn<Integer> turn = new Turn<>(new SerialExecutor(), null);

    @Actor
    public void dialler(ZZ_Result result) {
        result.r1 = turn.beginsLastWord();
    }

    @Actor
    public void stop(ZZ_Result result) {
        result.r2 = turn.withdraw();
    }
}
