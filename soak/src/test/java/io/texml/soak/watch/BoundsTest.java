package io.texml.soak.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.soak.work.Application.Load;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundsTest {

    private static final long MEGABYTE = 1 << 20;
    private static final Load NONE = new Load(0, 0, 0, 0, 0, 0, 0, 0);
    private static final Map<String, Integer> THREADS = Map.of("main", 1, "texml-journal", 1);
    private static final Sample WARM = sample(20 * MEGABYTE, 4 * MEGABYTE, THREADS, 2, 10, NONE);

    @Test
    void aProcessThatIsAsItWasKeepsEveryBound() {
        assertThat(broken(WARM)).isEmpty();
    }

    @Test
    void aHeapThatHoldsMoreAtRestIsTold() {
        assertThat(broken(sample(25 * MEGABYTE, 4 * MEGABYTE, THREADS, 2, 10, NONE)))
                .containsExactly("heap at rest");
    }

    @Test
    void directMemoryThatIsHeldAtRestIsTold() {
        assertThat(broken(sample(20 * MEGABYTE, 13 * MEGABYTE, THREADS, 2, 10, NONE)))
                .containsExactly("direct memory at rest");
    }

    @Test
    void aSocketAndAFileThatStayedOpenAreTold() {
        assertThat(broken(sample(20 * MEGABYTE, 4 * MEGABYTE, THREADS, 3, 10, NONE)))
                .containsExactly("sockets at rest");
        assertThat(broken(sample(20 * MEGABYTE, 4 * MEGABYTE, THREADS, 2, 11, NONE)))
                .containsExactly("other open files at rest");
    }

    @Test
    void aThreadMoreIsToldUnlessItsPoolMayHaveIt() {
        assertThat(broken(withThreads(Map.of("main", 1, "texml-journal", 2)))).containsExactly("threads at rest");
        assertThat(broken(withThreads(Map.of("main", 1, "Thread-N", 1)))).containsExactly("threads at rest");
        assertThat(broken(withThreads(Map.of("main", 1, "boundedElastic-N", 3))))
                .isEmpty();
        assertThat(broken(withThreads(Map.of("main", 1, "boundedElastic-N", 1_000))))
                .containsExactly("threads at rest");
    }

    @Test
    void aPermitThatIsHeldAtRestIsTold() {
        assertThat(broken(sample(20 * MEGABYTE, 4 * MEGABYTE, THREADS, 2, 10, new Load(0, 0, 0, 1, 0, 0, 0, 0))))
                .containsExactly("requests, calls, callbacks and permits, at the end");
    }

    @Test
    void aHeapThatGrowsAtWorkIsToldAndOneThatOnlySwingsIsNot() {
        assertThat(names(Bounds.of(WARM, samples(index -> (20 + index / 5) * MEGABYTE), WARM)))
                .containsExactly("heap at work, median of the last quarter");
        assertThat(names(Bounds.of(WARM, samples(index -> (20 + index % 7) * MEGABYTE), WARM)))
                .isEmpty();
    }

    private static List<String> broken(Sample end) {
        return names(Bounds.of(WARM, List.of(), end));
    }

    private static List<String> names(List<Bound> bounds) {
        return bounds.stream().filter(bound -> !bound.holds()).map(Bound::what).toList();
    }

    private static List<Sample> samples(IntToLongFunction heap) {
        return IntStream.range(0, 100)
                .mapToObj(index -> sample(heap.applyAsLong(index), 4 * MEGABYTE, THREADS, 2, 10, NONE))
                .toList();
    }

    private static Sample withThreads(Map<String, Integer> threads) {
        return sample(20 * MEGABYTE, 4 * MEGABYTE, threads, 2, 10, NONE);
    }

    private static Sample sample(
            long heap, long direct, Map<String, Integer> threads, int sockets, int files, Load load) {
        return new Sample(0, heap, direct, threads, sockets, files, load);
    }
}
