package io.texml.callbacks;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a caller calls from. */
public final class CallingPartyType extends OpenEnum<CallingPartyType> {

    /** A SIP address. */
    public static final CallingPartyType SIP = new CallingPartyType("sip");

    /** A number of the telephone network. */
    public static final CallingPartyType PSTN = new CallingPartyType("pstn");

    private static final OpenEnumValues<CallingPartyType> VALUES = OpenEnumValues.of(CallingPartyType::new, SIP, PSTN);

    private CallingPartyType(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallingPartyType of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<CallingPartyType> knownValues() {
        return VALUES.list();
    }
}
