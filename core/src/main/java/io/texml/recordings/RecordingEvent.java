package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * What a recording reports to its status callback.
 *
 * @param value the text on the wire
 */
public record RecordingEvent(@JsonValue String value) implements OpenEnum {

    /** The recording began. */
    public static final RecordingEvent IN_PROGRESS = new RecordingEvent("in-progress");

    /** It is finished and can be fetched. */
    public static final RecordingEvent COMPLETED = new RecordingEvent("completed");

    /** There is nothing to be heard: no recording was kept. */
    public static final RecordingEvent ABSENT = new RecordingEvent("absent");

    private static final KnownValues<RecordingEvent> KNOWN =
            KnownValues.of(RecordingEvent::value, IN_PROGRESS, COMPLETED, ABSENT);

    /** Refuses null. */
    public RecordingEvent {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingEvent of(String value) {
        return KNOWN.find(value, RecordingEvent::new);
    }

    /** The values that this version knows. */
    public static List<RecordingEvent> knownValues() {
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
