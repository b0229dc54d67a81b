package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Who called whom.
 *
 * @param value the text on the wire
 */
public record CallDirection(@JsonValue String value) implements OpenEnum {

    /** Somebody called a number of the account. */
    public static final CallDirection INBOUND = new CallDirection("inbound");

    /** The account called somebody. */
    public static final CallDirection OUTBOUND = new CallDirection("outbound");

    private static final KnownValues<CallDirection> KNOWN = KnownValues.of(CallDirection::value, INBOUND, OUTBOUND);

    /** Refuses null. */
    public CallDirection {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallDirection of(String value) {
        return KNOWN.find(value, CallDirection::new);
    }

    /** The values that this version knows. */
    public static List<CallDirection> knownValues() {
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
