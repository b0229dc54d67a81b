package io.texml.redis;

import io.texml.policy.DialWindow;
import io.texml.reactor.spi.DialPace.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/**
 * What this process may dial alone while Redis is away: from one window after contact was lost, as many dials in a window as
 * its share says.
 *
 * <p>Its lock guards the share and when it opens next. Under it the line's is taken; {@code awaySince} and turns are called
 * outside of it.
 */
final class ShareWhenAway {

    private final DialWindow share;
    private final long beginsAfter;
    private final Line<Slot> line;
    private final Supplier<OptionalLong> awaySince;
    private final Scheduler scheduler;

    private final Object lock = new Object();

    private @Nullable Disposable opens;

    /**
     * Nothing is granted yet.
     *
     * @param share guarded by this from now on
     * @param awaySince since when Redis is away, by {@link System#nanoTime}
     */
    ShareWhenAway(
            DialWindow share, Duration window, Line<Slot> line, Supplier<OptionalLong> awaySince, Scheduler scheduler) {
        this.share = share;
        this.beginsAfter = window.toNanos();
        this.line = line;
        this.awaySince = awaySince;
        this.scheduler = scheduler;
    }

    void pauseUntil(long time) {
        synchronized (lock) {
            share.pauseUntil(time);
        }
    }

    /** Lets those go whom the share allows, if Redis is away. */
    void open() {
        OptionalLong since = awaySince.get();
        List<Turn<Slot>> granted = since.isEmpty() ? List.of() : take(since.getAsLong());
        for (Turn<Slot> turn : granted) {
            Slot slot = new ShareSlot();
            if (!turn.granted(slot)) {
                slot.giveBack();
            }
        }
    }

    private List<Turn<Slot>> take(long since) {
        List<Turn<Slot>> granted = new ArrayList<>();
        synchronized (lock) {
            if (opens != null) {
                opens.dispose();
                opens = null;
            }
            long now = System.nanoTime();
            while (!line.isEmpty()) {
                long wait = since + beginsAfter - now;
                if (wait <= 0) {
                    wait = share.tryReserve(now);
                }
                if (wait > 0) {
                    if (wait != Long.MAX_VALUE) {
                        opens = scheduler.schedule(this::open, wait, TimeUnit.NANOSECONDS);
                    }
                    break;
                }
                Turn<Slot> first = line.takeFirst();
                if (first == null) {
                    share.giveBack();
                    break;
                }
                granted.add(first);
            }
        }
        return granted;
    }

    /** A place of this process alone. */
    private final class ShareSlot extends PaceSlot {

        @Override
        void used() {
            synchronized (lock) {
                share.use();
            }
        }

        @Override
        void ended(boolean wasUsed) {
            synchronized (lock) {
                if (!wasUsed) {
                    share.use();
                }
                share.settle(System.nanoTime());
            }
            open();
        }

        @Override
        void unused() {
            synchronized (lock) {
                share.giveBack();
            }
            open();
        }
    }
}
