package io.texml.redis;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A slot is settled and given back in the same moment, against the rules: its place is not free in two ways. Observed: how
 * often it was settled and given back.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It was settled first.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It was given back first.")
@State
public class SlotSettledAgainstGivingBack {

    private final CountedSlot slot = new CountedSlot();

    @Actor
    public void settle() {
        slot.settled();
    }

    @Actor
    public void giveBack() {
        slot.giveBack();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = slot.settled.get();
        result.r2 = slot.givenBack.get();
    }
}
