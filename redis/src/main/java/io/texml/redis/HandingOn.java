package io.texml.redis;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The way of what was granted, or given back in this process, to the first who waits; what nobody waits for is spare. A thing
 * is had by exactly one: a turn, the {@link Spare}, or Redis again.
 *
 * <p>One that is given back from within a grant waits for the loop further up, as calls within calls would go ever deeper.
 * States: idle, or one thread hands on what has come by then ({@code underWay}, by atomic increments). There is no lock here;
 * the line's and that of {@code closedFor} are taken one after the other.
 */
final class HandingOn<T> {

    private final Line<? super T> line;
    private final Spare<T> spare;
    private final LongSupplier closedFor;
    private final Queue<T> free = new ConcurrentLinkedQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * To a line.
     *
     * @param closedFor for how many nanoseconds nobody is granted anything, so that all goes back to Redis; zero when open
     */
    HandingOn(Line<? super T> line, Spare<T> spare, LongSupplier closedFor) {
        this.line = line;
        this.spare = spare;
        this.closedFor = closedFor;
    }

    long closedFor() {
        return closedFor.getAsLong();
    }

    void handOn(T thing) {
        free.add(thing);
        if (underWay.getAndIncrement() > 0) {
            return;
        }
        do {
            T next = Objects.requireNonNull(free.poll());
            try {
                handOnNow(next);
            } catch (Throwable thrown) {
                Operators.onErrorDropped(thrown, Context.empty());
            }
        } while (underWay.decrementAndGet() > 0);
    }

    private void handOnNow(T thing) {
        if (closedFor() > 0) {
            spare.giveBack(thing);
            return;
        }
        if (line.give(thing)) {
            return;
        }
        spare.keep(thing);
        if (!line.isEmpty()) {
            // Somebody joined between the two, and found nothing spare.
            T kept = spare.take();
            if (kept != null) {
                handOn(kept);
            }
        }
    }

    /** Somebody has joined the line. What is spare is handed over here and now, so that Redis is not asked for more. */
    void joined() {
        @Nullable T kept = spare.take();
        if (kept != null && (closedFor() > 0 || !line.give(kept))) {
            handOn(kept);
        }
    }
}
