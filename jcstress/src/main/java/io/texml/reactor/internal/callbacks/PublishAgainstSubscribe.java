package io.texml.reactor.internal.callbacks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Somebody subscribes to a call in the moment in which something is told about it: he hears it once, as a recent event or
 * as a new one. Observed: how often he heard the event, how many are kept, and what is lost.
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "He heard it once.")
@State
public class PublishAgainstSubscribe {

    private final Told told = new Told();
    private final Told.Reader reader = new Told.Reader();

    @Actor
    public void publish() {
        told.publish("event", "event");
    }

    @Actor
    public void subscribe() {
        told.follow(reader);
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = reader.read();
        result.r2 = told.hub.recent();
        result.r3 = (int) told.hub.lost();
    }
}
