package io.texml.reactor.internal.time;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.reactor.internal.HandClock;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * A timeout falls due in the moment in which it is ended: it runs, or whoever ended it knows that it does not. Observed:
 * whether it was ended in time, and how often it ran.
 */
@JCStressTest
@Outcome(id = "true, 0", expect = ACCEPTABLE, desc = "It ended in time.")
@Outcome(id = "false, 1", expect = ACCEPTABLE, desc = "It was too late to end it.")
@State
public class TimeoutAgainstItsEnd {

    private final HandClock clock = new HandClock();
    private final TimeoutQueue timeouts = new TimeoutQueue(clock.timer());
    private final AtomicInteger runs = new AtomicInteger();
    private final TimeoutQueue.Timeout timeout = new TimeoutQueue.Timeout() {
        @Override
        public void run() {
            runs.incrementAndGet();
        }
    };

    public TimeoutAgainstItsEnd() {
        timeouts.begin(timeout, 0, 1);
    }

    @Actor
    public void fallDue() {
        clock.pass(1);
    }

    @Actor
    public void end(ZI_Result result) {
        result.r1 = timeouts.end(timeout);
    }

    @Arbiter
    public void look(ZI_Result result) {
        result.r2 = runs.get();
    }
}
