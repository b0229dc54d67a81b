package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When dials began to be written and were settled: in between, at a moment that nobody knows, each reached the server. */
final class Arrivals {

    private record Change(long at, int by) {}

    private final List<long[]> dials = new ArrayList<>();

    synchronized void add(long used, long settled) {
        dials.add(new long[] {used, settled});
    }

    synchronized int size() {
        return dials.size();
    }

    /** The most dials that one window can have held, whenever they arrived. */
    synchronized int mostIn(Duration window) {
        List<Change> changes = new ArrayList<>();
        for (long[] dial : dials) {
            changes.add(new Change(dial[0], 1));
            changes.add(new Change(dial[1] + window.toNanos(), -1));
        }
        changes.sort(Comparator.comparingLong(Change::at).thenComparing(Change::by));
        int now = 0;
        int most = 0;
        for (Change change : changes) {
            now += change.by();
            most = Math.max(most, now);
        }
        return most;
    }

    /** From the first dial to the last. */
    synchronized Duration span() {
        long first = dials.stream().mapToLong(dial -> dial[0]).min().orElseThrow();
        long last = dials.stream().mapToLong(dial -> dial[0]).max().orElseThrow();
        return Duration.ofNanos(last - first);
    }

    void assertNoWindowHoldsMoreThan(int most, Duration window) {
        assertThat(mostIn(window)).as("dials in one window of %s", window).isLessThanOrEqualTo(most);
    }
}
