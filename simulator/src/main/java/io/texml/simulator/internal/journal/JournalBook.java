package io.texml.simulator.internal.journal;

import io.texml.simulator.journal.Journal;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The journal, bounded in records and in bytes per record. Its own lock guards it; nothing else is locked under it. */
public final class JournalBook implements Journal {

    /** Longest body that is kept whole. */
    public static final int LONGEST_BODY = 64 * 1024;

    /** What the kept bodies may take together. */
    private static final long MOST_BODY_BYTES = 32L * 1024 * 1024;

    private final int limit;
    private final long mostBodyBytes;
    private final ArrayDeque<RecordedRequest> requests = new ArrayDeque<>();
    private final ArrayDeque<RecordedCallback> callbacks = new ArrayDeque<>();
    private long bodyBytes;
    private long count;
    private long dropped;

    /** An empty journal. */
    public JournalBook(int limit) {
        this.limit = limit;
        this.mostBodyBytes = limit == Integer.MAX_VALUE ? Long.MAX_VALUE : MOST_BODY_BYTES;
    }

    /** The number of the next request. */
    public synchronized long nextNumber() {
        return ++count;
    }

    /** Adds a request. */
    public synchronized void add(RecordedRequest request) {
        requests.add(request);
        bodyBytes += request.bodyLength();
        while (requests.size() > limit || bodyBytes > mostBodyBytes) {
            bodyBytes -= requests.remove().bodyLength();
            dropped++;
        }
        notifyAll();
    }

    /** Adds a callback. */
    public synchronized void add(RecordedCallback callback) {
        callbacks.add(callback);
        if (callbacks.size() > limit) {
            callbacks.remove();
            dropped++;
        }
        notifyAll();
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
    public synchronized List<RecordedCallback> callbacks() {
        return List.copyOf(callbacks);
    }

    @Override
    public List<RecordedRequest> awaitRequests(String operation, int least, Duration atMost) {
        return await(() -> requests(operation), least, operation, atMost);
    }

    @Override
    public List<RecordedCallback> awaitCallbacks(String kind, int least, Duration atMost) {
        return await(() -> callbacks(kind), least, kind, atMost);
    }

    private synchronized <T> List<T> await(Supplier<List<T>> entries, int least, String what, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            List<T> present = entries.get();
            long left = deadline - System.nanoTime();
            if (present.size() >= least) {
                return present;
            }
            if (left <= 0) {
                throw new AssertionError("Expected " + least + " of " + what + " within " + atMost + ", but there are "
                        + present.size() + ": " + present);
            }
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting for " + what, e);
            }
        }
    }

    @Override
    public synchronized long dropped() {
        return dropped;
    }

    @Override
    public synchronized void clear() {
        requests.clear();
        callbacks.clear();
        bodyBytes = 0;
        dropped = 0;
        count = 0;
    }
}
