package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The codec of the audio that a WebSocket sends back into a call. */
public final class BidirectionalCodec extends OpenEnum<BidirectionalCodec> {

    /** G.711 with the mu-law, 8 kHz. */
    public static final BidirectionalCodec PCMU = new BidirectionalCodec("PCMU");

    /** G.711 with the A-law, 8 kHz. */
    public static final BidirectionalCodec PCMA = new BidirectionalCodec("PCMA");

    /** G.722, 16 kHz. */
    public static final BidirectionalCodec G722 = new BidirectionalCodec("G722");

    private static final OpenEnumValues<BidirectionalCodec> VALUES =
            OpenEnumValues.of(BidirectionalCodec::new, PCMU, PCMA, G722);

    private BidirectionalCodec(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static BidirectionalCodec of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<BidirectionalCodec> knownValues() {
        return VALUES.list();
    }
}
