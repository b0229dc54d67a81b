package io.texml.simulator.internal.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind in the order they were made, no more than a limit: beyond it, the record that ended first is
 * forgotten first. What has not ended is never forgotten. Guarded by the platform's lock.
 */
public final class Store<T> {

    private final int limit;
    private final NavigableMap<Long, T> bySequence = new TreeMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final NavigableMap<Long, T> running = new TreeMap<>();
    private final Set<String> ended = new LinkedHashSet<>();
    private long nextSequence;
    private long forgotten;

    /** An empty store. */
    public Store(int limit) {
        this.limit = limit;
    }

    /** Adds a record. */
    public void add(String key, T item) {
        sequences.put(key, nextSequence);
        bySequence.put(nextSequence, item);
        running.put(nextSequence, item);
        nextSequence++;
        forgetEnded();
    }

    /** The record with that key. */
    public @Nullable T get(String key) {
        Long sequence = sequences.get(key);
        return sequence == null ? null : bySequence.get(sequence);
    }

    /** Removes a record, and tells whether there was one. */
    public boolean remove(String key) {
        ended.remove(key);
        Long sequence = sequences.remove(key);
        if (sequence == null) {
            return false;
        }
        running.remove(sequence);
        return bySequence.remove(sequence) != null;
    }

    /** Says that a record may be forgotten from now on. */
    public void end(String key) {
        Long sequence = sequences.get(key);
        if (sequence != null) {
            running.remove(sequence);
            ended.add(key);
            forgetEnded();
        }
    }

    /** Whether the store is full of records that have not ended. */
    public boolean full() {
        return bySequence.size() >= limit && ended.isEmpty();
    }

    /** The records from a sequence number downwards, newest first. */
    public NavigableMap<Long, T> newestFirst(long from) {
        return bySequence.headMap(from, true).descendingMap();
    }

    /** The records that have not ended, from a sequence number downwards, newest first. */
    public NavigableMap<Long, T> runningNewestFirst(long from) {
        return running.headMap(from, true).descendingMap();
    }

    /** All records, oldest first. */
    public Collection<T> all() {
        return bySequence.values();
    }

    /** How many records there are. */
    public int size() {
        return bySequence.size();
    }

    /** How many records have been forgotten. */
    public long forgotten() {
        return forgotten;
    }

    private void forgetEnded() {
        while (bySequence.size() > limit && !ended.isEmpty()) {
            if (remove(ended.iterator().next())) {
                forgotten++;
            }
        }
    }
}
