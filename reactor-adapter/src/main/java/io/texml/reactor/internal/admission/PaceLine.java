package io.texml.reactor.internal.admission;

import io.texml.ExchangeObserver;
import io.texml.operation.Operation;
import io.texml.operation.Pacing;
import io.texml.reactor.internal.exchange.Observers;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.internal.time.WaitingLine;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A client's dials at their pace: who of them waits there, which the pace does not know, and how they hear of a pause.
 *
 * <p>{@code closed} is for good. Who joins looks at it after it has joined, and closing looks at who has joined after it has
 * set it, so nobody is missed; who is told twice hears it once, by its own state. Nothing is locked.
 */
public final class PaceLine {

    private final @Nullable DialPace pace;
    private final long mostWaiting;
    private final Observers observers;
    private final Timer timer;
    private final Set<PaceTurn<?>> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong pausedUntil;
    private volatile boolean closed;

    /** @param mostWaiting as many may ask the pace at once as may be under way, and no more may wait there than at the gate */
    public PaceLine(@Nullable DialPace pace, long mostWaiting, Observers observers, Timer timer) {
        this.pace = pace;
        this.mostWaiting = mostWaiting;
        this.observers = observers;
        this.timer = timer;
        this.pausedUntil = new AtomicLong(timer.nanos());
    }

    @Nullable
    DialPace paceOf(Operation<?> operation) {
        return operation.pacing() == Pacing.DIAL ? pace : null;
    }

    void join(PaceTurn<?> turn) {
        waiting.add(turn);
        if (closed) {
            turn.closed();
        }
    }

    void leave(PaceTurn<?> turn) {
        waiting.remove(turn);
    }

    int size() {
        return waiting.size();
    }

    boolean isTooLong() {
        return waiting.size() > mostWaiting;
    }

    void close() {
        closed = true;
        WaitingLine.callEach(new ArrayDeque<>(waiting), PaceTurn::closed);
    }

    /**
     * The server says that there were too many dials. Without a pace there is nothing to pause: each request waits for its
     * own retry.
     */
    void pause(@Nullable Duration retryAfter) {
        if (pace == null) {
            return;
        }
        Duration length;
        try {
            length = Objects.requireNonNull(pace.pause(retryAfter), "pause");
        } catch (Throwable thrown) {
            SlotInHand.warn(thrown);
            return;
        }
        if (isNews(length)) {
            observers.onPause(ExchangeObserver.Pause.DIALS, length);
            WaitingLine.callEach(new ArrayDeque<>(waiting), turn -> turn.paused(length));
        }
    }

    /** Dials that were under way together are refused together: each lengthens the pause by next to nothing. */
    private boolean isNews(Duration pause) {
        long now = timer.nanos();
        long end = now + Timer.countable(pause).toNanos();
        long before = pausedUntil.getAndUpdate(known -> end - known > 0 ? end : known);
        return before - now <= 0 || end - before >= AdmissionGate.NEWS;
    }
}
