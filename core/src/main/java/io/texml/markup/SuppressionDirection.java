package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** On which side of a call noise is suppressed. */
public final class SuppressionDirection extends OpenEnum<SuppressionDirection> {

    /** In what comes in from the other side. */
    public static final SuppressionDirection INBOUND = new SuppressionDirection("inbound");

    /** In what goes out to it. */
    public static final SuppressionDirection OUTBOUND = new SuppressionDirection("outbound");

    /** In both. */
    public static final SuppressionDirection BOTH = new SuppressionDirection("both");

    private static final OpenEnumValues<SuppressionDirection> VALUES =
            OpenEnumValues.of(SuppressionDirection::new, INBOUND, OUTBOUND, BOTH);

    private SuppressionDirection(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SuppressionDirection of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SuppressionDirection> knownValues() {
        return VALUES.list();
    }
}
