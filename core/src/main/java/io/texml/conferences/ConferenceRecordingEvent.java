package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * What the recording of a conference reports to its status callback.
 *
 * @param value the text on the wire
 */
public record ConferenceRecordingEvent(@JsonValue String value) implements OpenEnum {

    /** The recording began. */
    public static final ConferenceRecordingEvent IN_PROGRESS = new ConferenceRecordingEvent("in-progress");

    /** It is finished and can be fetched. */
    public static final ConferenceRecordingEvent COMPLETED = new ConferenceRecordingEvent("completed");

    /** There is nothing to be heard: no recording was kept. */
    public static final ConferenceRecordingEvent ABSENT = new ConferenceRecordingEvent("absent");

    /** It could not be made. */
    public static final ConferenceRecordingEvent FAILED = new ConferenceRecordingEvent("failed");

    private static final KnownValues<ConferenceRecordingEvent> KNOWN =
            KnownValues.of(ConferenceRecordingEvent::value, IN_PROGRESS, COMPLETED, ABSENT, FAILED);

    /** Refuses null. */
    public ConferenceRecordingEvent {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceRecordingEvent of(String value) {
        return KNOWN.find(value, ConferenceRecordingEvent::new);
    }

    /** The values that this version knows. */
    public static List<ConferenceRecordingEvent> knownValues() {
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
