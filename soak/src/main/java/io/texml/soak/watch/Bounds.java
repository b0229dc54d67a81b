package io.texml.soak.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.scheduler.Schedulers;

/**
 * Holds what a process has at the end against what it had when it was warm, both times at rest, and the last quarter of its
 * work against the second.
 */
public final class Bounds {

    private static final long MEGABYTE = 1 << 20;

    /** What rests in the heap may differ by that much: caches of the JDK and Netty's, which are filled by chance. */
    private static final long HEAP_AT_REST = 4 * MEGABYTE;

    /** Netty's allocator keeps chunks for each thread, however few buffers are in use. */
    private static final long DIRECT_AT_REST = 8 * MEGABYTE;

    /** How much more the heap may hold at work: pages that are just being read, more or less. */
    private static final int HEAP_AT_WORK_PERCENT = 110;

    private static final long HEAP_AT_WORK_SLACK = 3 * MEGABYTE;

    /** Fewer samples say nothing of a trend. */
    private static final int LEAST_SAMPLES = 40;

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    /** Pools that start threads as they need them, up to a number, and end them later. */
    private static final Map<String, Integer> POOLS = Map.of(
            "parallel-N",
            Schedulers.DEFAULT_POOL_SIZE,
            "boundedElastic-N",
            Schedulers.DEFAULT_BOUNDED_ELASTIC_SIZE,
            // One for Reactor's own pool, one for the endpoint's.
            "boundedElastic-evictor-N",
            2,
            "reactor-http-epoll-N",
            Math.max(CORES, 4),
            "reactor-http-nio-N",
            Math.max(CORES, 4),
            "reactor-netty-pool-maintenance-N",
            Schedulers.DEFAULT_POOL_SIZE,
            "texml-callbacks-N",
            CORES);

    private Bounds() {}

    /**
     * The bounds of a run.
     *
     * @param warm at rest, before the work
     * @param work in the order of time
     * @param end at rest, behind it
     */
    public static List<Bound> of(Sample warm, List<Sample> work, Sample end) {
        List<Bound> bounds = new ArrayList<>();
        bounds.add(Bound.megabytes("heap at rest", warm.heap() + HEAP_AT_REST, end.heap()));
        if (work.size() >= LEAST_SAMPLES) {
            bounds.add(Bound.megabytes(
                    "heap at work, median of the last quarter",
                    median(work, 1) * HEAP_AT_WORK_PERCENT / 100 + HEAP_AT_WORK_SLACK,
                    median(work, 3)));
        }
        bounds.add(Bound.megabytes("direct memory at rest", warm.direct() + DIRECT_AT_REST, end.direct()));
        bounds.add(Bound.atMost("sockets at rest", warm.sockets(), end.sockets()));
        bounds.add(Bound.atMost("other open files at rest", warm.files(), end.files()));
        bounds.add(threads(warm.threads(), end.threads()));
        bounds.add(rests("requests, calls, callbacks and permits, warm", warm));
        bounds.add(rests("requests, calls, callbacks and permits, at the end", end));
        return bounds;
    }

    private static Bound rests(String what, Sample sample) {
        boolean isNone = sample.load().isNone();
        return new Bound(what, "none", isNone ? "none" : sample.load().toString(), isNone);
    }

    private static Bound threads(Map<String, Integer> warm, Map<String, Integer> end) {
        List<String> more = new ArrayList<>();
        end.forEach((name, count) -> {
            int limit = Math.max(warm.getOrDefault(name, 0), POOLS.getOrDefault(name, 0));
            if (count > limit) {
                more.add(name + ": " + count + ", not " + limit);
            }
        });
        return new Bound(
                "threads at rest",
                "as before, a pool's as many as it may have",
                more.isEmpty() ? "so" : String.join("; ", more),
                more.isEmpty());
    }

    /** Of a quarter, 0 to 3. */
    private static long median(List<Sample> samples, int quarter) {
        List<Long> heaps = samples.subList(samples.size() * quarter / 4, samples.size() * (quarter + 1) / 4).stream()
                .map(Sample::heap)
                .sorted()
                .toList();
        return heaps.get(heaps.size() / 2);
    }
}
