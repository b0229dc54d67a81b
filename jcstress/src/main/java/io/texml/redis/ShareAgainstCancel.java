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
 * The share of this process, which is one dial, opens in the moment in which the only one who waits cancels: the slot is his,
 * or free. Observed: what he got, and the places that are free.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The share opened first.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The cancel came first: the place is free.")
@State
public class ShareAgainstCancel {

    private final DialWindow window = new DialWindow(1, Duration.ofNanos(1));
    private final Line<Slot> line = new Line<>(() -> {}, () -> {});
    private final ShareWhenAway share = new ShareWhenAway(
            window, Duration.ofNanos(1), line, () -> OptionalLong.of(System.nanoTime() - 1_000), new HandClock());
    private final Caller<Slot> caller = new Caller<>();

    public ShareAgainstCancel() {
        line.turn().subscribe(caller);
        caller.subscription().request(1);
    }

    @Actor
    public void open() {
        share.open();
    }

    @Actor
    public void cancel() {
        caller.subscription().cancel();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = caller.answers();
        result.r2 = window.tryReserve(System.nanoTime()) == 0 ? 1 : 0;
    }
}
