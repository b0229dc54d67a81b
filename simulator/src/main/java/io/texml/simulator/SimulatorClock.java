package io.texml.simulator;

import io.texml.simulator.internal.time.TimeKeeper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * The simulator's time, in UTC unless {@link #withZone} says otherwise. By default it stands still until a test advances it,
 * so that nothing ever has to sleep; with {@link SimulatorBuilder#realTime()} or {@link SimulatorBuilder#speed(double)} it
 * runs, and can still be pushed forward.
 *
 * <p>A client and an application wait on it when they are given its {@link #scheduler()}, and the clock waits for them when
 * it is told how to see that they are {@linkplain #waitFor busy}:
 *
 * <pre>{@code
 * TexmlClient client = TexmlClient.builder() // address, key, account
 *         .scheduler(simulator.clock().scheduler())
 *         .build();
 * simulator.clock().waitFor(() -> client.load().busy() == 0);
 * }</pre>
 */
public final class SimulatorClock extends Clock {

    private static final Duration A_DAY = Duration.ofDays(1);

    private final TimeKeeper keeper;
    private final ZoneId zone;

    SimulatorClock(TimeKeeper keeper) {
        this(keeper, ZoneOffset.UTC);
    }

    private SimulatorClock(TimeKeeper keeper, ZoneId zone) {
        this.keeper = keeper;
        this.zone = zone;
    }

    /** The simulated present. */
    public Instant now() {
        return keeper.now();
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time, moved by the same hand, in another zone. */
    @Override
    public SimulatorClock withZone(ZoneId other) {
        return new SimulatorClock(keeper, Objects.requireNonNull(other, "zone"));
    }

    /**
     * A Reactor scheduler whose delays are simulated time. All that come from one simulator share one thread, which must not
     * block: tasks without a delay run on it soon and in their order, others when the clock gets there, one after the other.
     * A clock that runs at a speed of 60 has waited a minute after a real second.
     *
     * <p>{@code now} is the simulated present, but never goes back: {@link TexmlSimulator#reset()} leaves it where it was.
     * It leaves the tasks too, which belong to the application, and each waits for as long as it would have. To drop those of
     * one scheduler, dispose it; each call returns another. A period has to be longer than zero. What runs is never
     * interrupted.
     */
    public Scheduler scheduler() {
        return keeper.scheduler();
    }

    /**
     * Makes a clock that stands still wait for somebody who does real work on simulated time, such as a client that a timer
     * woke and that now sends a request: {@link #advance} and its like move time only while this is true, and
     * end when it is. Without it they would run ahead of the answer. A clock that runs waits for nobody.
     *
     * @param idle whether nothing is under way that moves on without the clock; {@code () -> client.load().busy() == 0} for a
     *     client. Asked often, by the thread that moves the clock; must not block
     * @return ends it. {@link TexmlSimulator#reset()} does not
     */
    public Disposable waitFor(BooleanSupplier idle) {
        return keeper.waitFor(Objects.requireNonNull(idle, "idle"));
    }

    /**
     * Moves time forward. What falls due on the way has happened when this returns, one thing after the other: callbacks have
     * been answered, tasks of {@link #scheduler()} have run, and nobody is busy whom the clock {@linkplain #waitFor waits for}.
     * With a clock that runs, tasks and receivers may take a moment more. Call it from a test's thread, not from an event
     * loop: it waits for what it causes.
     *
     * @throws IllegalStateException when a clock that stands still is moved on a thread that must not block, or somebody is
     *     still busy after ten seconds of real time
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

    /**
     * Lets everything happen that is under way, at most a day of it: all calls come to their end, and who waits on a clock
     * that stands still has waited long enough. It does not go on for tasks alone that come again and again for ever; a clock
     * that runs goes by calls and callbacks alone.
     */
    public void advanceUntilIdle() {
        keeper.advanceUntilIdle(A_DAY);
    }

    @Override
    public String toString() {
        return "SimulatorClock[" + now() + "]";
    }
}
