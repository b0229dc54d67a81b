package io.texml.benchmarks.parts;

import io.texml.operation.Page;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import reactor.core.publisher.Flux;

/** The page publisher against Flux.fromIterable: 100 pages of 1000 items that are there at once, per item. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(100_000)
public class PublisherBenchmark {

    private static final int PAGES = 100;

    private final List<Object> items = List.copyOf(Collections.nCopies(1000, "item"));
    private final List<Object> all = List.copyOf(Collections.nCopies(100_000, "item"));
    private final Page<Object> page =
            new Page<>(items, null, null, null, null, null, null, null, null, null, null, Map.of());

    @Benchmark
    public @Nullable Object pages() {
        return RepeatedPage.items(page, PAGES).blockLast();
    }

    @Benchmark
    public @Nullable Object fromIterable() {
        return Flux.fromIterable(all).blockLast();
    }
}
