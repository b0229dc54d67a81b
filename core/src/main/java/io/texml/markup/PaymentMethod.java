package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** How somebody pays. */
public final class PaymentMethod extends OpenEnum<PaymentMethod> {

    /** By credit card. */
    public static final PaymentMethod CREDIT_CARD = new PaymentMethod("credit-card");

    /** From a bank account, by ACH. */
    public static final PaymentMethod ACH_DEBIT = new PaymentMethod("ach-debit");

    private static final OpenEnumValues<PaymentMethod> VALUES =
            OpenEnumValues.of(PaymentMethod::new, CREDIT_CARD, ACH_DEBIT);

    private PaymentMethod(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static PaymentMethod of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<PaymentMethod> knownValues() {
        return VALUES.list();
    }
}
