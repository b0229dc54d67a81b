package io.texml.simulator;

import io.texml.simulator.internal.time.TimeKeeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The simulator's time. By default it stands still until a test advances it, so that nothing ever has to sleep; with
 * {@link SimulatorBuilder#realTime()} or {@link SimulatorBuilder#speed(double)} it runs, and can still be pushed
 * forward.
 */
public final class SimulatorClock implements InstantSource {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final TimeKeeper keeper;

    SimulatorClock(TimeKeeper keeper) {
        this.keeper = keeper;
    }

    /** The simulated present. */
    public Instant now() {
        return keeper.now();
    }

    @Override
    public Instant instant() {
        return now();
    }

    /**
     * Moves time forward. What falls due on the way has happened when this returns. Call it from a test's thread, not
     * from an event loop: it waits for what it causes.
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("Time only moves forward: " + step);
        }
        keeper.advance(step);
    }

    /** Moves time forward to an instant; an instant of the past changes nothing. */
    public void advanceTo(Instant instant) {
        Duration step = Duration.between(now(), instant);
        advance(step.isNegative() ? Duration.ZERO : step);
    }

    /** Lets everything happen that is under way, at most a day of it: all calls come to their end. */
    public void advanceUntilIdle() {
        keeper.advanceUntilIdle(A_DAY);
    }
}
