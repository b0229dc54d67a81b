package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Which direction of the audio is recorded. */
public final class RecordingTrack extends OpenEnum<RecordingTrack> {

    /** What the other side says. */
    public static final RecordingTrack INBOUND = new RecordingTrack("inbound");

    /** What is played or said to the other side. */
    public static final RecordingTrack OUTBOUND = new RecordingTrack("outbound");

    /** Both directions. */
    public static final RecordingTrack BOTH = new RecordingTrack("both");

    private static final OpenEnumValues<RecordingTrack> VALUES =
            OpenEnumValues.of(RecordingTrack::new, INBOUND, OUTBOUND, BOTH);

    private RecordingTrack(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingTrack of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<RecordingTrack> knownValues() {
        return VALUES.list();
    }
}
