package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * How pressed keys are carried.
 *
 * @param value the text on the wire
 */
public record DtmfType(@JsonValue String value) implements OpenEnum {

    /** As telephone events beside the audio. */
    public static final DtmfType RFC_2833 = new DtmfType("RFC 2833");

    /** As tones in the audio. */
    public static final DtmfType INBAND = new DtmfType("Inband");

    /** In SIP messages. */
    public static final DtmfType SIP_INFO = new DtmfType("SIP INFO");

    private static final KnownValues<DtmfType> KNOWN = KnownValues.of(DtmfType::value, RFC_2833, INBAND, SIP_INFO);

    /** Refuses null. */
    public DtmfType {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static DtmfType of(String value) {
        return KNOWN.find(value, DtmfType::new);
    }

    /** The values that this version knows. */
    public static List<DtmfType> knownValues() {
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
