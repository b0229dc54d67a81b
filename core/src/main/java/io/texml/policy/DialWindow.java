package io.texml.policy;

import java.time.Duration;

/**
 * A rolling window over dials: never more than so many reach the server in any stretch of so long. When a dial arrives
 * is not known; it lies between its writing and its end. So a slot takes a place from its reservation until the dial is
 * settled, which is answered or failed, and for one window more. Times are nanoseconds of any clock; one that goes back
 * is taken to stand still until it has caught up, which can only slow dials down. Not thread-safe.
 */
public final class DialWindow {

    private final long window;
    /** When the dials ended that still take a place; a ring. */
    private final long[] settled;

    private int oldest;
    private int settledCount;
    private int reserved;
    private int underWay;
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
        this.settled = new long[dials];
    }

    /**
     * Takes a slot. Returns 0 when it is granted, otherwise the nanoseconds until it is worth asking again, or
     * {@link Long#MAX_VALUE} when no time helps: every place is held by a dial that is not settled yet, and one of them has
     * to be settled or given back first.
     */
    public long tryReserve(long time) {
        long now = notBefore(time);
        if (paused) {
            if (now - pausedUntil < 0) {
                return pausedUntil - now;
            }
            paused = false;
        }
        expire(now);
        if (settledCount + reserved + underWay < settled.length) {
            reserved++;
            return 0;
        }
        return settledCount == 0 ? Long.MAX_VALUE : leavesAt(0) - now;
    }

    /**
     * How long somebody waits at least, as things stand, who comes now and finds so many before him: if every dial that is
     * under way were settled now, and every slot that is not used yet given back.
     */
    public long leastWait(long time, int ahead) {
        long now = notBefore(time);
        expire(now);
        int free = settled.length - settledCount - underWay;
        int taken = ahead % settled.length - free;
        long wait = saturated(ahead / settled.length, window + 1);
        if (taken >= 0) {
            wait += taken < settledCount ? leavesAt(taken) - now : window + 1;
        }
        return paused ? Math.max(wait, pausedUntil - now) : wait;
    }

    /** The dial of a slot that was taken is written now. Its place is taken until it is settled, and a window longer. */
    public void use() {
        reserved--;
        underWay++;
    }

    /** A dial whose slot was used was answered, or ended otherwise: from here on it reaches the server no more. */
    public void settle(long time) {
        long now = notBefore(time);
        underWay--;
        settled[(oldest + settledCount) % settled.length] = now;
        settledCount++;
    }

    /** A slot that was taken is not needed. Never for one that was used. */
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

    /** When the place of a settled dial is free, counted from the oldest. */
    private long leavesAt(int index) {
        return settled[(oldest + index) % settled.length] + window + 1;
    }

    private void expire(long now) {
        while (settledCount > 0 && now - settled[oldest] > window) {
            oldest = (oldest + 1) % settled.length;
            settledCount--;
        }
    }
}
