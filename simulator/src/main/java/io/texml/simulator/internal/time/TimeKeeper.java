package io.texml.simulator.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Moves the time line: by hand, or along with real time at a factor.
 *
 * <p>Events run under the lock, one by one; between two of them the lock is free, so that a callback's receiver can
 * call the API while a test advances the clock.
 */
public final class TimeKeeper implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.texml.simulator");
    private static final Duration IDLE = Duration.ofHours(1);
    private static final long SHORTEST_WAIT_NANOS = 100_000;

    private final ReentrantLock lock;
    private final Condition changed;
    private final Timeline timeline;
    private final double speed;
    private final Runnable afterEvent;
    private final @Nullable Thread thread;
    private Instant origin;
    private long originNanos = System.nanoTime();
    private boolean undelivered;
    private boolean closed;

    /**
     * A keeper.
     *
     * @param speed simulated seconds per real second, 0 for a clock that only moves by hand
     * @param afterEvent runs without the lock after each event
     */
    public TimeKeeper(ReentrantLock lock, Timeline timeline, double speed, Runnable afterEvent) {
        this.lock = lock;
        this.changed = lock.newCondition();
        this.timeline = timeline;
        this.speed = speed;
        this.afterEvent = afterEvent;
        this.origin = timeline.now();
        timeline.onSchedule(changed::signalAll);
        this.thread = speed > 0 ? new Thread(this::run, "texml-simulator-clock") : null;
    }

    /** Starts the thread that follows real time, if there is one. */
    public void start() {
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether the clock only moves by hand. */
    public boolean manual() {
        return thread == null;
    }

    /** Simulated seconds per real second, 0 for a clock that is moved by hand. */
    public double speed() {
        return speed;
    }

    /** Brings the time line to the present; the caller holds the lock. */
    public void catchUp() {
        if (!manual()) {
            Instant present = present();
            while (timeline.runNext(present)) {
                // What the event caused is delivered by the clock's thread, which may be busy just now.
                undelivered = true;
                changed.signalAll();
            }
            timeline.moveTo(present);
        }
    }

    /** Moves the clock forward and runs what falls due, in order; the caller does not hold the lock. */
    public void advance(Duration step) {
        Instant target;
        lock.lock();
        try {
            catchUp();
            target = timeline.now().plus(step);
            origin = origin.plus(manual() ? Duration.ZERO : step);
        } finally {
            lock.unlock();
        }
        runUntil(target);
    }

    /** Runs everything that is scheduled, up to a limit, and leaves the clock at the last event. */
    public void advanceUntilIdle(Duration limit) {
        Instant last;
        lock.lock();
        try {
            catchUp();
            last = timeline.now().plus(limit);
        } finally {
            lock.unlock();
        }
        Instant before = null;
        while (runOne(last)) {
            before = now();
        }
        if (before != null && !manual()) {
            lock.lock();
            try {
                Duration ahead = Duration.between(present(), before);
                origin = ahead.isNegative() ? origin : origin.plus(ahead);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The simulated present. */
    public Instant now() {
        lock.lock();
        try {
            catchUp();
            return timeline.now();
        } finally {
            lock.unlock();
        }
    }

    /** Begins anew at an instant; the caller holds the lock. */
    public void restart(Instant start) {
        timeline.restart(start);
        origin = start;
        originNanos = System.nanoTime();
        changed.signalAll();
    }

    private void runUntil(Instant target) {
        while (runOne(target)) {}
        lock.lock();
        try {
            timeline.moveTo(target);
        } finally {
            lock.unlock();
        }
        afterEvent.run();
    }

    private boolean runOne(Instant limit) {
        boolean ran;
        lock.lock();
        try {
            ran = timeline.runNext(limit);
        } finally {
            lock.unlock();
        }
        if (ran) {
            afterEvent.run();
        }
        return ran;
    }

    private Instant present() {
        // In two parts: at a high speed the nanoseconds of some hours do not fit into a long.
        double seconds = (System.nanoTime() - originNanos) * 1e-9 * speed;
        double whole = Math.floor(seconds);
        return origin.plusSeconds((long) whole).plusNanos((long) ((seconds - whole) * 1e9));
    }

    private void run() {
        boolean runs = true;
        while (runs) {
            try {
                runs = awaitEvents();
                if (runs) {
                    afterEvent.run();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "The simulator failed in an event; its clock goes on", e);
            }
        }
    }

    /** Waits until an event has happened, and tells whether the clock still runs. */
    private boolean awaitEvents() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                catchUp();
                if (undelivered) {
                    undelivered = false;
                    return true;
                }
                Instant next = timeline.nextDue();
                Duration wait = next == null ? IDLE : Duration.between(present(), next);
                if (!wait.isNegative()) {
                    Duration bounded = wait.compareTo(IDLE) > 0 ? IDLE : wait;
                    double nanos = bounded.toNanos() / speed;
                    changed.await(Math.max(SHORTEST_WAIT_NANOS, (long) nanos), TimeUnit.NANOSECONDS);
                }
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
