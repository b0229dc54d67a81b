package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The currency of a payment. */
public final class PayCurrency extends OpenEnum<PayCurrency> {

    /** Dollars of the United States. */
    public static final PayCurrency USD = new PayCurrency("USD");

    private static final OpenEnumValues<PayCurrency> VALUES = OpenEnumValues.of(PayCurrency::new, USD);

    private PayCurrency(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static PayCurrency of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<PayCurrency> knownValues() {
        return VALUES.list();
    }
}
