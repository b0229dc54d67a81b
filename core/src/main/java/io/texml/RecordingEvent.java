package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a recording reports to its status callback. */
public final class RecordingEvent extends OpenEnum<RecordingEvent> {

    /** The recording began. */
    public static final RecordingEvent IN_PROGRESS = new RecordingEvent("in-progress");

    /** It is finished and can be fetched. */
    public static final RecordingEvent COMPLETED = new RecordingEvent("completed");

    /** There is nothing to be heard: no recording was kept. */
    public static final RecordingEvent ABSENT = new RecordingEvent("absent");

    private static final OpenEnumValues<RecordingEvent> VALUES =
            OpenEnumValues.of(RecordingEvent::new, IN_PROGRESS, COMPLETED, ABSENT);

    private RecordingEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<RecordingEvent> knownValues() {
        return VALUES.list();
    }
}
