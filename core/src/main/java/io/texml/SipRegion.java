package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The region from which a call to a SIP address is placed. */
public final class SipRegion extends OpenEnum<SipRegion> {

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

    private static final OpenEnumValues<SipRegion> VALUES =
            OpenEnumValues.of(SipRegion::new, US, EUROPE, CANADA, AUSTRALIA, MIDDLE_EAST);

    private SipRegion(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SipRegion of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SipRegion> knownValues() {
        return VALUES.list();
    }
}
