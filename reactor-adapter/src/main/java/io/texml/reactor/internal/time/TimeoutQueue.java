package io.texml.reactor.internal.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Timeouts that begin in about the order in which they fall due, as those of one length do. They stand in that order in a
 * linked list, with one timer for the first, so a timeout that ends in time, as nearly all do, makes no object and is
 * searched for nowhere. One whose place is far from the end of the list has a timer of its own.
 *
 * <p>A timeout is in the list, has a timer of its own, or is neither, before it begins and after it has ended or run; the
 * queue's lock guards that. Only the scheduler is called under it, which runs nothing there.
 */
public final class TimeoutQueue {

    /** By so many places threads overtake each other that begin timeouts in the same moment. */
    private static final int NEAR = 16;

    /** A timer that will find nothing to do may stay for so long. */
    private static final long SOON = Duration.ofMinutes(2).toNanos();

    /** A timer that is as late as this is lost: somebody shut its scheduler down. */
    private static final long TOO_LATE = Duration.ofSeconds(1).toNanos();

    private final Timer timer;

    private final Link list = new Link();

    private @Nullable Disposable wakeUp;
    private long wakeUpAt;

    public TimeoutQueue(Timer timer) {
        this.timer = timer;
    }

    /** What runs when its time is up. It may begin again when it has ended or run. */
    public abstract static class Timeout extends Link implements Runnable {

        private @Nullable Disposable ownTimer;
        private long due;
    }

    /** Lets a timeout run a number of nanoseconds after a moment of the timer's clock. */
    public void begin(Timeout timeout, long from, long nanos) {
        synchronized (this) {
            timeout.due = from + nanos;
            Link before = placeOf(timeout);
            if (before == null) {
                beginAlone(timeout);
                return;
            }
            timeout.linkBehind(before);
            if (wakeUp == null || timeout.due - wakeUpAt < 0 || from - wakeUpAt > TOO_LATE) {
                wakeUpForFirst();
            }
        }
    }

    /** A timeout that is not needed any more; false when it is not begun, or it is too late. */
    public boolean end(Timeout timeout) {
        synchronized (this) {
            if (timeout.ownTimer != null) {
                timeout.ownTimer.dispose();
                timeout.ownTimer = null;
                return true;
            }
            if (!timeout.isLinked()) {
                return false;
            }
            timeout.unlink();
            if (!list.isLinked() && wakeUpAt - timer.nanos() > SOON) {
                cancelWakeUp();
            }
            return true;
        }
    }

    /** The one that it belongs behind; null when that is far from the end. */
    private @Nullable Link placeOf(Timeout timeout) {
        Link before = list.previous();
        for (int i = 0; i < NEAR; i++) {
            if (before == list || ((Timeout) before).due - timeout.due <= 0) {
                return before;
            }
            before = before.previous();
        }
        return null;
    }

    private void beginAlone(Timeout timeout) {
        Disposable.Swap own = Disposables.swap();
        timeout.ownTimer = own;
        own.replace(timer.schedule(() -> runAlone(timeout), timeout.due - timer.nanos()));
    }

    private void runAlone(Timeout timeout) {
        if (end(timeout)) {
            timeout.run();
        }
    }

    private void runAllDue() {
        List<Timeout> due = new ArrayList<>();
        synchronized (this) {
            long now = timer.nanos();
            while (list.isLinked() && first().due - now <= 0) {
                due.add(first());
                first().unlink();
            }
            if (list.isLinked()) {
                wakeUpForFirst();
            } else {
                cancelWakeUp();
            }
        }
        // Each as work of its own: one that throws or takes long must hold up nobody else.
        due.forEach(timeout -> timer.schedule(timeout, 0));
    }

    private void wakeUpForFirst() {
        cancelWakeUp();
        long now = timer.nanos();
        long wait = Math.max(0, first().due - now);
        wakeUpAt = now + wait;
        wakeUp = timer.schedule(this::runAllDue, wait);
    }

    private void cancelWakeUp() {
        if (wakeUp != null) {
            wakeUp.dispose();
            wakeUp = null;
        }
    }

    private Timeout first() {
        return (Timeout) list.next();
    }
}
