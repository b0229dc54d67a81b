package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The form of the audio that a WebSocket sends back into a call. */
public final class BidirectionalMode extends OpenEnum<BidirectionalMode> {

    /** MP3 files. */
    public static final BidirectionalMode MP3 = new BidirectionalMode("mp3");

    /** A stream of RTP payloads in the codec of {@code BidirectionalCodec}. */
    public static final BidirectionalMode RTP = new BidirectionalMode("rtp");

    private static final OpenEnumValues<BidirectionalMode> VALUES = OpenEnumValues.of(BidirectionalMode::new, MP3, RTP);

    private BidirectionalMode(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static BidirectionalMode of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<BidirectionalMode> knownValues() {
        return VALUES.list();
    }
}
