package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The service level of a payment. */
public final class PayServiceLevel extends OpenEnum<PayServiceLevel> {

    /** The only one that is documented. */
    public static final PayServiceLevel PREMIUM = new PayServiceLevel("premium");

    private static final OpenEnumValues<PayServiceLevel> VALUES = OpenEnumValues.of(PayServiceLevel::new, PREMIUM);

    private PayServiceLevel(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static PayServiceLevel of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<PayServiceLevel> knownValues() {
        return VALUES.list();
    }
}
