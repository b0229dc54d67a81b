package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Where the media of an application's calls enters Telnyx's network. */
public final class AnchorSite extends OpenEnum<AnchorSite> {

    /** The site with the lowest measured latency. */
    public static final AnchorSite LATENCY = new AnchorSite("Latency");

    /** Chicago. */
    public static final AnchorSite CHICAGO_IL = new AnchorSite("Chicago, IL");

    /** Ashburn. */
    public static final AnchorSite ASHBURN_VA = new AnchorSite("Ashburn, VA");

    /** San Jose. */
    public static final AnchorSite SAN_JOSE_CA = new AnchorSite("San Jose, CA");

    /** Sydney. */
    public static final AnchorSite SYDNEY_AUSTRALIA = new AnchorSite("Sydney, Australia");

    /** Amsterdam. */
    public static final AnchorSite AMSTERDAM_NETHERLANDS = new AnchorSite("Amsterdam, Netherlands");

    /** London. */
    public static final AnchorSite LONDON_UK = new AnchorSite("London, UK");

    /** Toronto. */
    public static final AnchorSite TORONTO_CANADA = new AnchorSite("Toronto, Canada");

    /** Vancouver. */
    public static final AnchorSite VANCOUVER_CANADA = new AnchorSite("Vancouver, Canada");

    /** Frankfurt. */
    public static final AnchorSite FRANKFURT_GERMANY = new AnchorSite("Frankfurt, Germany");

    private static final OpenEnumValues<AnchorSite> VALUES = OpenEnumValues.of(
            AnchorSite::new,
            LATENCY,
            CHICAGO_IL,
            ASHBURN_VA,
            SAN_JOSE_CA,
            SYDNEY_AUSTRALIA,
            AMSTERDAM_NETHERLANDS,
            LONDON_UK,
            TORONTO_CANADA,
            VANCOUVER_CANADA,
            FRANKFURT_GERMANY);

    private AnchorSite(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static AnchorSite of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<AnchorSite> knownValues() {
        return VALUES.list();
    }
}
