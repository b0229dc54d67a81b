package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** How the audio of a media stream is encoded. Each attribute takes some of them. */
public final class StreamCodec extends OpenEnum<StreamCodec> {

    /** G.711 mu-law, 8 kHz. */
    public static final StreamCodec PCMU = new StreamCodec("PCMU");

    /** G.711 A-law, 8 kHz. */
    public static final StreamCodec PCMA = new StreamCodec("PCMA");

    /** G.722, 8 kHz on the wire. */
    public static final StreamCodec G722 = new StreamCodec("G722");

    /** Opus. */
    public static final StreamCodec OPUS = new StreamCodec("OPUS");

    /** Adaptive multi-rate wideband. */
    public static final StreamCodec AMR_WB = new StreamCodec("AMR-WB");

    /** The codec of the call. */
    public static final StreamCodec DEFAULT = new StreamCodec("default");

    private static final OpenEnumValues<StreamCodec> VALUES =
            OpenEnumValues.of(StreamCodec::new, PCMU, PCMA, G722, OPUS, AMR_WB, DEFAULT);

    private StreamCodec(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static StreamCodec of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<StreamCodec> knownValues() {
        return VALUES.list();
    }
}
