package io.texml.reactor.internal.callbacks;

import io.texml.reactor.internal.time.Link;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * What one subscriber has not taken yet. When there is no room the oldest goes, as the newest says how things stand.
 *
 * <p>It is in a list of its {@link EventHub}, or in none any more; the hub's lock guards that. What waits, and whether it
 * was cancelled, is guarded by the queue's own monitor, which is taken under the hub's lock and never the other way round.
 * Whoever counts {@code drains} up from zero lets the scheduler run the drain; nothing else calls the subscriber.
 */
final class EventQueue<T> extends Link implements Subscription {

    @SuppressWarnings("rawtypes")
    private static final AtomicLongFieldUpdater<EventQueue> REQUESTED =
            AtomicLongFieldUpdater.newUpdater(EventQueue.class, "requested");

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<EventQueue> DRAINS =
            AtomicIntegerFieldUpdater.newUpdater(EventQueue.class, "drains");

    /** What an {@link #add} came to. */
    enum Added {
        ROOM,
        LOST_ONE,
        /** As above, and nothing was lost since the queue was empty. */
        LOST_FIRST
    }

    private final CoreSubscriber<? super T> actual;
    private final Scheduler scheduler;
    private final int bound;
    private final Consumer<EventQueue<T>> left;
    private final ArrayDeque<T> waiting = new ArrayDeque<>(4);
    private boolean losing;

    private volatile boolean cancelled;
    private volatile long requested;
    private volatile int drains;

    /**
     * A queue.
     *
     * @param bound how many events wait at most
     * @param left hears that the subscriber cancelled, once
     */
    EventQueue(CoreSubscriber<? super T> actual, Scheduler scheduler, int bound, Consumer<EventQueue<T>> left) {
        this.actual = actual;
        this.scheduler = scheduler;
        this.bound = bound;
        this.left = left;
    }

    /** Takes an event; {@link #wake} has to follow, without a lock. */
    Added add(T event) {
        synchronized (waiting) {
            if (cancelled) {
                return Added.ROOM;
            }
            if (waiting.size() < bound) {
                waiting.add(event);
                return Added.ROOM;
            }
            waiting.poll();
            waiting.add(event);
            if (losing) {
                return Added.LOST_ONE;
            }
            losing = true;
            return Added.LOST_FIRST;
        }
    }

    /** Lets the subscriber have what it asked for. */
    void wake() {
        if (DRAINS.getAndIncrement(this) != 0) {
            return;
        }
        try {
            scheduler.schedule(this::drain);
        } catch (RejectedExecutionException busy) {
            // What waits stays, within its bound, until the next event comes or more is asked for.
            drains = 0;
        }
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            Operators.addCap(REQUESTED, this, n);
            wake();
        }
    }

    @Override
    public void cancel() {
        synchronized (waiting) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            waiting.clear();
        }
        left.accept(this);
    }

    private void drain() {
        int seen = drains;
        while (seen != 0) {
            long demand = requested;
            long told = 0;
            while (told != demand) {
                T event = poll();
                if (event == null) {
                    break;
                }
                told++;
                try {
                    actual.onNext(event);
                } catch (Throwable thrown) {
                    cancel();
                    Operators.onErrorDropped(thrown, actual.currentContext());
                }
            }
            if (demand != Long.MAX_VALUE) {
                Operators.produced(REQUESTED, this, told);
            }
            seen = DRAINS.addAndGet(this, -seen);
        }
    }

    private @Nullable T poll() {
        synchronized (waiting) {
            T event = waiting.poll();
            if (waiting.isEmpty()) {
                losing = false;
            }
            return event;
        }
    }
}
