package io.texml.simulator.journal;

import io.texml.simulator.script.CallbackDelivery;
import java.time.Instant;
import java.util.Map;

/**
 * A callback that the simulator sent, or would have.
 *
 * @param kind what it tells, for example {@code call-completed}, {@code call-amd}, {@code recording-completed},
 *     {@code conference-join} or {@code stream}
 * @param sentAt when, in simulated time
 * @param callSid the call it is about
 * @param url where it went, without the fields
 * @param method {@code GET} or {@code POST}
 * @param fields its fields in the order they were sent
 * @param attempt counts from 1
 * @param outcome what became of it
 * @param status the receiver's status, 0 when there was no answer
 * @param answer what the receiver answered, as text: its first 16,384 bytes, empty when there was nothing
 */
public record RecordedCallback(
        String kind,
        Instant sentAt,
        String callSid,
        String url,
        String method,
        Map<String, String> fields,
        int attempt,
        Outcome outcome,
        int status,
        String answer) {

    /** What became of a callback. */
    public enum Outcome {
        /** The receiver answered with 2xx. */
        DELIVERED,
        /** The receiver answered with something else, or not at all. */
        FAILED,
        /** It was lost on request; see {@link CallbackDelivery}. */
        LOST,
        /** The host is not a loopback address and was not allowed. */
        REFUSED
    }

    /** Kind, attempt and outcome; neither numbers nor addresses nor the answer. */
    @Override
    public String toString() {
        return kind + " (attempt " + attempt + ") -> " + outcome + (status == 0 ? "" : " " + status);
    }
}
