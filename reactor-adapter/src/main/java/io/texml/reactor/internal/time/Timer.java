package io.texml.reactor.internal.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** The one source of time: a monotonic clock and delayed work, so that tests can turn both. */
public final class Timer {

    private static final Duration LONGEST = Duration.ofDays(100 * 365);

    private final Scheduler scheduler;
    private final LongSupplier nanoTime;

    private Timer(Scheduler scheduler, LongSupplier nanoTime) {
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
    }

    /** The machine's time. */
    public static Timer system() {
        return new Timer(Schedulers.parallel(), System::nanoTime);
    }

    /** A scheduler's own time, such as a virtual one. */
    public static Timer of(Scheduler scheduler) {
        return new Timer(scheduler, () -> scheduler.now(TimeUnit.NANOSECONDS));
    }

    public long nanos() {
        return nanoTime.getAsLong();
    }

    public Disposable schedule(Runnable work, long delayNanos) {
        return scheduler.schedule(work, Math.max(0, delayNanos), TimeUnit.NANOSECONDS);
    }

    public Disposable schedule(Runnable work, Duration delay) {
        return schedule(work, countable(delay).toNanos());
    }

    /** Completes after a time. */
    public Mono<Long> delay(Duration delay) {
        return Mono.delay(countable(delay), scheduler);
    }

    /** A time that stands for "no limit" may be more nanoseconds than a long holds. */
    public static Duration countable(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    public Duration since(long start) {
        return Duration.ofNanos(nanos() - start);
    }
}
