package io.texml.redis;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A permit is released twice in the same moment, by the end of its call and by the look-up, say: Redis hears of it once.
 * Observed: how often.
 */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "Whoever came second did nothing.")
@State
public class ReleaseAgainstRelease {

    private final AtomicInteger released = new AtomicInteger();
    private final LivePermit permit =
            LivePermit.granted("process:0", 0, Duration.ofMinutes(1), new LivePermit.Holder() {
                @Override
                public void changed(LivePermit permit) {}

                @Override
                public void released(LivePermit permit) {
                    released.incrementAndGet();
                }
            });

    @Actor
    public void release() {
        permit.release();
    }

    @Actor
    public void releaseToo() {
        permit.release();
    }

    @Arbiter
    public void look(I_Result result) {
        result.r1 = released.get();
    }
}
