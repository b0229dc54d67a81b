package io.texml.redis;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A slot is used in the moment in which it is given back: one of the two happens. Observed: how often it was used, settled and
 * given back.
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "The use came first: the slot is settled.")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "It was given back first.")
@State
public class SlotUseAgainstGivingBack {

    private final CountedSlot slot = new CountedSlot();

    @Actor
    public void use() {
        slot.use();
        slot.settled();
    }

    @Actor
    public void giveBack() {
        slot.giveBack();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = slot.used.get();
        result.r2 = slot.settled.get();
        result.r3 = slot.givenBack.get();
    }
}
