package io.texml.reactor.internal.exchange;

import io.texml.reactor.internal.time.TimeoutQueue;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;

/**
 * How much of its total timeout an exchange has used up. While it waits, the client's clock counts, which a test may move;
 * while an attempt is under way, the machine's: moved time must not cut a real socket. With one clock for both there is
 * nothing to change.
 *
 * <p>States, under its lock: waiting, at first and from {@link #waits}; under way, from {@link #isUnderWay}. The lock of the
 * {@link TimeoutQueue}s comes after it.
 */
public final class TotalTime {

    private final Duration total;
    private final Timer waiting;
    private final Timer wire;

    private Timer clock;
    private long startedAt;
    private long spentBefore;
    private Runnable whenMoved = TotalTime::nobodyCares;

    /**
     * Begins to count.
     *
     * @param waiting the client's clock
     * @param wire the machine's
     */
    public TotalTime(Duration total, Timer waiting, Timer wire) {
        this.total = total;
        this.waiting = waiting;
        this.wire = wire;
        this.clock = waiting;
        this.startedAt = waiting.nanos();
    }

    private static void nobodyCares() {}

    /** The same from its beginning. */
    TotalTime again() {
        return new TotalTime(total, waiting, wire);
    }

    Duration total() {
        return total;
    }

    /** How long the exchange has lasted. */
    synchronized Duration elapsed() {
        return Duration.ofNanos(spent());
    }

    /** How much is left; not more than zero when it is used up. */
    public synchronized Duration remaining() {
        return total.minusNanos(spent());
    }

    void isUnderWay() {
        moveTo(wire);
    }

    void waits() {
        moveTo(waiting);
    }

    private void moveTo(Timer next) {
        if (waiting == wire) {
            return;
        }
        synchronized (this) {
            if (clock != next) {
                spentBefore = spent();
                clock = next;
                startedAt = next.nanos();
                whenMoved.run();
            }
        }
    }

    /** Hears, under the lock, when the other clock begins to count. */
    synchronized void whenMoved(Runnable listener) {
        whenMoved = listener;
    }

    /** Whether it is this clock that counts. */
    synchronized boolean countsBy(Timer timer) {
        return clock == timer;
    }

    /** When the clock that counts began to, so that nobody has to ask it again. */
    synchronized long countsFrom() {
        return startedAt;
    }

    /** How many nanoseconds were left then. */
    synchronized long leftFromThere() {
        return Timer.countable(total).toNanos() - spentBefore;
    }

    private long spent() {
        return spentBefore + clock.nanos() - startedAt;
    }
}
