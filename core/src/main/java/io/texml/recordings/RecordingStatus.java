package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Where a recording stands.
 *
 * @param value the text on the wire
 */
public record RecordingStatus(@JsonValue String value) implements OpenEnum {

    /** Still being made. */
    public static final RecordingStatus IN_PROGRESS = new RecordingStatus("in-progress");

    /** Finished: the media can be fetched. */
    public static final RecordingStatus COMPLETED = new RecordingStatus("completed");

    /** Paused, and to be resumed or stopped. */
    public static final RecordingStatus PAUSED = new RecordingStatus("paused");

    /** Stopped before the call ended. */
    public static final RecordingStatus STOPPED = new RecordingStatus("stopped");

    private static final KnownValues<RecordingStatus> KNOWN =
            KnownValues.of(RecordingStatus::value, IN_PROGRESS, COMPLETED, PAUSED, STOPPED);

    /** Refuses null. */
    public RecordingStatus {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingStatus of(String value) {
        return KNOWN.find(value, RecordingStatus::new);
    }

    /** The values that this version knows. */
    public static List<RecordingStatus> knownValues() {
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
