package io.texml.simulator.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call in a conference. Guarded by the platform's lock. */
public final class Participant {

    /** Whether the call is on its way in, in, or out again. */
    public enum Status {
        /** The call has not been answered yet. */
        CONNECTING("connecting"),
        /** The call is in the conference. */
        CONNECTED("connected"),
        /** The call has left. */
        COMPLETED("completed");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /** The name on the wire. */
        public String wireName() {
            return wireName;
        }
    }

    private final Call call;
    private final @Nullable String label;
    private final boolean startsConference;
    private final Instant created;
    private Instant updated;
    private Status status = Status.CONNECTING;
    private boolean muted;
    private boolean held;
    private long holds;
    private @Nullable CallbackTarget waitAddress;
    private boolean coaching;
    private @Nullable String coachedCall;
    private boolean endsConference;

    /** A call that will be in a conference once it is answered. */
    public Participant(Call call, ConferenceSettings settings, Instant now) {
        this.call = call;
        this.label = settings.label();
        this.startsConference = settings.starts();
        this.endsConference = settings.ends();
        this.muted = settings.muted();
        this.coachedCall = settings.coachedCall();
        this.coaching = coachedCall != null;
        this.waitAddress = settings.waitAddress();
        this.created = now;
        this.updated = now;
    }

    /** The call. */
    public Call call() {
        return call;
    }

    /** The name that the request gave, if any. */
    public @Nullable String label() {
        return label;
    }

    /** Whether the conference starts when this call enters. */
    public boolean startsConference() {
        return startsConference;
    }

    /** What the call hears until the conference starts. */
    public @Nullable CallbackTarget waitAddress() {
        return waitAddress;
    }

    /** Changes what the call hears until the conference starts. */
    public void waitAddress(CallbackTarget address, Instant now) {
        waitAddress = address;
        updated = now;
    }

    /** When the call was asked for. */
    public Instant created() {
        return created;
    }

    /** When anything changed last. */
    public Instant updated() {
        return updated;
    }

    /** Where the call is. */
    public Status status() {
        return status;
    }

    /** Moves on. */
    public void enter(Status newStatus, Instant now) {
        status = newStatus;
        updated = now;
    }

    /** Whether nobody hears the call. */
    public boolean muted() {
        return muted;
    }

    /** Mutes or unmutes. */
    public void mute(boolean on, Instant now) {
        muted = on;
        updated = now;
    }

    /** Whether the call hears music. */
    public boolean held() {
        return held;
    }

    /** How often the call was put on hold. */
    public long holds() {
        return holds;
    }

    /** Holds or unholds. */
    public void hold(boolean on, Instant now) {
        holds += on && !held ? 1 : 0;
        held = on;
        updated = now;
    }

    /** Whether only {@link #coachedCall()} hears the call. */
    public boolean coaching() {
        return coaching;
    }

    /** The call that is coached. */
    public @Nullable String coachedCall() {
        return coachedCall;
    }

    /** Begins or ends coaching. */
    public void coach(boolean on, @Nullable String callSid, Instant now) {
        coaching = on;
        coachedCall = on ? callSid : null;
        updated = now;
    }

    /** Whether the conference ends when the call leaves. */
    public boolean endsConference() {
        return endsConference;
    }

    /** Sets whether the conference ends when the call leaves. */
    public void endsConference(boolean ends, Instant now) {
        endsConference = ends;
        updated = now;
    }

    @Override
    public String toString() {
        return "Participant[" + call.sid() + ", " + status + "]";
    }
}
