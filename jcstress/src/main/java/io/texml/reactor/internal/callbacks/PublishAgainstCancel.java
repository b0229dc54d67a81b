package io.texml.reactor.internal.callbacks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Somebody leaves in the moment in which something is told: nothing of him stays. Observed: how often he heard the event,
 * how many are subscribed, and how many things are known.
 */
@JCStressTest
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "He left before he heard it.")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "He heard it, and left.")
@State
public class PublishAgainstCancel {

    private final Told told = new Told();
    private final Told.Reader reader = new Told.Reader();

    public PublishAgainstCancel() {
        told.follow(reader);
    }

    @Actor
    public void publish() {
        told.publish("event", "event");
    }

    @Actor
    public void cancel() {
        reader.cancel();
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = reader.read();
        result.r2 = told.hub.subscribers();
        result.r3 = told.hub.topics();
    }
}
