package io.texml.simulator.internal.journal;

import io.texml.simulator.internal.wire.PercentCode;
import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import io.texml.simulator.journal.Journal;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.journal.TimelineEntry;
import io.texml.simulator.journal.TimelineEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The journal, bounded in records, in bytes per record and in bytes. Its own lock guards it; nothing else is locked under it. */
public final class JournalBook implements Journal {

    /** Longest body that is kept whole. */
    public static final int LONGEST_BODY = 64 * 1024;

    /** How much is kept of what a note says. */
    public static final int LONGEST_DETAIL = 256;

    /** Longest path that is kept of a request without a key. */
    private static final int LONGEST_PATH = 256;

    /** What the kept bodies may take together, and everything else that is kept as well. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    /** What an entry takes beside its texts, roughly. */
    private static final long ENTRY_BYTES = 256;

    private final int limit;
    private final long mostBytes;
    private final ArrayDeque<Placed<RecordedRequest>> requests = new ArrayDeque<>();
    private final ArrayDeque<Placed<RecordedCallback>> callbacks = new ArrayDeque<>();
    private final ArrayDeque<Placed<TimelineEntry>> notes = new ArrayDeque<>();
    private final Map<String, LiveCalls> liveCalls = new HashMap<>();
    private LiveCalls allLiveCalls = LiveCalls.NONE;
    private long bodyBytes;
    private long otherBytes;
    private long count;
    private long places;
    private long underWay = -1;
    private long dropped;
    private long version;

    /**
     * An entry, and its place among the entries of every sort: the later, the higher.
     *
     * @param cause the place of the request that was under way, negative when none was
     * @param <T> a {@link RecordedRequest}, a {@link RecordedCallback} or a {@link TimelineEntry}
     */
    public record Placed<T>(long place, long cause, T entry) {}

    /**
     * Some entries, newest first.
     *
     * @param next the place before which the next ones are, 0 when there are none
     */
    public record Window(List<Placed<?>> entries, long next) {}

    private record LiveCalls(int now, int most) {

        static final LiveCalls NONE = new LiveCalls(0, 0);

        LiveCalls more() {
            return new LiveCalls(now + 1, Math.max(most, now + 1));
        }

        LiveCalls less() {
            return new LiveCalls(now - 1, most);
        }

        LiveCalls fromNowOn() {
            return new LiveCalls(now, now);
        }
    }

    /** An empty journal. */
    public JournalBook(int limit) {
        this.limit = limit;
        this.mostBytes = limit == Integer.MAX_VALUE ? Long.MAX_VALUE : MOST_BYTES;
    }

    /** The number of the next request. */
    public synchronized long nextNumber() {
        return ++count;
    }

    /** The place of a request that is under way from now on, and added at its end: it comes before what it causes. */
    public synchronized long nextPlace() {
        underWay = places++;
        return underWay;
    }

    /** Adds a request. */
    public synchronized void add(long place, RecordedRequest request) {
        underWay = -1;
        requests.add(new Placed<>(place, -1, request));
        bodyBytes += request.bodyLength();
        otherBytes += otherBytes(request);
        if (requests.size() > limit) {
            dropRequest();
        }
        changed();
    }

    /** Adds a callback. */
    public synchronized void add(RecordedCallback callback) {
        callbacks.add(new Placed<>(places++, underWay, callback));
        otherBytes += otherBytes(callback);
        if (callbacks.size() > limit) {
            dropCallback();
        }
        changed();
    }

    /**
     * Notes what happened to a call and is neither a request nor a callback: a state, a verb that began, a verb that is not
     * run, a document that is none, what the callee did.
     *
     * @param detail which one, in a few words; no numbers, addresses or bodies, as it is printed. The first
     *     {@value #LONGEST_DETAIL} characters are kept
     */
    public synchronized void note(Kind kind, String callSid, Instant at, String detail) {
        String kept = detail.substring(0, Math.min(LONGEST_DETAIL, detail.length()));
        TimelineEntry entry = new TimelineEntry(at, callSid, kind, kept);
        notes.add(new Placed<>(places++, underWay, entry));
        otherBytes += otherBytes(entry);
        if (notes.size() > limit) {
            dropNote();
        }
        changed();
    }

    /** A call was dialled. */
    public synchronized void callBegan(String accountSid) {
        liveCalls.put(accountSid, live(accountSid).more());
        allLiveCalls = allLiveCalls.more();
    }

    /** A call that {@linkplain #callBegan began} has ended. */
    public synchronized void callEnded(String accountSid) {
        liveCalls.put(accountSid, live(accountSid).less());
        allLiveCalls = allLiveCalls.less();
    }

    private LiveCalls live(String accountSid) {
        return liveCalls.getOrDefault(accountSid, LiveCalls.NONE);
    }

    @Override
    public synchronized int mostLiveCalls() {
        return allLiveCalls.most();
    }

    @Override
    public synchronized int mostLiveCalls(String accountSid) {
        return live(accountSid).most();
    }

    private void changed() {
        dropWhatIsTooMuch();
        version++;
        notifyAll();
    }

    private void dropWhatIsTooMuch() {
        while (!requests.isEmpty() && (bodyBytes > mostBytes || otherBytes > mostBytes)) {
            dropRequest();
        }
        while (!callbacks.isEmpty() && otherBytes > mostBytes) {
            dropCallback();
        }
        while (!notes.isEmpty() && otherBytes > mostBytes) {
            dropNote();
        }
    }

    private void dropRequest() {
        RecordedRequest oldest = requests.remove().entry();
        bodyBytes -= oldest.bodyLength();
        otherBytes -= otherBytes(oldest);
        dropped++;
    }

    private void dropCallback() {
        otherBytes -= otherBytes(callbacks.remove().entry());
        dropped++;
    }

    private void dropNote() {
        otherBytes -= otherBytes(notes.remove().entry());
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
        return ENTRY_BYTES + callback.url().length() + callback.answer().length() + bytes(callback.fields());
    }

    private static long otherBytes(TimelineEntry note) {
        return ENTRY_BYTES + note.detail().length();
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
        return entries(requests);
    }

    @Override
    public synchronized List<RecordedCallback> callbacks() {
        return entries(callbacks);
    }

    @Override
    public synchronized List<TimelineEntry> notes(Kind kind) {
        return entries(notes).stream().filter(note -> note.kind() == kind).toList();
    }

    @Override
    public List<TimelineEntry> timeline(String callSid) {
        return all().stream()
                .filter(placed -> isOfCall(placed.entry(), callSid))
                .sorted(Comparator.comparingLong(Placed::place))
                .map(placed -> asNote(placed.entry(), callSid))
                .toList();
    }

    private static TimelineEntry asNote(Object entry, String callSid) {
        if (entry instanceof TimelineEntry note) {
            return note;
        }
        return entry instanceof RecordedRequest request
                ? new TimelineEntry(request.receivedAt(), callSid, Kind.REQUEST, request.toString())
                : new TimelineEntry(((RecordedCallback) entry).sentAt(), callSid, Kind.CALLBACK, entry.toString());
    }

    /**
     * Everything about one call, oldest first: its notes, callbacks about it, requests that name it, and those that caused any
     * of it, such as the one that dialled.
     */
    public List<Placed<?>> ofCall(String callSid) {
        List<Placed<?>> all = all();
        List<Placed<?>> found = new ArrayList<>();
        Set<Long> causes = new HashSet<>();
        for (Placed<?> placed : all) {
            if (isOfCall(placed.entry(), callSid)) {
                found.add(placed);
                causes.add(placed.cause());
            }
        }
        found.forEach(placed -> causes.remove(placed.place()));
        all.stream().filter(placed -> causes.contains(placed.place())).forEach(found::add);
        found.sort(Comparator.comparingLong(Placed::place));
        return found;
    }

    /**
     * The latest entries that are wanted, of those before a place.
     *
     * @param wanted quick, as what goes on waits for it
     */
    public synchronized Window newest(long before, int most, Predicate<Object> wanted) {
        List<Placed<?>> found = new ArrayList<>();
        for (ArrayDeque<? extends Placed<?>> sort : List.of(requests, callbacks, notes)) {
            int ofSort = 0;
            Iterator<? extends Placed<?>> backwards = sort.descendingIterator();
            while (ofSort <= most && backwards.hasNext()) {
                Placed<?> placed = backwards.next();
                if (placed.place() < before && wanted.test(placed.entry())) {
                    found.add(placed);
                    ofSort++;
                }
            }
        }
        found.sort(Comparator.<Placed<?>>comparingLong(Placed::place).reversed());
        return window(found, most);
    }

    /** The first entries of those that are given newest first. */
    public static Window window(List<Placed<?>> newestFirst, int most) {
        return newestFirst.size() > most
                ? new Window(
                        List.copyOf(newestFirst.subList(0, most)),
                        newestFirst.get(most - 1).place())
                : new Window(newestFirst, 0);
    }

    /** Whoever reads long looks at a copy, so that what goes on need not wait for him. */
    private synchronized List<Placed<?>> all() {
        List<Placed<?>> all = new ArrayList<>(notes.size() + callbacks.size() + requests.size());
        all.addAll(notes);
        all.addAll(callbacks);
        all.addAll(requests);
        return all;
    }

    private static boolean isOfCall(Object entry, String callSid) {
        if (entry instanceof RecordedRequest request) {
            return names(request, callSid);
        }
        return entry instanceof RecordedCallback callback
                ? callback.callSid().equals(callSid)
                : ((TimelineEntry) entry).callSid().equals(callSid);
    }

    /** Another number whenever anything in here has changed. */
    public synchronized long version() {
        return version;
    }

    private static boolean names(RecordedRequest request, String callSid) {
        for (String value : request.parameters().values()) {
            if (value.contains(callSid)) {
                return true;
            }
        }
        try {
            return List.of(PercentCode.decode(request.path(), false).split("/", -1))
                    .contains(callSid);
        } catch (MalformedEncodingException e) {
            return false;
        }
    }

    private static <T> List<T> entries(Collection<Placed<T>> placed) {
        return placed.stream().map(Placed::entry).toList();
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
        notes.clear();
        liveCalls.replaceAll((account, live) -> live.fromNowOn());
        allLiveCalls = allLiveCalls.fromNowOn();
        bodyBytes = 0;
        otherBytes = 0;
        dropped = 0;
        count = 0;
        version++;
    }

    /** Forgets everything, and all calls with it. */
    public synchronized void reset() {
        liveCalls.clear();
        allLiveCalls = LiveCalls.NONE;
        clear();
    }
}
