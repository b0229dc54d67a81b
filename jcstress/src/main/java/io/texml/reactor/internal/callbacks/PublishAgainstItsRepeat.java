package io.texml.reactor.internal.callbacks;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A callback and its repeat come in the same moment, beside another one: each is told once. Observed: how much was heard, how
 * many repeats were counted, and how much is kept.
 */
@JCStressTest
@Outcome(id = "2, 1, 2", expect = ACCEPTABLE, desc = "Each was told once.")
@State
public class PublishAgainstItsRepeat {

    private final Told told = new Told();
    private final Told.Reader reader = new Told.Reader();

    public PublishAgainstItsRepeat() {
        told.follow(reader);
    }

    @Actor
    public void first() {
        told.publish("event", "event");
    }

    @Actor
    public void repeat() {
        told.publish("event", "event");
        told.publish("another", "another");
    }

    @Arbiter
    public void look(III_Result result) {
        result.r1 = reader.read();
        result.r2 = (int) told.hub.repeats();
        result.r3 = told.hub.recent();
    }
}
