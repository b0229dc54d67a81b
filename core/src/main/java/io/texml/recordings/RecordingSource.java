package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * What began a recording.
 *
 * @param value the text on the wire
 */
public record RecordingSource(@JsonValue String value) implements OpenEnum {

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

    private static final KnownValues<RecordingSource> KNOWN = KnownValues.of(
            RecordingSource::value,
            START_CALL_RECORDING_API,
            START_CONFERENCE_RECORDING_API,
            OUTBOUND_API,
            DIAL_VERB,
            CONFERENCE,
            RECORD_VERB,
            TRUNKING);

    /** Refuses null. */
    public RecordingSource {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingSource of(String value) {
        return KNOWN.find(value, RecordingSource::new);
    }

    /** The values that this version knows. */
    public static List<RecordingSource> knownValues() {
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
