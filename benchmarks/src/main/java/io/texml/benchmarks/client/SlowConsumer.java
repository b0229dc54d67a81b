package io.texml.benchmarks.client;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Pauses after every so many items, and looks once, half way, at what is alive. */
final class SlowConsumer implements Consumer<Object> {

    private final int itemsPerPause;
    private final long pauseNanos;
    private final long halfWay;
    private long items;
    private long liveBytes = -1;

    SlowConsumer(int itemsPerPause, long pauseNanos, long halfWay) {
        this.itemsPerPause = itemsPerPause;
        this.pauseNanos = pauseNanos;
        this.halfWay = halfWay;
    }

    @Override
    public void accept(Object item) {
        items++;
        if (items % itemsPerPause == 0) {
            long until = System.nanoTime() + pauseNanos;
            for (long left = pauseNanos; left > 0; left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
        if (items == halfWay) {
            System.gc();
            liveBytes =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }
    }

    /** Bytes that survived a collection when half of the items had come. */
    long liveBytes() {
        return liveBytes;
    }
}
