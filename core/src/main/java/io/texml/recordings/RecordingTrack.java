package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Which direction of the audio is recorded.
 *
 * @param value the text on the wire
 */
public record RecordingTrack(@JsonValue String value) implements OpenEnum {

    /** What the other side says. */
    public static final RecordingTrack INBOUND = new RecordingTrack("inbound");

    /** What is played or said to the other side. */
    public static final RecordingTrack OUTBOUND = new RecordingTrack("outbound");

    /** Both directions. */
    public static final RecordingTrack BOTH = new RecordingTrack("both");

    private static final KnownValues<RecordingTrack> KNOWN =
            KnownValues.of(RecordingTrack::value, INBOUND, OUTBOUND, BOTH);

    /** Refuses null. */
    public RecordingTrack {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RecordingTrack of(String value) {
        return KNOWN.find(value, RecordingTrack::new);
    }

    /** The values that this version knows. */
    public static List<RecordingTrack> knownValues() {
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
