package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What is done with the payment data. */
public final class TransactionType extends OpenEnum<TransactionType> {

    /** The amount is charged. */
    public static final TransactionType CHARGE = new TransactionType("charge");

    /** The data is kept and a token comes back. */
    public static final TransactionType TOKENIZE = new TransactionType("tokenize");

    private static final OpenEnumValues<TransactionType> VALUES =
            OpenEnumValues.of(TransactionType::new, CHARGE, TOKENIZE);

    private TransactionType(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static TransactionType of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<TransactionType> knownValues() {
        return VALUES.list();
    }
}
