package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * Where the recording of a conference stands, in the list that {@code conferences.recordings.list} answers. The list of
 * {@code conferences.recordings.listJson} uses {@link io.texml.recordings.RecordingStatus}.
 */
public final class ConferenceRecordingStatus extends OpenEnum<ConferenceRecordingStatus> {

    /** Recorded, and not ready yet. */
    public static final ConferenceRecordingStatus PROCESSING = new ConferenceRecordingStatus("processing");

    /** There was nothing to be heard: no recording was kept. */
    public static final ConferenceRecordingStatus ABSENT = new ConferenceRecordingStatus("absent");

    /** Finished: the media can be fetched. */
    public static final ConferenceRecordingStatus COMPLETED = new ConferenceRecordingStatus("completed");

    /** Deleted. */
    public static final ConferenceRecordingStatus DELETED = new ConferenceRecordingStatus("deleted");

    private static final OpenEnumValues<ConferenceRecordingStatus> VALUES =
            OpenEnumValues.of(ConferenceRecordingStatus::new, PROCESSING, ABSENT, COMPLETED, DELETED);

    private ConferenceRecordingStatus(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceRecordingStatus of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConferenceRecordingStatus> knownValues() {
        return VALUES.list();
    }
}
