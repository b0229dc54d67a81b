package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Who called whom. */
public final class CallDirection extends OpenEnum<CallDirection> {

    /** Somebody called a number of the account. */
    public static final CallDirection INBOUND = new CallDirection("inbound");

    /** The account called somebody. */
    public static final CallDirection OUTBOUND = new CallDirection("outbound");

    private static final OpenEnumValues<CallDirection> VALUES =
            OpenEnumValues.of(CallDirection::new, INBOUND, OUTBOUND);

    private CallDirection(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallDirection of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<CallDirection> knownValues() {
        return VALUES.list();
    }
}
