package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Which side of a call is transcribed. */
public final class TranscriptionTrack extends OpenEnum<TranscriptionTrack> {

    /** What comes in from the other side. */
    public static final TranscriptionTrack INBOUND = new TranscriptionTrack("inbound");

    /** What goes out to it. */
    public static final TranscriptionTrack OUTBOUND = new TranscriptionTrack("outbound");

    /** Both. */
    public static final TranscriptionTrack BOTH = new TranscriptionTrack("both");

    private static final OpenEnumValues<TranscriptionTrack> VALUES =
            OpenEnumValues.of(TranscriptionTrack::new, INBOUND, OUTBOUND, BOTH);

    private TranscriptionTrack(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static TranscriptionTrack of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<TranscriptionTrack> knownValues() {
        return VALUES.list();
    }
}
