package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Which direction of a call's audio is forked, to a WebSocket or a SIPREC recorder. */
public final class MediaTrack extends OpenEnum<MediaTrack> {

    /** Both directions. */
    public static final MediaTrack BOTH_TRACKS = new MediaTrack("both_tracks");

    /** What the other side says. */
    public static final MediaTrack INBOUND_TRACK = new MediaTrack("inbound_track");

    /** What is played or said to the other side. */
    public static final MediaTrack OUTBOUND_TRACK = new MediaTrack("outbound_track");

    private static final OpenEnumValues<MediaTrack> VALUES =
            OpenEnumValues.of(MediaTrack::new, BOTH_TRACKS, INBOUND_TRACK, OUTBOUND_TRACK);

    private MediaTrack(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static MediaTrack of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<MediaTrack> knownValues() {
        return VALUES.list();
    }
}
