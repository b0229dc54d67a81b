package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What began a recording. */
public final class RecordingSource extends OpenEnum<RecordingSource> {

    /** The API started it on a call: {@code calls.recordings.start}. */
    public static final RecordingSource START_CALL_RECORDING_API = new RecordingSource("StartCallRecordingAPI");

    /** The API started it on a conference. */
    public static final RecordingSource START_CONFERENCE_RECORDING_API =
            new RecordingSource("StartConferenceRecordingAPI");

    /** The request that dialled asked for it: its {@code Record} was true. */
    public static final RecordingSource OUTBOUND_API = new RecordingSource("OutboundAPI");

    /** A {@code <Dial>} verb. */
    public static final RecordingSource DIAL_VERB = new RecordingSource("DialVerb");

    /** A {@code <Conference>} noun, or a participant that switched it on. */
    public static final RecordingSource CONFERENCE = new RecordingSource("Conference");

    /** A {@code <Record>} verb. */
    public static final RecordingSource RECORD_VERB = new RecordingSource("RecordVerb");

    /** A SIP trunk that records its calls. */
    public static final RecordingSource TRUNKING = new RecordingSource("Trunking");

    private static final OpenEnumValues<RecordingSource> VALUES = OpenEnumValues.of(
            RecordingSource::new,
            START_CALL_RECORDING_API,
            START_CONFERENCE_RECORDING_API,
            OUTBOUND_API,
            DIAL_VERB,
            CONFERENCE,
            RECORD_VERB,
            TRUNKING);

    private RecordingSource(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingSource of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<RecordingSource> knownValues() {
        return VALUES.list();
    }
}
