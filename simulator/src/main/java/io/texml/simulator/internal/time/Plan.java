package io.texml.simulator.internal.time;

import java.util.ArrayList;
import java.util.List;

/** What somebody has planned, to be cancelled together. What has happened is forgotten, however long the planning goes on. */
public final class Plan {

    private static final int FEW = 64;

    private final List<Timeline.Event> events = new ArrayList<>();
    private int most = FEW;

    /** Adds an event. */
    public void add(Timeline.Event event) {
        if (events.size() >= most) {
            events.removeIf(earlier -> !earlier.isPending());
            most = Math.max(FEW, 2 * events.size());
        }
        events.add(event);
    }

    /** Cancels everything that has not happened. */
    public void cancel() {
        events.forEach(Timeline.Event::cancel);
        events.clear();
    }

    int size() {
        return events.size();
    }
}
