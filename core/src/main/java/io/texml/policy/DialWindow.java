package io.texml.policy;

import java.time.Duration;

/**
 * A rolling window over dials: never more than so many in any stretch of so long. A slot that was taken but not yet used
 * counts as if it were used now, so that using it late cannot crowd a window. Times are nanoseconds of any clock; one
 * that goes back is taken to stand still until it has caught up, which can only slow dials down. Not thread-safe.
 */
public final class DialWindow {

    private final long window;
    private final long[] used;
    private int oldest;
    private int usedCount;
    private int reserved;
    private long pausedUntil;
    private boolean paused;
    private long latest;
    private boolean begun;

    /**
     * An empty window.
     *
     * @param dials how many dials fit, at least 1
     * @param window into how much time, more than zero
     */
    public DialWindow(int dials, Duration window) {
        if (dials < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a dial window needs at least 1 dial and more than no time");
        }
        this.window = window.toNanos();
        this.used = new long[dials];
    }

    /** Takes a slot. Returns 0 when it is granted, otherwise the nanoseconds until it is worth asking again. */
    public long tryReserve(long time) {
        long now = notBefore(time);
        if (paused) {
            if (now - pausedUntil < 0) {
                return pausedUntil - now;
            }
            paused = false;
        }
        expire(now);
        if (usedCount + reserved < used.length) {
            reserved++;
            return 0;
        }
        // Only unused slots fill it: one of them has to be used or given back first.
        return usedCount == 0 ? window : used[oldest] + window + 1 - now;
    }

    /**
     * How long somebody waits at least, as things stand, who comes now and finds so many before him. Slots that are given
     * back can shorten it.
     */
    public long leastWait(long time, int ahead) {
        long now = notBefore(time);
        expire(now);
        int free = used.length - usedCount - reserved;
        int inLastWindow = ahead % used.length;
        long wait = saturated(ahead / used.length, window);
        int needed = inLastWindow - free;
        if (needed >= 0 && needed < usedCount) {
            wait += used[(oldest + needed) % used.length] + window + 1 - now;
        }
        return paused ? Math.max(wait, pausedUntil - now) : wait;
    }

    /** A slot that was taken is used: the dial is sent. */
    public void use(long time) {
        long now = notBefore(time);
        expire(now);
        reserved--;
        used[(oldest + usedCount) % used.length] = now;
        usedCount++;
    }

    /** A slot that was taken is not needed. */
    public void giveBack() {
        reserved--;
    }

    /** No slot is granted before then. */
    public void pauseUntil(long time) {
        if (!paused || time - pausedUntil > 0) {
            paused = true;
            pausedUntil = time;
        }
    }

    private static long saturated(long windows, long length) {
        return windows > 0 && length > Long.MAX_VALUE / 2 / windows ? Long.MAX_VALUE / 2 : windows * length;
    }

    private long notBefore(long time) {
        if (!begun || time - latest > 0) {
            begun = true;
            latest = time;
        }
        return latest;
    }

    private void expire(long now) {
        while (usedCount > 0 && now - used[oldest] > window) {
            oldest = (oldest + 1) % used.length;
            usedCount--;
        }
    }
}
