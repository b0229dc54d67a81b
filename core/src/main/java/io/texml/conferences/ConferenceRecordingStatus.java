package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Where the recording of a conference stands, in the list that {@code conferences.recordings.list} answers. The list of
 * {@code conferences.recordings.listJson} uses {@link io.texml.recordings.RecordingStatus}.
 *
 * @param value the text on the wire
 */
public record ConferenceRecordingStatus(@JsonValue String value) implements OpenEnum {

    /** Recorded, and not ready yet. */
    public static final ConferenceRecordingStatus PROCESSING = new ConferenceRecordingStatus("processing");

    /** There was nothing to be heard: no recording was kept. */
    public static final ConferenceRecordingStatus ABSENT = new ConferenceRecordingStatus("absent");

    /** Finished: the media can be fetched. */
    public static final ConferenceRecordingStatus COMPLETED = new ConferenceRecordingStatus("completed");

    /** Deleted. */
    public static final ConferenceRecordingStatus DELETED = new ConferenceRecordingStatus("deleted");

    private static final KnownValues<ConferenceRecordingStatus> KNOWN =
            KnownValues.of(ConferenceRecordingStatus::value, PROCESSING, ABSENT, COMPLETED, DELETED);

    /** Refuses null. */
    public ConferenceRecordingStatus {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceRecordingStatus of(String value) {
        return KNOWN.find(value, ConferenceRecordingStatus::new);
    }

    /** The values that this version knows. */
    public static List<ConferenceRecordingStatus> knownValues() {
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
