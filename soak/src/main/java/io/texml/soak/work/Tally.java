package io.texml.soak.work;

import io.texml.TexmlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import reactor.core.Exceptions;

/** What was done, what failed, and what was wrong. Thread-safe. */
public final class Tally {

    private static final int KEPT = 20;

    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
    private final LongAdder wrong = new LongAdder();
    private final List<String> wrongs = new ArrayList<>();

    /** Counts something that was done. */
    void did(String what, long count) {
        done.computeIfAbsent(what, name -> new LongAdder()).add(count);
    }

    /** Counts what ended a part of a workload: a failure that the library has a name for, or something wrong. */
    void ended(String workload, Throwable thrown) {
        Throwable cause = Exceptions.unwrap(thrown);
        if (cause instanceof TexmlException) {
            failed(workload, cause.getClass().getSimpleName());
        } else {
            wrong(workload + ": " + cause);
        }
    }

    /** Counts a failure. */
    void failed(String workload, String how) {
        failed.computeIfAbsent(workload + ": " + how, name -> new LongAdder()).increment();
    }

    /** Counts something that must not be; the first are kept. */
    public void wrong(String what) {
        wrong.increment();
        synchronized (wrongs) {
            if (wrongs.size() < KEPT) {
                wrongs.add(what);
            }
        }
    }

    /** What was done, by name. */
    public Map<String, Long> done() {
        return sums(done);
    }

    /** What failed, by workload and kind. */
    public Map<String, Long> failed() {
        return sums(failed);
    }

    /** How much was wrong. */
    public long wrong() {
        return wrong.sum();
    }

    /** The first things that were wrong. */
    public List<String> wrongs() {
        synchronized (wrongs) {
            return List.copyOf(wrongs);
        }
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
