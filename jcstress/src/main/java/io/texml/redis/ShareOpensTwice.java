package io.texml.redis;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import io.texml.policy.DialWindow;
import io.texml.reactor.internal.Caller;
import io.texml.reactor.internal.HandClock;
import io.texml.reactor.spi.DialPace.Slot;
import java.time.Duration;
import java.util.OptionalLong;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The share of this process, which is one dial, opens for two who wait in the same moment, as two slots end, say: one of them
 * goes. Observed: the slots that they got, and who still waits.
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "One goes, one waits.")
@State
public class ShareOpensTwice {

    private final Line<Slot> line = new Line<>(() -> {}, () -> {});
    private final ShareWhenAway share = new ShareWhenAway(
            new DialWindow(1, Duration.ofNanos(1)),
            Duration.ofNanos(1),
            line,
            () -> OptionalLong.of(System.nanoTime() - 1_000),
            new HandClock());
    private final Caller<Slot> first = waiting();
    private final Caller<Slot> second = waiting();

    private Caller<Slot> waiting() {
        Caller<Slot> caller = new Caller<>();
        line.turn().subscribe(caller);
        caller.subscription().request(1);
        return caller;
    }

    @Actor
    public void open() {
        share.open();
    }

    @Actor
    public void openToo() {
        share.open();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = first.answers() + second.answers();
        result.r2 = line.size();
    }
}
