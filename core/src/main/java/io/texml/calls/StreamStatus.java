package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Where the streaming of a call's audio stands. */
public final class StreamStatus extends OpenEnum<StreamStatus> {

    /** Audio is being streamed. */
    public static final StreamStatus IN_PROGRESS = new StreamStatus("in-progress");

    /** It was stopped. Setting it stops the stream. */
    public static final StreamStatus STOPPED = new StreamStatus("stopped");

    private static final OpenEnumValues<StreamStatus> VALUES =
            OpenEnumValues.of(StreamStatus::new, IN_PROGRESS, STOPPED);

    private StreamStatus(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static StreamStatus of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<StreamStatus> knownValues() {
        return VALUES.list();
    }
}
