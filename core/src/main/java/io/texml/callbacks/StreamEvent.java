package io.texml.callbacks;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a media stream reports to its status callback. */
public final class StreamEvent extends OpenEnum<StreamEvent> {

    /** It began. */
    public static final StreamEvent STARTED = new StreamEvent("stream-started");

    /** It ended. */
    public static final StreamEvent STOPPED = new StreamEvent("stream-stopped");

    /** It failed. */
    public static final StreamEvent FAILED = new StreamEvent("stream-failed");

    private static final OpenEnumValues<StreamEvent> VALUES =
            OpenEnumValues.of(StreamEvent::new, STARTED, STOPPED, FAILED);

    private StreamEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static StreamEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<StreamEvent> knownValues() {
        return VALUES.list();
    }
}
