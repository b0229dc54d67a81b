package io.texml.reactor.internal.exchange;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZZ_Result;

/**
 * An exchange is given up while its first attempt begins to be written, fails, and a second one begins: nothing begins
 * after that moment, and what was under way in it is known to be. Observed: whether the first and the second attempt
 * might be written, whether giving up found one under way, and whether anything may still be sent in the end.
 */
@JCStressTest
@Outcome(id = "false, false, false, false", expect = ACCEPTABLE, desc = "It was given up first: nothing was written.")
@Outcome(id = "true, false, true, false", expect = ACCEPTABLE, desc = "It was given up during the first attempt.")
@Outcome(id = "true, false, false, false", expect = ACCEPTABLE, desc = "It was given up between the attempts.")
@Outcome(id = "true, true, true, false", expect = ACCEPTABLE, desc = "It was given up during the second attempt.")
@State
public class GivingUpAgainstSending {

    private final Sending sending = new Sending(true);

    @Actor
    public void send(ZZZZ_Result result) {
        result.r1 = sending.begin();
        sending.endAttempt();
        result.r2 = sending.begin();
    }

    @Actor
    public void giveUp(ZZZZ_Result result) {
        result.r3 = sending.giveUp();
    }

    @Arbiter
    public void look(ZZZZ_Result result) {
        result.r4 = sending.isBegun() || sending.begin();
    }
}
