package io.texml.simulator.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The simulated time and what is to happen in it. Two events of one instant happen in the order they were scheduled.
 * Guarded by the platform's lock.
 */
public final class Timeline {

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::due).thenComparingLong(Event::order));
    private Instant now;
    private long order;
    private Runnable onSchedule = () -> {};

    /** A time line that stands at an instant. */
    public Timeline(Instant start) {
        this.now = start;
    }

    /** Something that will happen, unless it is cancelled. */
    public static final class Event {

        private final Instant due;
        private final long order;
        private final Runnable action;
        private boolean cancelled;

        private Event(Instant due, long order, Runnable action) {
            this.due = due;
            this.order = order;
            this.action = action;
        }

        private Instant due() {
            return due;
        }

        private long order() {
            return order;
        }

        /** Makes the event not happen. */
        public void cancel() {
            cancelled = true;
        }
    }

    /** The simulated present. */
    public Instant now() {
        return now;
    }

    /** Schedules an event. */
    public Event after(Duration delay, Runnable action) {
        Event event = new Event(now.plus(delay.isNegative() ? Duration.ZERO : delay), order++, action);
        events.add(event);
        onSchedule.run();
        return event;
    }

    /** Sets who is told that something was scheduled. */
    void onSchedule(Runnable listener) {
        onSchedule = listener;
    }

    /** When the next event is due, null when nothing is left. */
    public @Nullable Instant nextDue() {
        dropCancelled();
        Event next = events.peek();
        return next == null ? null : next.due();
    }

    /** Runs the next event if it is due by an instant, and moves the present to it. */
    public boolean runNext(Instant limit) {
        dropCancelled();
        Event next = events.peek();
        if (next == null || next.due().isAfter(limit)) {
            return false;
        }
        events.remove();
        if (next.due().isAfter(now)) {
            now = next.due();
        }
        next.action.run();
        return true;
    }

    /** Moves the present forward; events before it have been run. */
    public void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
        }
    }

    /** Forgets all events and stands at an instant. */
    public void restart(Instant start) {
        events.clear();
        now = start;
        order = 0;
    }

    private void dropCancelled() {
        for (Event next = events.peek(); next != null && next.cancelled; next = events.peek()) {
            events.remove();
        }
    }
}
