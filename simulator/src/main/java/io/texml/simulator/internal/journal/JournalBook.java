package io.texml.simulator.internal.journal;

import io.texml.simulator.journal.Journal;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The journal, bounded in records, in bytes per record and in bytes. Its own lock guards it; nothing else is locked under it. */
public final class JournalBook implements Journal {

    /** Longest body that is kept whole. */
    public static final int LONGEST_BODY = 64 * 1024;

    /** Longest path that is kept of a request without a key. */
    private static final int LONGEST_PATH = 256;

    /** What the kept bodies may take together, and everything else that is kept as well. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    /** What an entry takes beside its texts, roughly. */
    private static final int ENTRY_BYTES = 256;

    private final int limit;
    private final long mostBytes;
    private final ArrayDeque<RecordedRequest> requests = new ArrayDeque<>();
    private final ArrayDeque<RecordedCallback> callbacks = new ArrayDeque<>();
    private long bodyBytes;
    private long otherBytes;
    private long count;
    private long dropped;

    /** An empty journal. */
    public JournalBook(int limit) {
        this.limit = limit;
        this.mostBytes = limit == Integer.MAX_VALUE ? Long.MAX_VALUE : MOST_BYTES;
    }

    /** The number of the next request. */
    public synchronized long nextNumber() {
        return ++count;
    }

    /** Adds a request. */
    public synchronized void add(RecordedRequest request) {
        requests.add(request);
        bodyBytes += request.bodyLength();
        otherBytes += otherBytes(request);
        if (requests.size() > limit) {
            dropRequest();
        }
        dropWhatIsTooMuch();
        notifyAll();
    }

    /** Adds a callback. */
    public synchronized void add(RecordedCallback callback) {
        callbacks.add(callback);
        otherBytes += otherBytes(callback);
        if (callbacks.size() > limit) {
            dropCallback();
        }
        dropWhatIsTooMuch();
        notifyAll();
    }

    private void dropWhatIsTooMuch() {
        while (!requests.isEmpty() && (bodyBytes > mostBytes || otherBytes > mostBytes)) {
            dropRequest();
        }
        while (!callbacks.isEmpty() && otherBytes > mostBytes) {
            dropCallback();
        }
    }

    private void dropRequest() {
        RecordedRequest oldest = requests.remove();
        bodyBytes -= oldest.bodyLength();
        otherBytes -= otherBytes(oldest);
        dropped++;
    }

    private void dropCallback() {
        otherBytes -= otherBytes(callbacks.remove());
        dropped++;
    }

    private static long otherBytes(RecordedRequest request) {
        long bytes = ENTRY_BYTES + request.path().length() + request.query().length() + bytes(request.parameters());
        for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
            bytes += header.getKey().length();
            for (String value : header.getValue()) {
                bytes += value.length();
            }
        }
        return bytes;
    }

    private static long otherBytes(RecordedCallback callback) {
        return ENTRY_BYTES + callback.url().length() + bytes(callback.fields());
    }

    private static long bytes(Map<String, String> texts) {
        long bytes = 0;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            bytes += text.getKey().length() + text.getValue().length();
        }
        return bytes;
    }

    /** What of a body is kept. */
    public static byte[] kept(byte[] body) {
        return body.length > LONGEST_BODY ? Arrays.copyOf(body, LONGEST_BODY) : body;
    }

    /** What of a request's parameters is kept: the first, as long as a body may be. */
    public static Map<String, String> kept(Map<String, String> parameters) {
        if (bytes(parameters) <= LONGEST_BODY) {
            return parameters;
        }
        Map<String, String> kept = new LinkedHashMap<>();
        int left = LONGEST_BODY;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            left -= parameter.getKey().length();
            if (left <= 0) {
                break;
            }
            String value = parameter.getValue();
            kept.put(parameter.getKey(), value.substring(0, Math.min(left, value.length())));
            left -= value.length();
        }
        return kept;
    }

    /** What of the path of a request without a key is kept. */
    public static String cut(String path) {
        return path.substring(0, Math.min(LONGEST_PATH, path.length()));
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
        otherBytes = 0;
        dropped = 0;
        count = 0;
    }
}
