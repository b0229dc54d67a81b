package io.texml.policy;

import java.time.Duration;

/**
 * A rolling window over dials: never more than so many in any stretch of so long. A slot that was taken but not yet used
 * counts as if it were used now, so that using it late cannot crowd a window. Times are nanoseconds of any monotonic
 * clock. Not thread-safe.
 */
public final class DialWindow {

    private final long window;
    private final long[] used;
    private int oldest;
    private int usedCount;
    private int reserved;
    private long pausedUntil;
    private boolean paused;

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
    public long tryReserve(long now) {
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

    /** A slot that was taken is used: the dial is sent. */
    public void use(long now) {
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

    private void expire(long now) {
        while (usedCount > 0 && now - used[oldest] > window) {
            oldest = (oldest + 1) % used.length;
            usedCount--;
        }
    }
}
