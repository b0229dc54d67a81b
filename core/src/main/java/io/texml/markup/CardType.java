package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** A brand of cards. A {@link Pay} takes all but unionpay. */
public final class CardType extends OpenEnum<CardType> {

    /** Visa. */
    public static final CardType VISA = new CardType("visa");

    /** Mastercard. */
    public static final CardType MASTERCARD = new CardType("mastercard");

    /** American Express. */
    public static final CardType AMEX = new CardType("amex");

    /** Maestro. */
    public static final CardType MAESTRO = new CardType("maestro");

    /** Discover. */
    public static final CardType DISCOVER = new CardType("discover");

    /** Optima. */
    public static final CardType OPTIMA = new CardType("optima");

    /** JCB. */
    public static final CardType JCB = new CardType("jcb");

    /** Diners Club. */
    public static final CardType DINERS_CLUB = new CardType("diners-club");

    /** enRoute. */
    public static final CardType ENROUTE = new CardType("enroute");

    /** UnionPay. */
    public static final CardType UNIONPAY = new CardType("unionpay");

    private static final OpenEnumValues<CardType> VALUES = OpenEnumValues.of(
            CardType::new, VISA, MASTERCARD, AMEX, MAESTRO, DISCOVER, OPTIMA, JCB, DINERS_CLUB, ENROUTE, UNIONPAY);

    private CardType(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CardType of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<CardType> knownValues() {
        return VALUES.list();
    }
}
