package io.texml.markup;

import io.texml.CallbackMethod;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;

/**
 * Takes a payment by keys. Recordings and transcriptions pause while card data is entered.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/pay">its documentation</a>
 */
public final class Pay extends AbstractElement<Pay> implements Verb {

    static final ElementType<Pay> TYPE = ElementType.of("Pay", Content.NONE, Pay::new)
            .attributes(
                    Attribute.url("action"),
                    Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST),
                    Attribute.url("statusCallback"),
                    Attribute.choice("statusCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.text("paymentConnector").byDefault("Default"),
                    Attribute.decimal("chargeAmount"),
                    Attribute.choice("currency", PayCurrency.knownValues()).byDefault(PayCurrency.USD),
                    Attribute.text("paymentToken"),
                    Attribute.choice("paymentMethod", PaymentMethod.knownValues())
                            .byDefault(PaymentMethod.CREDIT_CARD),
                    Attribute.text("postalCode").byDefault("true"),
                    Attribute.integer("minPostalCodeLength").atLeast(1),
                    Attribute.choices(
                            "validCardTypes",
                            CardType.VISA,
                            CardType.MASTERCARD,
                            CardType.AMEX,
                            CardType.MAESTRO,
                            CardType.DISCOVER,
                            CardType.OPTIMA,
                            CardType.JCB,
                            CardType.DINERS_CLUB,
                            CardType.ENROUTE),
                    Attribute.choice("transactionType", TransactionType.knownValues()),
                    Attribute.text("description"),
                    Attribute.integer("maxAttempts").range(1, 3).byDefault(1),
                    Attribute.seconds("timeout").range(1, 600).byDefault(5),
                    Attribute.seconds("interDigitTimeout").range(1, 600).byDefault(5),
                    Attribute.text("voice").byDefault("female"),
                    Attribute.text("language").byDefault("en-US"),
                    Attribute.choice("serviceLevel", PayServiceLevel.knownValues())
                            .byDefault(PayServiceLevel.PREMIUM),
                    Attribute.json("parameters"),
                    Attribute.json("prompts"),
                    Attribute.json("metadata"))
            .children(Parameter.TYPE, Prompt.TYPE)
            .rule(Pay::check);

    private Pay(Parts parts) {
        super(TYPE, parts);
    }

    /** Takes a payment, or with no amount a token for later. */
    public static Pay pay() {
        return TYPE.create();
    }

    /** Takes a payment of an amount. */
    public static Pay charge(BigDecimal chargeAmount) {
        return pay().chargeAmount(chargeAmount).transactionType(TransactionType.CHARGE);
    }

    /** Takes payment data and keeps it; a token comes back. */
    public static Pay tokenize() {
        return pay().transactionType(TransactionType.TOKENIZE);
    }

    /** This with a parameter of your own that the payment connector is told. */
    public Pay parameter(String name, String value) {
        return add(Parameter.of(name, value));
    }

    /** This with what is said at a step. */
    public Pay prompt(Prompt prompt) {
        return add(prompt);
    }

    /** {@code action}: where the platform goes on when the verb is over; it answers with the next document. A URL. */
    public Pay action(URI action) {
        return set("action", action);
    }

    /** {@code method}: how {@code action} is called. Default: {@link CallbackMethod#POST POST}. */
    public Pay method(CallbackMethod method) {
        return set("method", method);
    }

    /** {@code statusCallback}: an absolute URL that is told what happens. */
    public Pay statusCallback(URI statusCallback) {
        return set("statusCallback", statusCallback);
    }

    /**
     * {@code statusCallbackMethod}: how {@code statusCallback} is called. Default: {@link CallbackMethod#POST
     * POST}.
     */
    public Pay statusCallbackMethod(CallbackMethod value) {
        return set("statusCallbackMethod", value);
    }

    /** {@code paymentConnector}: the name of the payment connector. Default: {@code Default}. */
    public Pay paymentConnector(String paymentConnector) {
        return set("paymentConnector", paymentConnector);
    }

    /** {@code chargeAmount}: the amount; its currency is in {@code currency}. */
    public Pay chargeAmount(BigDecimal chargeAmount) {
        return set("chargeAmount", chargeAmount);
    }

    /** {@code currency}: the currency. Default: {@link PayCurrency#USD USD}. */
    public Pay currency(PayCurrency currency) {
        return set("currency", currency);
    }

    /** {@code paymentToken}: a token of an earlier payment. */
    public Pay paymentToken(String paymentToken) {
        return set("paymentToken", paymentToken);
    }

    /** {@code paymentMethod}: how somebody pays. Default: {@link PaymentMethod#CREDIT_CARD credit-card}. */
    public Pay paymentMethod(PaymentMethod paymentMethod) {
        return set("paymentMethod", paymentMethod);
    }

    /**
     * {@code postalCode}: whether the postal code is asked for, {@code true} or {@code false}, or the code itself.
     * Default: {@code true}.
     */
    public Pay postalCode(String postalCode) {
        return set("postalCode", postalCode);
    }

    /** {@code minPostalCodeLength}: how many characters a postal code has at least. At least 1. */
    public Pay minPostalCodeLength(int minPostalCodeLength) {
        return set("minPostalCodeLength", minPostalCodeLength);
    }

    /**
     * {@code validCardTypes}: the brands of cards that are taken. Takes {@code visa}, {@code mastercard}, {@code
     * amex}, {@code maestro}, {@code discover}, {@code optima}, {@code jcb}, {@code diners-club}, {@code enroute}.
     */
    public Pay validCardTypes(CardType... types) {
        return setAll("validCardTypes", types);
    }

    /**
     * {@code transactionType}: what is done with the payment data; {@code charge} needs {@code chargeAmount}.
     * Without it the amount decides.
     */
    public Pay transactionType(TransactionType transactionType) {
        return set("transactionType", transactionType);
    }

    /** {@code description}: what the payment is for. */
    public Pay description(String description) {
        return set("description", description);
    }

    /** {@code maxAttempts}: how often a step is tried. 1 to 3. Default: 1. */
    public Pay maxAttempts(int maxAttempts) {
        return set("maxAttempts", maxAttempts);
    }

    /** {@code timeout}: how long to wait for the first key. Whole seconds, 1 to 600. Default: 5. */
    public Pay timeout(Duration timeout) {
        return set("timeout", timeout);
    }

    /** {@code interDigitTimeout}: how long to wait for the next key. Whole seconds, 1 to 600. Default: 5. */
    public Pay interDigitTimeout(Duration interDigitTimeout) {
        return set("interDigitTimeout", interDigitTimeout);
    }

    /** {@code voice}: who speaks. Default: {@code female}. */
    public Pay voice(String voice) {
        return set("voice", voice);
    }

    /** {@code language}: the language, such as {@code en-US}. Default: {@code en-US}. */
    public Pay language(String language) {
        return set("language", language);
    }

    /** {@code serviceLevel}: the service level. Default: {@link PayServiceLevel#PREMIUM premium}. */
    public Pay serviceLevel(PayServiceLevel serviceLevel) {
        return set("serviceLevel", serviceLevel);
    }

    /** {@code parameters}: further parameters, an object of JSON. */
    public Pay parameters(String parameters) {
        return set("parameters", parameters);
    }

    /** {@code prompts}: prompts, in JSON. */
    public Pay prompts(String prompts) {
        return set("prompts", prompts);
    }

    /** {@code metadata}: data of your own, an object of JSON. */
    public Pay metadata(String metadata) {
        return set("metadata", metadata);
    }

    private static void check(ElementChecks checks) {
        checks.needs(checks.is("transactionType", "charge"), "the transactionType charge", "chargeAmount");
    }

    /**
     * What is said at a step of a payment in place of the built-in text.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/pay">its documentation</a>
     */
    public static final class Prompt extends AbstractElement<Prompt> {

        static final ElementType<Prompt> TYPE = ElementType.of("Prompt", Content.NONE, Prompt::new)
                .attributes(
                        Attribute.choice("for", PaymentStep.knownValues()).isRequired(),
                        Attribute.text("attempt"),
                        Attribute.text("errorType"),
                        Attribute.choice("cardType", CardType.knownValues()))
                .children(Say.TYPE)
                .rule(Prompt::check);

        private Prompt(Parts parts) {
            super(TYPE, parts);
        }

        /** What is said at a step. */
        public static Prompt at(PaymentStep step, Say first, Say... more) {
            return TYPE.create().set("for", step).add(first).addAll(Arrays.asList(more));
        }

        /** {@code attempt}: the attempts, counted from 1, in which it is said; none above {@code maxAttempts}. */
        public Prompt attempts(Integer... numbers) {
            return setAll("attempt", numbers);
        }

        /** {@code errorType}: the error after which it is said. */
        public Prompt errorType(String errorType) {
            return set("errorType", errorType);
        }

        /** {@code cardType}: the brand of cards for which it is said. */
        public Prompt cardType(CardType cardType) {
            return set("cardType", cardType);
        }

        private static void check(ElementChecks checks) {
            checks.refuseIf(checks.isMissing("Say"), "Prompt says nothing", "write a Say into it");
            checks.attemptsWithin("attempt", "maxAttempts");
        }
    }
}
