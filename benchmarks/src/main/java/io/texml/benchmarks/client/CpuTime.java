package io.texml.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The CPU time of all threads of this process, those of the collector and the compiler too. Linux counts each in
 * nanoseconds; what the JDK tells of a whole process goes in steps of ten milliseconds, half of what some rounds take.
 */
final class CpuTime {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final boolean FINE = !read().isEmpty();

    private final Map<Path, Long> before = FINE ? read() : Map.of();
    private final long processBefore = SYSTEM.getProcessCpuTime();

    /** Nanoseconds since this was made. A thread that ended meanwhile is left out. */
    long used() {
        if (!FINE) {
            return SYSTEM.getProcessCpuTime() - processBefore;
        }
        long used = 0;
        for (Map.Entry<Path, Long> thread : read().entrySet()) {
            used += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return used;
    }

    private static Map<Path, Long> read() {
        Map<Path, Long> nanos = new HashMap<>();
        if (!Files.isDirectory(THREADS)) {
            return nanos;
        }
        try (Stream<Path> threads = Files.list(THREADS)) {
            threads.forEach(thread -> nanosOf(thread).ifPresent(used -> nanos.put(thread, used)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return nanos;
    }

    private static OptionalLong nanosOf(Path thread) {
        try {
            String line = Files.readString(thread.resolve("schedstat"));
            return OptionalLong.of(Long.parseLong(line.substring(0, line.indexOf(' '))));
        } catch (IOException endedOrNotCounted) {
            return OptionalLong.empty();
        }
    }
}
