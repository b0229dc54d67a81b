package io.texml.redis;

import io.texml.reactor.spi.LiveCalls.Dial;
import io.texml.reactor.spi.LiveCalls.Permit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A permit of this process, under a lease. It is released once, by whoever calls first; that its lease was lost is only ever
 * set, by the answer of Redis. What is known of its call is written by the dialler, or before it is handed out.
 */
final class LivePermit implements Permit {

    private final String id;
    private final boolean isTaken;
    private final Duration lease;
    private final Holder holder;
    private final AtomicBoolean released = new AtomicBoolean();
    private final long takenAt;
    private volatile long confirmed;
    private volatile boolean isLost;
    private volatile @Nullable Dial dial;
    private volatile long dialledAt;
    private volatile @Nullable String callSid;

    private LivePermit(String id, long confirmed, boolean isTaken, Duration lease, Holder holder) {
        this.id = id;
        this.takenAt = confirmed;
        this.confirmed = confirmed;
        this.isTaken = isTaken;
        this.lease = lease;
        this.holder = holder;
    }

    /** Who passes on to Redis what becomes of it. */
    interface Holder {

        /** More is known of its call. */
        void changed(LivePermit permit);

        void released(LivePermit permit);
    }

    /**
     * One under which nothing is dialled yet.
     *
     * @param askedAt before Redis was asked for it, by {@link System#nanoTime}
     */
    static LivePermit granted(String id, long askedAt, Duration lease, Holder holder) {
        return new LivePermit(id, askedAt, false, lease, holder);
    }

    /** That of a process which lost its lease, with what is known of its call. */
    static LivePermit takenOver(
            String id, long askedAt, Duration lease, Holder holder, Dial dial, @Nullable String callSid) {
        LivePermit permit = new LivePermit(id, askedAt, true, lease, holder);
        permit.dial = dial;
        permit.dialledAt = askedAt;
        permit.callSid = callSid;
        return permit;
    }

    String id() {
        return id;
    }

    boolean isTaken() {
        return isTaken;
    }

    /** When it was asked for, by {@link System#nanoTime}. */
    long takenAt() {
        return takenAt;
    }

    boolean isReleased() {
        return released.get();
    }

    boolean isLost() {
        return isLost;
    }

    @Nullable
    Dial dial() {
        return dial;
    }

    @Nullable
    String callSid() {
        return callSid;
    }

    /** Redis renewed the lease; it was asked at that time. */
    void confirmed(long askedAt) {
        confirmed = askedAt;
    }

    /** It is another process's now. */
    void lost() {
        isLost = true;
    }

    @Override
    public void dialling(Dial dialled) {
        dialledAt = System.nanoTime();
        dial = dialled;
        holder.changed(this);
    }

    @Override
    public void bound(String sid) {
        callSid = sid;
        if (!released.get()) {
            holder.changed(this);
        }
    }

    /** Counted from before the lease was asked for, so that it is over here before it is over in Redis. */
    @Override
    public boolean holds() {
        return !isLost && !released.get() && System.nanoTime() - confirmed < lease.toNanos();
    }

    /** Whether its call cannot live any more. */
    boolean isOver() {
        Dial known = dial;
        return known != null && System.nanoTime() - dialledAt > known.longest().toNanos();
    }

    /** Adds what {@code live-renew.lua} takes of each permit. */
    void describe(List<String> arguments) {
        Dial known = dial;
        String sid = callSid;
        arguments.add(id);
        if (known == null) {
            arguments.addAll(List.of("", "", "", ""));
        } else {
            long left = Math.max(0, known.longest().toNanos() - (System.nanoTime() - dialledAt));
            arguments.addAll(List.of(
                    String.valueOf(TimeUnit.NANOSECONDS.toMicros(left)), known.reference(), known.from(), known.to()));
        }
        arguments.add(sid == null ? "" : sid);
    }

    @Override
    public void release() {
        if (released.compareAndSet(false, true)) {
            holder.released(this);
        }
    }
}
