package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** A step of a payment, for which a prompt can be said. */
public final class PaymentStep extends OpenEnum<PaymentStep> {

    /** The number of the card. */
    public static final PaymentStep CARD_NUMBER = new PaymentStep("payment-card-number");

    /** The date on which the card expires. */
    public static final PaymentStep EXPIRATION_DATE = new PaymentStep("expiration-date");

    /** The postal code. */
    public static final PaymentStep POSTAL_CODE = new PaymentStep("postal-code");

    /** The code on the card. */
    public static final PaymentStep SECURITY_CODE = new PaymentStep("security-code");

    /** The routing number of the bank. */
    public static final PaymentStep BANK_ROUTING_NUMBER = new PaymentStep("bank-routing-number");

    /** The number of the bank account. */
    public static final PaymentStep BANK_ACCOUNT_NUMBER = new PaymentStep("bank-account-number");

    private static final OpenEnumValues<PaymentStep> VALUES = OpenEnumValues.of(
            PaymentStep::new,
            CARD_NUMBER,
            EXPIRATION_DATE,
            POSTAL_CODE,
            SECURITY_CODE,
            BANK_ROUTING_NUMBER,
            BANK_ACCOUNT_NUMBER);

    private PaymentStep(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static PaymentStep of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<PaymentStep> knownValues() {
        return VALUES.list();
    }
}
