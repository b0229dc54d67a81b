package io.texml.simulator.internal.time;

import io.texml.simulator.internal.time.SimulatedTasks.Task;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.scheduler.Scheduler;

/** Reactor's view of the simulated time. Several share one thread; each forgets its own tasks when it is disposed. */
final class SimulatedScheduler implements Scheduler {

    private final SimulatedTasks tasks;
    private final LongSupplier now;
    private final Group all;

    SimulatedScheduler(SimulatedTasks tasks, LongSupplier now) {
        this.tasks = tasks;
        this.now = now;
        this.all = new Group(null);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return all.schedule(task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return all.schedule(task, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return all.schedulePeriodically(task, initialDelay, period, unit);
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(now.getAsLong(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Worker createWorker() {
        return new Group(all);
    }

    @Override
    public void dispose() {
        all.dispose();
    }

    @Override
    public boolean isDisposed() {
        return all.isDisposed();
    }

    @Override
    public String toString() {
        return "SimulatorClock.scheduler()";
    }

    /** The tasks of a worker, or of the scheduler, which has those of its workers too. */
    private final class Group implements Worker {

        private final @Nullable Group parent;
        private final Set<Task> open = ConcurrentHashMap.newKeySet();
        private volatile boolean disposed;

        private Group(@Nullable Group parent) {
            this.parent = parent;
        }

        @Override
        public Disposable schedule(Runnable task) {
            return begin(task, 0, 0);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return begin(task, unit.toNanos(delay), 0);
        }

        @Override
        public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
            if (period <= 0) {
                throw new IllegalArgumentException(
                        "period has to be longer than zero on simulated time, which could not go on otherwise: "
                                + period);
            }
            return begin(task, unit.toNanos(initialDelay), unit.toNanos(period));
        }

        private Disposable begin(Runnable body, long delay, long period) {
            Task task = tasks.create(body, period, this::over);
            begun(task);
            if (isDisposed()) {
                task.dispose();
                throw Exceptions.failWithRejected();
            }
            tasks.begin(task, delay);
            return task;
        }

        private void begun(Task task) {
            open.add(task);
            if (parent != null) {
                parent.begun(task);
            }
        }

        private void over(Task task) {
            open.remove(task);
            if (parent != null) {
                parent.over(task);
            }
        }

        @Override
        public void dispose() {
            disposed = true;
            open.forEach(Task::dispose);
        }

        @Override
        public boolean isDisposed() {
            return disposed || (parent != null && parent.isDisposed());
        }
    }
}
