package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * The codec of the audio that a WebSocket sends back into a call.
 *
 * @param value the text on the wire
 */
public record BidirectionalCodec(@JsonValue String value) implements OpenEnum {

    /** G.711 with the mu-law, 8 kHz. */
    public static final BidirectionalCodec PCMU = new BidirectionalCodec("PCMU");

    /** G.711 with the A-law, 8 kHz. */
    public static final BidirectionalCodec PCMA = new BidirectionalCodec("PCMA");

    /** G.722, 16 kHz. */
    public static final BidirectionalCodec G722 = new BidirectionalCodec("G722");

    private static final KnownValues<BidirectionalCodec> KNOWN =
            KnownValues.of(BidirectionalCodec::value, PCMU, PCMA, G722);

    /** Refuses null. */
    public BidirectionalCodec {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static BidirectionalCodec of(String value) {
        return KNOWN.find(value, BidirectionalCodec::new);
    }

    /** The values that this version knows. */
    public static List<BidirectionalCodec> knownValues() {
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
