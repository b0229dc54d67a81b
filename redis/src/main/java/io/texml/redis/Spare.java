package io.texml.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * A granted thing that nobody waits for, kept for a moment for whoever comes next; one at most. Its only state is which it
 * keeps; who takes it out, by one atomic exchange, has it: somebody who comes, the next one that is kept, or the end of its
 * time, and those two give it back to Redis.
 */
final class Spare<T> {

    private final long keptFor;
    private final Scheduler scheduler;
    private final Consumer<? super T> giveBack;
    private final AtomicReference<@Nullable T> kept = new AtomicReference<>();

    /**
     * With nothing in it.
     *
     * @param keptFor zero to give everything back at once
     * @param scheduler on which the time of what is kept ends
     * @param giveBack to Redis
     */
    Spare(Duration keptFor, Scheduler scheduler, Consumer<? super T> giveBack) {
        this.keptFor = keptFor.toNanos();
        this.scheduler = scheduler;
        this.giveBack = giveBack;
    }

    void keep(T thing) {
        if (keptFor == 0) {
            giveBack(thing);
            return;
        }
        T before = kept.getAndSet(thing);
        if (before != null) {
            giveBack(before);
        }
        scheduler.schedule(() -> end(thing), keptFor, TimeUnit.NANOSECONDS);
    }

    @Nullable
    T take() {
        return kept.getAndSet(null);
    }

    private void end(T thing) {
        if (kept.compareAndSet(thing, null)) {
            giveBack(thing);
        }
    }

    void giveBack(T thing) {
        giveBack.accept(thing);
    }
}
