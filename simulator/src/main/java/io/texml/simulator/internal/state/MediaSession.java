package io.texml.simulator.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A media stream or a SIPREC session of a call. Guarded by the platform's lock. */
public final class MediaSession {

    private final Kind kind;
    private final String sid;
    private final String name;
    private final String track;
    private final @Nullable CallbackTarget callback;
    private final Instant started;
    private Instant updated;
    private boolean stopped;
    private Runnable whenStopped = () -> {};

    /** What leaves the call. */
    public enum Kind {
        /** Audio over a WebSocket. */
        STREAM,
        /** A session with a recording server. */
        SIPREC
    }

    /** A session that begins now. */
    public MediaSession(
            Kind kind, String sid, String name, String track, @Nullable CallbackTarget callback, Instant now) {
        this.kind = kind;
        this.sid = sid;
        this.name = name;
        this.track = track;
        this.callback = callback;
        this.started = now;
        this.updated = now;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** The identifier. */
    public String sid() {
        return sid;
    }

    /** The name that the request gave, or the identifier. */
    public String name() {
        return name;
    }

    /** The direction that is sent. */
    public String track() {
        return track;
    }

    /** Where its events go. */
    public @Nullable CallbackTarget callback() {
        return callback;
    }

    /** When it began. */
    public Instant started() {
        return started;
    }

    /** When anything changed last. */
    public Instant updated() {
        return updated;
    }

    /** {@code in-progress} or {@code stopped}. */
    public String status() {
        return stopped ? "stopped" : "in-progress";
    }

    /** Says what happens once it has stopped, however that comes. */
    public void whenStopped(Runnable action) {
        whenStopped = action;
    }

    /** What happens once it has stopped. */
    public Runnable whenStopped() {
        return whenStopped;
    }

    /** Stops, and tells whether it ran until now. */
    public boolean stop(Instant now) {
        boolean ran = !stopped;
        if (ran) {
            stopped = true;
            updated = now;
        }
        return ran;
    }

    @Override
    public String toString() {
        return "MediaSession[" + kind + ", " + sid + ", " + status() + "]";
    }
}
