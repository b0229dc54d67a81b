package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The size of a model of the engine AiCoustics. */
public final class SuppressionSize extends OpenEnum<SuppressionSize> {

    /** Small. */
    public static final SuppressionSize SMALL = new SuppressionSize("s");

    /** Large. */
    public static final SuppressionSize LARGE = new SuppressionSize("l");

    /** Of the family quail alone. */
    public static final SuppressionSize VF = new SuppressionSize("vf");

    private static final OpenEnumValues<SuppressionSize> VALUES =
            OpenEnumValues.of(SuppressionSize::new, SMALL, LARGE, VF);

    private SuppressionSize(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SuppressionSize of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SuppressionSize> knownValues() {
        return VALUES.list();
    }
}
