package io.texml.reactor.internal.transport;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;

/**
 * A request gets its connection in the moment in which it is cancelled on another thread: written or not, the connection
 * is closed, and said to be free once. Observed: whether the request may be written, how often it was said that the
 * connection is free, and how often it was closed.
 */
@JCStressTest
@Outcome(id = "true, 1, 1", expect = ACCEPTABLE, desc = "The connection came first: the cancel closes it.")
@Outcome(id = "false, 1, 1", expect = ACCEPTABLE, desc = "The cancel came first: nothing is written.")
@State
public class ConnectionAgainstCancel {

    private final AttemptOnLoop one = new AttemptOnLoop();

    @Actor
    public void connect(ZII_Result result) {
        result.r1 = one.take();
    }

    @Actor
    public void cancel() {
        one.cancel();
    }

    @Arbiter
    public void look(ZII_Result result) {
        one.runLoop();
        result.r2 = one.free.get();
        result.r3 = one.closed.get();
    }
}
