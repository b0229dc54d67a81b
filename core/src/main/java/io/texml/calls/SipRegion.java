package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * The region from which a call to a SIP address is placed.
 *
 * @param value the text on the wire
 */
public record SipRegion(@JsonValue String value) implements OpenEnum {

    /** The United States. */
    public static final SipRegion US = new SipRegion("US");

    /** Europe. */
    public static final SipRegion EUROPE = new SipRegion("Europe");

    /** Canada. */
    public static final SipRegion CANADA = new SipRegion("Canada");

    /** Australia. */
    public static final SipRegion AUSTRALIA = new SipRegion("Australia");

    /** The Middle East. */
    public static final SipRegion MIDDLE_EAST = new SipRegion("Middle East");

    private static final KnownValues<SipRegion> KNOWN =
            KnownValues.of(SipRegion::value, US, EUROPE, CANADA, AUSTRALIA, MIDDLE_EAST);

    /** Refuses null. */
    public SipRegion {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SipRegion of(String value) {
        return KNOWN.find(value, SipRegion::new);
    }

    /** The values that this version knows. */
    public static List<SipRegion> knownValues() {
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
