package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * The form of the audio that a WebSocket sends back into a call.
 *
 * @param value the text on the wire
 */
public record BidirectionalMode(@JsonValue String value) implements OpenEnum {

    /** MP3 files. */
    public static final BidirectionalMode MP3 = new BidirectionalMode("mp3");

    /** A stream of RTP payloads in the codec of {@code BidirectionalCodec}. */
    public static final BidirectionalMode RTP = new BidirectionalMode("rtp");

    private static final KnownValues<BidirectionalMode> KNOWN = KnownValues.of(BidirectionalMode::value, MP3, RTP);

    /** Refuses null. */
    public BidirectionalMode {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static BidirectionalMode of(String value) {
        return KNOWN.find(value, BidirectionalMode::new);
    }

    /** The values that this version knows. */
    public static List<BidirectionalMode> knownValues() {
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
