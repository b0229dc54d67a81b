package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Which direction of a call's audio is forked, to a WebSocket or a SIPREC recorder.
 *
 * @param value the text on the wire
 */
public record MediaTrack(@JsonValue String value) implements OpenEnum {

    /** Both directions. */
    public static final MediaTrack BOTH_TRACKS = new MediaTrack("both_tracks");

    /** What the other side says. */
    public static final MediaTrack INBOUND_TRACK = new MediaTrack("inbound_track");

    /** What is played or said to the other side. */
    public static final MediaTrack OUTBOUND_TRACK = new MediaTrack("outbound_track");

    private static final KnownValues<MediaTrack> KNOWN =
            KnownValues.of(MediaTrack::value, BOTH_TRACKS, INBOUND_TRACK, OUTBOUND_TRACK);

    /** Refuses null. */
    public MediaTrack {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static MediaTrack of(String value) {
        return KNOWN.find(value, MediaTrack::new);
    }

    /** The values that this version knows. */
    public static List<MediaTrack> knownValues() {
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
