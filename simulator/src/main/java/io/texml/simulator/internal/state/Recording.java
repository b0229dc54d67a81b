package io.texml.simulator.internal.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A recording of a call or of a conference. Guarded by the platform's lock. */
public final class Recording implements RecordingFacts {

    private final String sid;
    private final Call call;
    private final @Nullable String conferenceSid;
    private final String source;
    private final int channels;
    private final String track;
    private final @Nullable CallbackTarget callback;
    private final boolean sendsUrl;
    private final Instant started;
    private Instant updated;
    private String status = "in-progress";
    private Duration recorded = Duration.ZERO;
    private @Nullable Instant runningSince;

    /** A recording that begins now. */
    public Recording(
            String sid,
            Call call,
            @Nullable String conferenceSid,
            String source,
            int channels,
            String track,
            @Nullable CallbackTarget callback,
            boolean sendsUrl,
            Instant now) {
        this.sid = sid;
        this.call = call;
        this.conferenceSid = conferenceSid;
        this.source = source;
        this.channels = channels;
        this.track = track;
        this.callback = callback;
        this.sendsUrl = sendsUrl;
        this.started = now;
        this.updated = now;
        this.runningSince = now;
    }

    /** The call that is recorded, or that started the conference which is. */
    public Call call() {
        return call;
    }

    /** Whether nothing more will be recorded. */
    public boolean stopped() {
        return status.equals("completed") || status.equals("stopped");
    }

    /** Where its events go. */
    public @Nullable CallbackTarget callback() {
        return callback;
    }

    /** Whether its callbacks hold a link to the media. */
    public boolean sendsUrl() {
        return sendsUrl;
    }

    /** How much has been recorded, without pauses. */
    public Duration recorded(Instant now) {
        Instant since = runningSince;
        return since == null ? recorded : recorded.plus(Duration.between(since, now));
    }

    /** Pauses, resumes, stops or completes. */
    public void enter(String newStatus, Instant now) {
        recorded = recorded(now);
        runningSince = newStatus.equals("in-progress") ? now : null;
        status = newStatus;
        updated = now;
    }

    @Override
    public String sid() {
        return sid;
    }

    @Override
    public String callSid() {
        return call.sid();
    }

    @Override
    public @Nullable String conferenceSid() {
        return conferenceSid;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public String track() {
        return track;
    }

    @Override
    public String status() {
        return status;
    }

    @Override
    public @Nullable Long seconds() {
        return stopped() ? recorded.toSeconds() : null;
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public Instant updated() {
        return updated;
    }

    @Override
    public String toString() {
        return "Recording[" + sid + ", " + status + "]";
    }
}
