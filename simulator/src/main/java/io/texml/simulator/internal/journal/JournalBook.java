package io.texml.simulator.internal.journal;

import io.texml.simulator.Journal;
import io.texml.simulator.RecordedRequest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/** The journal, bounded in records and in bytes per record. */
public final class JournalBook implements Journal {

    /** Longest body that is kept whole. */
    public static final int LONGEST_BODY = 64 * 1024;

    private final int limit;
    private final ArrayDeque<RecordedRequest> requests = new ArrayDeque<>();
    private long count;
    private long dropped;

    /** An empty journal. */
    public JournalBook(int limit) {
        this.limit = limit;
    }

    /** The number of the next request. */
    public synchronized long nextNumber() {
        return ++count;
    }

    /** Adds a request. */
    public synchronized void add(RecordedRequest request) {
        requests.add(request);
        if (requests.size() > limit) {
            requests.remove();
            dropped++;
        }
    }

    /** What of a body is kept. */
    public static byte[] kept(byte[] body) {
        return body.length > LONGEST_BODY ? Arrays.copyOf(body, LONGEST_BODY) : body;
    }

    @Override
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public synchronized long dropped() {
        return dropped;
    }

    @Override
    public synchronized void clear() {
        requests.clear();
        dropped = 0;
        count = 0;
    }
}
