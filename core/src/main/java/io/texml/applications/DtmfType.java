package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** How pressed keys are carried. */
public final class DtmfType extends OpenEnum<DtmfType> {

    /** As telephone events beside the audio. */
    public static final DtmfType RFC_2833 = new DtmfType("RFC 2833");

    /** As tones in the audio. */
    public static final DtmfType INBAND = new DtmfType("Inband");

    /** In SIP messages. */
    public static final DtmfType SIP_INFO = new DtmfType("SIP INFO");

    private static final OpenEnumValues<DtmfType> VALUES = OpenEnumValues.of(DtmfType::new, RFC_2833, INBAND, SIP_INFO);

    private DtmfType(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static DtmfType of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<DtmfType> knownValues() {
        return VALUES.list();
    }
}
