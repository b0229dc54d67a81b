package io.texml.simulator.internal.state;

/**
 * The states of a call, by the name they have on the wire: queued, ringing, in progress, completed; a call that is not
 * answered ends as busy, no answer, failed or canceled. The call engine changes them, under the platform's lock.
 */
public enum CallStatus {
    QUEUED("queued"),
    RINGING("ringing"),
    IN_PROGRESS("in-progress"),
    COMPLETED("completed"),
    BUSY("busy"),
    NO_ANSWER("no-answer"),
    FAILED("failed"),
    CANCELED("canceled");

    private final String wireName;

    CallStatus(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire. */
    public String wireName() {
        return wireName;
    }

    /** The name in what the API tells of a call, where the documentation knows no queued. */
    public String resourceName() {
        return (this == QUEUED ? RINGING : this).wireName;
    }

    /** Whether nothing can follow. */
    public boolean ended() {
        return this != QUEUED && this != RINGING && this != IN_PROGRESS;
    }
}
