package io.texml.reactor.internal.time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A line, first in, first out, before a rule. A waiter can leave at any time, also before it has come, and holds nothing while
 * it waits. Where each is, is decided under the line's lock, so exactly one of admission, refusal and leaving happens:
 *
 * <ul>
 *   <li>{@code NEW}, at first.
 *   <li>{@code IN_LINE}, from {@link #enter}.
 *   <li>{@code ADMITTED}, from {@link #enter} or from a {@link #change} that opened the way: what the rule took is the
 *       waiter's. For good.
 *   <li>{@code GONE}, from {@link #leave}, {@link #close}, or an {@link #enter} that found the line full or closed. For good.
 * </ul>
 *
 * The lock is the line itself. Rules and changes run under it and may lock nothing else; waiters are called outside of it.
 */
public final class WaitingLine {

    /** {@link Rule#tryEnter}: only another event can open the way, so there is no point in looking again by the clock. */
    public static final long UNTIL_CHANGED = Long.MAX_VALUE;

    /**
     * Whom this thread has let through and has not told yet; the first is being told. A thread keeps it, but for moments it
     * is empty and no class of ours is in it.
     */
    private static final ThreadLocal<ArrayDeque<Waiter>> ADMITTED = ThreadLocal.withInitial(ArrayDeque::new);

    private final Timer timer;
    private final Rule rule;
    private final Link list = new Link();

    private int size;
    private long departures;
    private @Nullable Disposable wakeUp;
    private long wakeUpAt;
    private boolean closed;

    public WaitingLine(Timer timer, Rule rule) {
        this.timer = timer;
        this.rule = rule;
    }

    /** Decides who may pass; always called under the line's lock. */
    @FunctionalInterface
    public interface Rule {
        /** Returns 0 when one has passed, else the nanoseconds until it is worth asking again. */
        long tryEnter(long now);
    }

    /** Somebody in the line. */
    public abstract static class Waiter extends Link {

        private Place place = Place.NEW;

        /** The rule let it through. It may want to leave at the same moment, and then has to give back what the rule took. */
        protected abstract void admitted();

        /** The line was closed while it waited. */
        protected abstract void closed();

        /** Nobody passes for this long; who has less time may leave. */
        protected void paused(Duration length) {}
    }

    private enum Place {
        NEW,
        IN_LINE,
        ADMITTED,
        GONE
    }

    /** How an attempt to enter ended. */
    public enum Entry {
        ADMITTED,
        WAITING,
        FULL,
        CLOSED,
        /** It had left, or come, already. */
        GONE
    }

    /**
     * Passes at once when nobody waits and the rule allows, else joins the line.
     *
     * @param maxWaiting how long the line may be
     */
    public synchronized Entry enter(Waiter waiter, int maxWaiting) {
        if (waiter.place != Place.NEW) {
            return Entry.GONE;
        }
        Entry entry = decide(maxWaiting);
        switch (entry) {
            case ADMITTED -> waiter.place = Place.ADMITTED;
            case WAITING -> {
                waiter.linkBehind(list.previous());
                waiter.place = Place.IN_LINE;
                size++;
            }
            case FULL, CLOSED, GONE -> waiter.place = Place.GONE;
        }
        return entry;
    }

    private Entry decide(int maxWaiting) {
        if (closed) {
            return Entry.CLOSED;
        }
        if (size == 0) {
            long now = timer.nanos();
            long wait = rule.tryEnter(now);
            if (wait == 0) {
                return Entry.ADMITTED;
            }
            if (maxWaiting > 0) {
                wakeUpIn(wait, now);
            }
        }
        return size < maxWaiting ? Entry.WAITING : Entry.FULL;
    }

    /** Leaves, also before it has entered; false when it was admitted, refused or gone already. */
    public synchronized boolean leave(Waiter waiter) {
        if (waiter.place == Place.IN_LINE) {
            remove(waiter, Place.GONE);
            departures++;
            return true;
        }
        boolean hadNotCome = waiter.place == Place.NEW;
        if (hadNotCome) {
            waiter.place = Place.GONE;
        }
        return hadNotCome;
    }

    /** Whether it stands in the line. */
    public synchronized boolean isWaiting(Waiter waiter) {
        return waiter.place == Place.IN_LINE;
    }

    /** Changes what the rule reads, at a moment that the change is told, and lets those pass who now may. */
    public <T extends @Nullable Object> T change(LongFunction<T> change) {
        ArrayDeque<Waiter> admitted = ADMITTED.get();
        // A waiter that ends at once lets the next one pass from within. The loop further up tells that one too: calls
        // within calls would go ever deeper.
        boolean nobodyTellsThem = admitted.isEmpty();
        try {
            synchronized (this) {
                long now = timer.nanos();
                T result = change.apply(now);
                admitAll(now, admitted);
                return result;
            }
        } finally {
            if (nobodyTellsThem) {
                tellAll(admitted);
            }
        }
    }

    /** Reads what the rule reads. */
    public synchronized <T> T read(Supplier<T> state) {
        return state.get();
    }

    /** How many have left so far without their turn. */
    public synchronized long departures() {
        return departures;
    }

    public synchronized int size() {
        return size;
    }

    /** Lets nobody in any more and tells those who wait. */
    public void close() {
        List<Waiter> left;
        synchronized (this) {
            closed = true;
            left = everybody();
            left.forEach(waiter -> remove(waiter, Place.GONE));
            if (wakeUp != null) {
                wakeUp.dispose();
                wakeUp = null;
            }
        }
        callEach(new ArrayDeque<>(left), Waiter::closed);
    }

    /** Tells everybody in the line that nobody passes for a while. */
    public void tellPaused(Duration length) {
        List<Waiter> everybody;
        synchronized (this) {
            everybody = everybody();
        }
        callEach(new ArrayDeque<>(everybody), waiter -> waiter.paused(length));
    }

    private void admitAll(long now, ArrayDeque<Waiter> admitted) {
        while (size > 0) {
            long wait = rule.tryEnter(now);
            if (wait != 0) {
                wakeUpIn(wait, now);
                break;
            }
            Waiter first = (Waiter) list.next();
            remove(first, Place.ADMITTED);
            admitted.add(first);
        }
    }

    private static void tellAll(ArrayDeque<Waiter> admitted) {
        try {
            callEach(admitted, Waiter::admitted);
        } finally {
            admitted.clear();
        }
    }

    private void remove(Waiter waiter, Place to) {
        waiter.unlink();
        waiter.place = to;
        size--;
    }

    private List<Waiter> everybody() {
        List<Waiter> everybody = new ArrayList<>(size);
        for (Link next = list.next(); next != list; next = next.next()) {
            everybody.add((Waiter) next);
        }
        return everybody;
    }

    private void wakeUpIn(long wait, long now) {
        if (wait == UNTIL_CHANGED || (wakeUp != null && wakeUpAt - (now + wait) <= 0)) {
            return;
        }
        if (wakeUp != null) {
            wakeUp.dispose();
        }
        wakeUpAt = now + wait;
        wakeUp = timer.schedule(this::onWakeUp, wait);
    }

    private void onWakeUp() {
        change(now -> wakeUp = null);
    }

    /** What one subscriber throws must cost neither the next one its turn nor the caller, who answers another, its own. */
    public static <T> void callEach(ArrayDeque<T> queue, Consumer<? super T> call) {
        for (T next = queue.peek(); next != null; next = queue.peek()) {
            try {
                call.accept(next);
            } catch (Throwable thrown) {
                Operators.onErrorDropped(thrown, Context.empty());
            } finally {
                queue.remove();
            }
        }
    }
}
