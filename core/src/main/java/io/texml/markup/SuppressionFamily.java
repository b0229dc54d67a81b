package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The family of models of the engine AiCoustics. */
public final class SuppressionFamily extends OpenEnum<SuppressionFamily> {

    /** Sparrow. */
    public static final SuppressionFamily SPARROW = new SuppressionFamily("sparrow");

    /** Quail. */
    public static final SuppressionFamily QUAIL = new SuppressionFamily("quail");

    private static final OpenEnumValues<SuppressionFamily> VALUES =
            OpenEnumValues.of(SuppressionFamily::new, SPARROW, QUAIL);

    private SuppressionFamily(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SuppressionFamily of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SuppressionFamily> knownValues() {
        return VALUES.list();
    }
}
