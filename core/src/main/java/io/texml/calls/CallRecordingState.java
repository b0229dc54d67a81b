package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * The states that a recording of a running call can be put into.
 *
 * @param value the text on the wire
 */
public record CallRecordingState(@JsonValue String value) implements OpenEnum {

    /** Resumes a paused recording. */
    public static final CallRecordingState IN_PROGRESS = new CallRecordingState("in-progress");

    /** Pauses it; it can be resumed. */
    public static final CallRecordingState PAUSED = new CallRecordingState("paused");

    /** Ends it for good. */
    public static final CallRecordingState STOPPED = new CallRecordingState("stopped");

    private static final KnownValues<CallRecordingState> KNOWN =
            KnownValues.of(CallRecordingState::value, IN_PROGRESS, PAUSED, STOPPED);

    /** Refuses null. */
    public CallRecordingState {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallRecordingState of(String value) {
        return KNOWN.find(value, CallRecordingState::new);
    }

    /** The values that this version knows. */
    public static List<CallRecordingState> knownValues() {
        return KNOWN.list();
    }

    @Override
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** The text on the wire. */
    @Override
    public String toString() {
        return value;
    }
}
