package io.texml.simulator.journal;

import java.time.Instant;

/**
 * One thing that happened to a call.
 *
 * @param at when, in simulated time
 * @param callSid the call
 * @param kind what sort of thing it was
 * @param detail which one: the request and its status, the state, the callback and its outcome, or the name of a verb. It
 *     holds no numbers, addresses or bodies
 */
public record TimelineEntry(Instant at, String callSid, Kind kind, String detail) {

    /** What can happen to a call. */
    public enum Kind {
        /** A request to the API named the call. */
        REQUEST,
        /** The call entered a state, such as {@code ringing}. */
        STATE,
        /** A callback about the call was sent, or was not; one entry for each attempt. */
        CALLBACK,
        /** An instruction of its document began. */
        VERB,
        /** An instruction was skipped, as the simulator does not run it. */
        VERB_NOT_RUN,
        /** Its document could not be read, or there was none. */
        DOCUMENT_ERROR,
        /** The callee did something: pressed keys, spoke. */
        CALLEE
    }

    /** When, what sort of thing, and which; not the call. */
    @Override
    public String toString() {
        return at + " " + kind + " " + detail;
    }
}
