package io.texml.simulator.internal.state;

import java.time.Instant;

/**
 * The text of a recording.
 *
 * @param seconds length of the recording
 */
public record Transcription(
        String sid, String callSid, String recordingSid, long seconds, String text, Instant created, Instant updated) {

    @Override
    public String toString() {
        return "Transcription[" + sid + "]";
    }
}
