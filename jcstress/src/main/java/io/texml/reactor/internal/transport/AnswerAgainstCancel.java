package io.texml.reactor.internal.transport;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The answer is read from a connection in the moment in which its request is cancelled on another thread: a connection
 * whose answer was read is in the pool again, and no cancel may close it there. Observed: how many answers were handed
 * on, how often it was said that the connection is free, and how often it was closed.
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "The answer came first.")
@Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "It was cancelled, but the answer was read before the loop heard.")
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "The cancel came first: the connection is closed.")
@State
public class AnswerAgainstCancel {

    private final AttemptOnLoop one = new AttemptOnLoop();

    public AnswerAgainstCancel() {
        one.take();
    }

    /** The connection's loop, which reads between its tasks. */
    @Actor
    public void loop() {
        one.runLoop();
        one.answer();
        one.runLoop();
    }

    @Actor
    public void cancel() {
        one.cancel();
    }

    @Arbiter
    public void look(III_Result result) {
        one.runLoop();
        result.r1 = one.caller.answers();
        result.r2 = one.free.get();
        result.r3 = one.closed.get();
    }
}
