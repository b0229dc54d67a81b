package io.texml.soak.watch;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.texml.soak.work.Application;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the process holds at one moment.
 *
 * @param seconds since the beginning
 * @param heap bytes of the heap that a full collection left
 * @param direct bytes of direct memory that Netty's allocator holds, and those of the JDK's buffers
 * @param threads live threads by name, numbers in it left out
 * @param sockets open sockets
 * @param files what else is open, jars left out
 * @param load what is under way
 */
public record Sample(
        long seconds,
        long heap,
        long direct,
        Map<String, Integer> threads,
        int sockets,
        int files,
        Application.Load load) {

    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]*\\d[0-9a-f]*");

    /** Takes one, behind a full collection. */
    public static Sample take(long seconds, Application application) {
        System.gc();
        OpenFiles open = OpenFiles.now();
        return new Sample(
                seconds,
                heapAfterCollection(),
                directMemory(),
                liveThreads(),
                open.sockets(),
                open.others(),
                application.load());
    }

    /** How many sockets are open, without a collection. */
    public static int openSockets() {
        return OpenFiles.now().sockets();
    }

    /** How many threads there are. */
    public int threadCount() {
        return threads.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static long heapAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static long directMemory() {
        long buffers = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider netty
                ? netty.metric().usedDirectMemory() + buffers
                : buffers;
    }

    private static Map<String, Integer> liveThreads() {
        Map<String, Integer> threads = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            threads.merge(DIGITS.matcher(thread.getName()).replaceAll("N"), 1, Integer::sum);
        }
        return threads;
    }
}
