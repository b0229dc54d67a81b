package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Where a recording stands. */
public final class RecordingStatus extends OpenEnum<RecordingStatus> {

    /** Still being made. */
    public static final RecordingStatus IN_PROGRESS = new RecordingStatus("in-progress");

    /** Finished: the media can be fetched. */
    public static final RecordingStatus COMPLETED = new RecordingStatus("completed");

    /** Paused, and to be resumed or stopped. */
    public static final RecordingStatus PAUSED = new RecordingStatus("paused");

    /** Stopped before the call ended. */
    public static final RecordingStatus STOPPED = new RecordingStatus("stopped");

    private static final OpenEnumValues<RecordingStatus> VALUES =
            OpenEnumValues.of(RecordingStatus::new, IN_PROGRESS, COMPLETED, PAUSED, STOPPED);

    private RecordingStatus(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingStatus of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<RecordingStatus> knownValues() {
        return VALUES.list();
    }
}
