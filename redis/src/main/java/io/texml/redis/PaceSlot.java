package io.texml.redis;

import io.texml.reactor.spi.DialPace;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What all slots of a pace have: they end once, whatever is called how often. States, each change one atomic step:
 *
 * <ul>
 *   <li>{@code GRANTED}, at first.
 *   <li>{@code USED}, from {@link #use} on.
 *   <li>{@code OVER}, settled or given back, whichever came first. For good: a slot that is handed on is a new one.
 * </ul>
 */
abstract class PaceSlot implements DialPace.Slot {

    private static final int GRANTED = 0;
    private static final int USED = 1;
    private static final int OVER = 2;

    private final AtomicInteger state = new AtomicInteger(GRANTED);

    @Override
    public final void use() {
        if (state.compareAndSet(GRANTED, USED)) {
            used();
        }
    }

    @Override
    public final void settled() {
        int before = state.getAndSet(OVER);
        if (before != OVER) {
            ended(before == USED);
        }
    }

    @Override
    public final void giveBack() {
        if (state.compareAndSet(GRANTED, OVER)) {
            unused();
        }
    }

    /** A dial is written with it. What this throws keeps that from being so. */
    abstract void used();

    /**
     * It takes its place for one window more.
     *
     * @param wasUsed false when what wraps it lost its use
     */
    abstract void ended(boolean wasUsed);

    /** Nothing was dialled with it. */
    abstract void unused();
}
