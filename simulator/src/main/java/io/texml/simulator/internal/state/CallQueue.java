package io.texml.simulator.internal.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue of waiting calls. Its sid is its name, as the documentation shows it. Guarded by the platform's lock. */
public final class CallQueue {

    private final String sid;
    private final Instant created;
    private final Map<String, Instant> members = new LinkedHashMap<>();
    private long maximumSize;
    private Instant updated;

    /** An empty queue. */
    public CallQueue(String sid, long maximumSize, Instant now) {
        this.sid = sid;
        this.maximumSize = maximumSize;
        this.created = now;
        this.updated = now;
    }

    /** The identifier. */
    public String sid() {
        return sid;
    }

    /** When it was made. */
    public Instant created() {
        return created;
    }

    /** When anything changed last. */
    public Instant updated() {
        return updated;
    }

    /** How many calls may wait. */
    public long maximumSize() {
        return maximumSize;
    }

    /** Changes how many calls may wait. */
    public void maximumSize(long size, Instant now) {
        maximumSize = size;
        updated = now;
    }

    /** How many calls wait. */
    public int size() {
        return members.size();
    }

    /** Adds a call, unless the queue is full. */
    public boolean join(String callSid, Instant now) {
        if (members.size() >= maximumSize) {
            return false;
        }
        members.put(callSid, now);
        updated = now;
        return true;
    }

    /** The calls that wait, and since when, whoever has waited longest first. */
    public Map<String, Instant> members() {
        return Collections.unmodifiableMap(members);
    }

    /** The call that has waited longest, null when nobody waits. */
    public @Nullable String first() {
        return members.isEmpty() ? null : members.keySet().iterator().next();
    }

    /** The place of a call that waits here, from 1. */
    public int position(String callSid) {
        return List.copyOf(members.keySet()).indexOf(callSid) + 1;
    }

    /** How long a call has waited here, in seconds. */
    public long waited(String callSid, Instant now) {
        return Duration.between(members.getOrDefault(callSid, now), now).toSeconds();
    }

    /** Removes a call, if it waits here. */
    public void leave(String callSid, Instant now) {
        if (members.remove(callSid) != null) {
            updated = now;
        }
    }

    /** Mean time that the present members have waited, in seconds. */
    public long averageWait(Instant now) {
        return Math.round(members.values().stream()
                .mapToLong(since -> Duration.between(since, now).toSeconds())
                .average()
                .orElse(0));
    }

    @Override
    public String toString() {
        return "CallQueue[" + size() + " of " + maximumSize + "]";
    }
}
