package io.texml.reactor.internal;

import io.texml.reactor.internal.time.Timer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** Time that stands still until a race moves it. What is due at once runs at once, on the thread that asks for it. */
public final class HandClock implements Scheduler {

    private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Timer timer = Timer.of(this);

    public Timer timer() {
        return timer;
    }

    /** Lets time pass and runs all that waited, on this thread: nothing here waits for longer than a race lets pass. */
    public void pass(long passed) {
        nanos.addAndGet(passed);
        for (Task task = waiting.poll(); task != null; task = waiting.poll()) {
            if (!task.disposable.isDisposed()) {
                task.work.run();
            }
        }
    }

    /** Runs what has waited longest, on this thread, however long it had still to wait; all else waits on. */
    public void passToFirst() {
        Task task = waiting.poll();
        if (task != null && !task.disposable.isDisposed()) {
            task.work.run();
        }
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(nanos.get(), TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable work) {
        work.run();
        return Disposables.disposed();
    }

    @Override
    public Disposable schedule(Runnable work, long delay, TimeUnit unit) {
        if (delay <= 0) {
            return schedule(work);
        }
        Task task = new Task(work, Disposables.single());
        waiting.add(task);
        return task.disposable;
    }

    @Override
    public Worker createWorker() {
        throw new UnsupportedOperationException("nothing here asks for one");
    }

    private record Task(Runnable work, Disposable disposable) {}
}
