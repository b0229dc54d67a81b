package io.texml.reactor.campaign;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Something is given to a journal's thread in the moment in which that ends: it is taken or refused, once. Observed: how often
 * it was taken, and how often refused.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It came in time.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It came too late, and was told so.")
@State
public class GiveAgainstEnd {

    private final AtomicInteger refused = new AtomicInteger();
    private final Inbox<String> inbox = new Inbox<>(late -> refused.incrementAndGet());
    private int taken;

    @Actor
    public void give() {
        inbox.give("something");
    }

    @Actor
    public void takeAndEnd() {
        if (inbox.take() != null) {
            taken++;
        }
        inbox.end();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = taken;
        result.r2 = refused.get();
    }
}
