package io.texml.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The machine's time, but for a wall clock that is wrong. */
final class SkewedScheduler implements Scheduler {

    private final Scheduler real = Schedulers.parallel();
    private final long offset;

    SkewedScheduler(Duration skew) {
        this.offset = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) + skew.toNanos() - System.nanoTime();
    }

    @Override
    public long now(TimeUnit unit) {
        return unit.convert(System.nanoTime() + offset, TimeUnit.NANOSECONDS);
    }

    @Override
    public Disposable schedule(Runnable task) {
        return real.schedule(task);
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return real.schedule(task, delay, unit);
    }

    @Override
    public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return real.schedulePeriodically(task, initialDelay, period, unit);
    }

    @Override
    public Worker createWorker() {
        return real.createWorker();
    }
}
