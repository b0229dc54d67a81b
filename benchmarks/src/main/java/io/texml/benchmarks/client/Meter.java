package io.texml.benchmarks.client;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Wall time, CPU time of the whole process and bytes allocated by all of its living threads, between two moments. */
public final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long wall;
    private final CpuTime cpu;
    private final long allocated;

    private Meter() {
        this.allocated = allocatedBytes();
        this.cpu = new CpuTime();
        this.wall = System.nanoTime();
    }

    /** From this moment on. */
    public static Meter start() {
        return new Meter();
    }

    /** What was used since the start, as {@code name=value} in nanoseconds and bytes. */
    public String stop() {
        long wallUsed = System.nanoTime() - wall;
        long cpuUsed = cpu.used();
        long allocatedSince = allocatedBytes() - allocated;
        return String.format(Locale.ROOT, "wall=%d cpu=%d allocated=%d", wallUsed, cpuUsed, allocatedSince);
    }

    private static long allocatedBytes() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
