package io.texml.simulator.internal.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The simulated time and what is to happen in it. Two events of one instant happen in the order they were scheduled.
 * Guarded by the platform's lock; the present may be read without it.
 */
public final class Timeline {

    private final NavigableSet<Event> events =
            new TreeSet<>(Comparator.comparing(Event::due).thenComparingLong(Event::order));
    private volatile Moment present;
    private long order;
    private Runnable onSchedule = () -> {};

    /** A time line that stands at an instant. */
    public Timeline(Instant start) {
        this.present = Moment.of(start);
    }

    /** Something that will happen, unless it is cancelled. */
    public final class Event {

        private final Instant due;
        private final long order;
        private final Runnable action;

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

        /** Whether it has neither happened nor been cancelled. */
        boolean isPending() {
            return events.contains(this);
        }

        /** Makes the event not happen. */
        public void cancel() {
            events.remove(this);
        }
    }

    /** The simulated present. */
    public Instant now() {
        return present.instant();
    }

    /** The present, and its place on the steady count. */
    Moment present() {
        return present;
    }

    /** Schedules an event. */
    public Event after(Duration delay, Runnable action) {
        Event event = new Event(now().plus(delay.isNegative() ? Duration.ZERO : delay), order++, action);
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
        return events.isEmpty() ? null : events.first().due();
    }

    /** Runs the next event if it is due by an instant, and moves the present to it. */
    public boolean runNext(Instant limit) {
        if (events.isEmpty() || events.first().due().isAfter(limit)) {
            return false;
        }
        Event next = events.first();
        events.remove(next);
        moveTo(next.due());
        next.action.run();
        return true;
    }

    /** Moves the present forward; events before it have been run. */
    public void moveTo(Instant instant) {
        if (instant.isAfter(now())) {
            present = present.movedTo(instant);
        }
    }

    /** Forgets all events and stands at an instant. */
    public void restart(Instant start) {
        events.clear();
        present = present.restartedAt(start);
    }
}
