package io.texml.reactor.internal.admission;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * The gate is closed in the moment in which an exchange comes to it, with a permit free. Whoever comes is let in or told,
 * never neither and never both, and the gate is idle only when nobody was let in. Observed: how many attempts were sent,
 * how often the caller was told, the permits that are taken, and how often the gate said that it is idle.
 */
@JCStressTest
@Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "It came first: it is under way, and the gate not idle.")
@Outcome(id = "0, 1, 0, 1", expect = ACCEPTABLE, desc = "The close came first: it was told.")
@State
public class CloseAgainstEnter {

    private final TurnAtGate at = new TurnAtGate(1, 0);
    private final AtomicInteger idle = new AtomicInteger();

    public CloseAgainstEnter() {
        at.gate.whenIdle().subscribe(nothing -> {}, failed -> {}, idle::incrementAndGet);
    }

    @Actor
    public void enter() {
        at.request();
    }

    @Actor
    public void close() {
        at.stage.close();
    }

    @Arbiter
    public void look(IIII_Result result) {
        result.r1 = at.wire.sent();
        result.r2 = at.caller.failures();
        result.r3 = at.gate.underWay();
        result.r4 = idle.get();
    }
}
