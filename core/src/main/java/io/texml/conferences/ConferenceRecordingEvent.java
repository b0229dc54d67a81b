package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What the recording of a conference reports to its status callback. */
public final class ConferenceRecordingEvent extends OpenEnum<ConferenceRecordingEvent> {

    /** The recording began. */
    public static final ConferenceRecordingEvent IN_PROGRESS = new ConferenceRecordingEvent("in-progress");

    /** It is finished and can be fetched. */
    public static final ConferenceRecordingEvent COMPLETED = new ConferenceRecordingEvent("completed");

    /** There is nothing to be heard: no recording was kept. */
    public static final ConferenceRecordingEvent ABSENT = new ConferenceRecordingEvent("absent");

    /** It could not be made. */
    public static final ConferenceRecordingEvent FAILED = new ConferenceRecordingEvent("failed");

    private static final OpenEnumValues<ConferenceRecordingEvent> VALUES =
            OpenEnumValues.of(ConferenceRecordingEvent::new, IN_PROGRESS, COMPLETED, ABSENT, FAILED);

    private ConferenceRecordingEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceRecordingEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConferenceRecordingEvent> knownValues() {
        return VALUES.list();
    }
}
