package io.texml.simulator.internal.time;

import java.util.Comparator;
import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What waits for simulated time, and the one thread that runs it: in the order in which it falls due, or was scheduled.
 * Nothing runs on the thread that schedules, which may hold locks, nor under the platform's lock.
 *
 * <p>Whoever moves a clock that stands still hands over what falls due. With a clock that runs an alarm does, on real time;
 * this object's own lock guards it, and nothing else is locked under that.
 */
final class SimulatedTasks implements AutoCloseable {

    private static final long SHORTEST_ALARM_NANOS = 1_000;

    private final ConcurrentSkipListSet<Task> waiting =
            new ConcurrentSkipListSet<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
    private final AtomicLong order = new AtomicLong();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Scheduler thread = Schedulers.newSingle("texml-simulator-scheduler", true);
    private final LongSupplier now;
    private final double speed;
    private @Nullable Disposable alarm;
    private long alarmAt;

    /**
     * Tasks that wait.
     *
     * @param now the steady count of simulated nanoseconds
     * @param speed simulated seconds per real second, 0 when somebody else hands over what is due
     */
    SimulatedTasks(LongSupplier now, double speed) {
        this.now = now;
        this.speed = speed;
    }

    /**
     * A task that will run.
     *
     * @param period nanoseconds, 0 for a task that runs once
     * @param whenOver hears that it will not run again
     */
    Task create(Runnable body, long period, Consumer<Task> whenOver) {
        return new Task(Schedulers.onSchedule(body), period, whenOver);
    }

    /** Lets a task run after so many nanoseconds: at once, on the thread, if there are none. */
    void begin(Task task, long delay) {
        task.due = Moment.sum(now.getAsLong(), Math.max(0, delay));
        if (delay <= 0) {
            handOver(task);
        } else {
            await(task);
        }
    }

    private void await(Task task) {
        task.order = order.getAndIncrement();
        waiting.add(task);
        if (task.isDisposed()) {
            waiting.remove(task);
        } else if (speed > 0) {
            setAlarm(false);
        }
    }

    /** The task that is due next, null when none waits. */
    @Nullable
    Task first() {
        Iterator<Task> tasks = waiting.iterator();
        return tasks.hasNext() ? tasks.next() : null;
    }

    /** Whether what waits, if anything, comes again and again for ever. */
    boolean onlyPeriodic() {
        return waiting.stream().allMatch(task -> task.period > 0);
    }

    /** Whether the thread has run everything that it was given. */
    boolean idle() {
        return unfinished.get() == 0;
    }

    /** Gives a task to the thread. */
    void handOver(Task task) {
        waiting.remove(task);
        if (task.state.compareAndSet(State.WAITING, State.READY)) {
            unfinished.incrementAndGet();
            try {
                Disposable unused = thread.schedule(task);
            } catch (RejectedExecutionException closed) {
                unfinished.decrementAndGet();
                task.dispose();
                throw closed;
            }
        }
    }

    /** Gives everything to the thread that is due by now; for a clock that runs, and was moved. */
    void handOverDue() {
        for (Task next = first(); next != null && next.due <= now.getAsLong(); next = first()) {
            handOver(next);
        }
        setAlarm(true);
    }

    private synchronized void setAlarm(boolean anew) {
        Task next = first();
        Disposable before = alarm;
        boolean isSet = before != null && !before.isDisposed() && alarmAt <= (next == null ? Long.MAX_VALUE : next.due);
        if (isSet && !anew) {
            return;
        }
        if (before != null) {
            before.dispose();
            alarm = null;
        }
        if (next != null) {
            long nanos = Math.max(SHORTEST_ALARM_NANOS, (long) Math.ceil((next.due - now.getAsLong()) / speed));
            alarmAt = next.due;
            alarm = thread.schedule(this::handOverDue, nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        thread.dispose();
    }

    private enum State {
        WAITING,
        READY,
        RUNNING,
        OVER
    }

    /**
     * One task.
     *
     * <p>States, each change one compare-and-set:
     *
     * <ul>
     *   <li>{@code WAITING}, at first, and between two runs of a periodic task.
     *   <li>{@code READY}, from {@link #handOver}: the thread has it.
     *   <li>{@code RUNNING}, on the thread.
     *   <li>{@code OVER}, for good: it has run, has thrown, or was disposed, from any thread. What runs is not interrupted.
     * </ul>
     *
     * Its place among those that wait changes only while it is not one of them.
     */
    final class Task implements Runnable, Disposable {

        private final Runnable body;
        private final long period;
        private final Consumer<Task> whenOver;
        private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
        private long due;
        private long order;

        private Task(Runnable body, long period, Consumer<Task> whenOver) {
            this.body = body;
            this.period = period;
            this.whenOver = whenOver;
        }

        long due() {
            return due;
        }

        private long order() {
            return order;
        }

        @Override
        public void run() {
            try {
                if (state.compareAndSet(State.READY, State.RUNNING)) {
                    runOnce();
                }
            } finally {
                unfinished.decrementAndGet();
            }
        }

        private void runOnce() {
            boolean again = false;
            try {
                body.run();
                again = period > 0;
            } finally {
                if (!again) {
                    dispose();
                } else if (state.compareAndSet(State.RUNNING, State.WAITING)) {
                    due = Moment.sum(due, period);
                    await(this);
                }
            }
        }

        @Override
        public void dispose() {
            if (state.getAndSet(State.OVER) != State.OVER) {
                waiting.remove(this);
                whenOver.accept(this);
            }
        }

        @Override
        public boolean isDisposed() {
            return state.get() == State.OVER;
        }
    }
}
