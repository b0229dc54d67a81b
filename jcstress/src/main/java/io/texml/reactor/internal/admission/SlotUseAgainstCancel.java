package io.texml.reactor.internal.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A dial is about to be written with its slot of the pace in the moment in which it is cancelled: the slot is used and
 * then settled, or given back, once. Observed: whether the dial may be written, and how often the slot was used, settled
 * and given back.
 */
@JCStressTest
@Outcome(id = "1, 1, 1, 0", expect = ACCEPTABLE, desc = "The use came first: the slot is settled.")
@Outcome(id = "0, 0, 0, 1", expect = ACCEPTABLE, desc = "The cancel came first: nothing is written.")
@State
public class SlotUseAgainstCancel {

    private final CountedSlot slot = new CountedSlot();
    private final SlotInHand inHand = new SlotInHand(slot);

    @Actor
    public void use(IIII_Result result) {
        result.r1 = inHand.use() ? 1 : 0;
    }

    @Actor
    public void cancel() {
        inHand.end();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r2 = slot.used.get();
        result.r3 = slot.settled.get();
        result.r4 = slot.givenBack.get();
    }
}
