package io.texml.simulator.internal.time;

import io.texml.simulator.internal.time.SimulatedTasks.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Moves the time line: by hand, or along with real time at a factor.
 *
 * <p>Events run under the lock, one by one; between two of them the lock is free, so that a callback's receiver can
 * call the API while a test advances the clock. A clock that is moved by hand also stops there, without the lock, until the
 * tasks that it woke have run and nobody is busy whom it waits for.
 */
public final class TimeKeeper implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.texml.simulator");
    private static final Duration IDLE = Duration.ofHours(1);
    private static final long SHORTEST_WAIT_NANOS = 100_000;

    /** Real time that whoever is busy may take between two events. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Between two looks a thread may hand on what it just heard to another. */
    private static final int LOOKS_AT_REST = 2;

    private static final long LOOK_NANOS = 50_000;

    private final ReentrantLock lock;
    private final Condition changed;
    private final Timeline timeline;
    private final double speed;
    private final Runnable afterEvent;
    private final @Nullable Thread thread;
    private final SimulatedTasks tasks;
    private final List<BooleanSupplier> others = new CopyOnWriteArrayList<>();
    private volatile Origin origin;
    private boolean undelivered;
    private boolean closed;

    /** Where the simulated time of a clock that runs was at a moment of real time. */
    private record Origin(Moment simulated, long realNanos) {

        Origin plus(Duration step) {
            return new Origin(simulated.plus(step), realNanos);
        }
    }

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
        this.origin = new Origin(timeline.present(), System.nanoTime());
        this.tasks = new SimulatedTasks(this::steadyNanos, speed);
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

    /** A scheduler on the simulated time, with tasks of its own. */
    public Scheduler scheduler() {
        return new SimulatedScheduler(tasks, this::steadyNanos);
    }

    /** Lets a clock that is moved by hand stand while this is false. */
    public Disposable waitFor(BooleanSupplier idle) {
        others.add(idle);
        return Disposables.composite(() -> others.remove(idle));
    }

    /** Brings the time line to the present; the caller holds the lock. */
    public void catchUp() {
        if (!manual()) {
            Instant present = present().instant();
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
        if (manual()) {
            move(now().plus(step), false);
            return;
        }
        Instant target;
        lock.lock();
        try {
            catchUp();
            target = timeline.now().plus(step);
            origin = origin.plus(step);
        } finally {
            lock.unlock();
        }
        while (runNext(target)) {}
        afterEvent.run();
        tasks.handOverDue();
    }

    /**
     * Runs everything that is scheduled, up to a limit, and leaves the clock at the last event. What only comes again and
     * again for ever is no reason to go on.
     */
    public void advanceUntilIdle(Duration limit) {
        if (manual()) {
            move(now().plus(limit), true);
            return;
        }
        Instant last = now().plus(limit);
        Instant before = null;
        while (runNext(last)) {
            before = now();
        }
        if (before != null) {
            lock.lock();
            try {
                Duration ahead = Duration.between(present().instant(), before);
                origin = ahead.isNegative() ? origin : origin.plus(ahead);
            } finally {
                lock.unlock();
            }
            tasks.handOverDue();
        }
    }

    /** The simulated present. */
    public Instant now() {
        if (manual()) {
            // Without the lock: an application may ask on a thread that must not block.
            return timeline.now();
        }
        lock.lock();
        try {
            catchUp();
            return timeline.now();
        } finally {
            lock.unlock();
        }
    }

    private long steadyNanos() {
        return (manual() ? timeline.present() : present()).steady();
    }

    /**
     * Begins anew at an instant; the caller holds the lock. Tasks belong to applications and not to the platform: they stay,
     * and wait for as long as they would have.
     */
    public void restart(Instant start) {
        timeline.restart(start);
        origin = new Origin(present().restartedAt(start), System.nanoTime());
        changed.signalAll();
    }

    private void move(Instant limit, boolean untilIdle) {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("The clock cannot be moved on " + Thread.currentThread()
                    + ", which has to go on while it waits; move it on the test's own thread.");
        }
        do {
            settle();
        } while (step(limit, untilIdle));
        afterEvent.run();
    }

    /** Lets happen what is due next, and tells whether anything was. */
    private boolean step(Instant limit, boolean untilIdle) {
        boolean ran;
        lock.lock();
        try {
            Instant event = timeline.nextDue();
            Task task = tasks.first();
            if (untilIdle && event == null && tasks.onlyPeriodic()) {
                return false;
            }
            Instant due = task == null ? null : timeline.present().instantOf(task.due());
            if (task != null && due != null && !due.isAfter(limit) && (event == null || due.isBefore(event))) {
                timeline.moveTo(due);
                tasks.handOver(task);
                return true;
            }
            ran = timeline.runNext(limit);
            if (!ran && !untilIdle) {
                timeline.moveTo(limit);
            }
        } finally {
            lock.unlock();
        }
        if (ran) {
            afterEvent.run();
        }
        return ran;
    }

    /** Waits, in real time, until the tasks that were woken have run and nobody is busy. */
    private void settle() {
        if (tasks.idle() && others.isEmpty()) {
            return;
        }
        long began = System.nanoTime();
        for (int rest = 0; rest < LOOKS_AT_REST; ) {
            rest = tasks.idle() && others.stream().allMatch(BooleanSupplier::getAsBoolean) ? rest + 1 : 0;
            if (rest == 0 && System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("The clock stands at " + timeline.now() + ", as "
                        + (tasks.idle() ? "somebody whom it waits for" : "a task of its scheduler")
                        + " is still busy after " + PATIENCE.toSeconds()
                        + " s of real time; look for what never answers.");
            }
            LockSupport.parkNanos(LOOK_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("The clock stands at " + timeline.now()
                        + ", as the thread that moves it was interrupted; it may be moved again.");
            }
        }
    }

    private boolean runNext(Instant limit) {
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

    private Moment present() {
        Origin from = origin;
        // In two parts: at a high speed the nanoseconds of some hours do not fit into a long.
        double seconds = (System.nanoTime() - from.realNanos()) * 1e-9 * speed;
        double whole = Math.floor(seconds);
        return from.simulated().plus(Duration.ofSeconds((long) whole, (long) ((seconds - whole) * 1e9)));
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
                Duration wait = next == null ? IDLE : Duration.between(present().instant(), next);
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
        tasks.close();
    }
}
