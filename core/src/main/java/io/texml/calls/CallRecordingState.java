package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The states that a recording of a running call can be put into. */
public final class CallRecordingState extends OpenEnum<CallRecordingState> {

    /** Resumes a paused recording. */
    public static final CallRecordingState IN_PROGRESS = new CallRecordingState("in-progress");

    /** Pauses it; it can be resumed. */
    public static final CallRecordingState PAUSED = new CallRecordingState("paused");

    /** Ends it for good. */
    public static final CallRecordingState STOPPED = new CallRecordingState("stopped");

    private static final OpenEnumValues<CallRecordingState> VALUES =
            OpenEnumValues.of(CallRecordingState::new, IN_PROGRESS, PAUSED, STOPPED);

    private CallRecordingState(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallRecordingState of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<CallRecordingState> knownValues() {
        return VALUES.list();
    }
}
