package io.texml.markup;

import io.texml.OpenEnum;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is documented of an attribute: how its value is written, and which values it takes. Immutable.
 *
 * @param values the documented ones of a choice, or of each word of several; empty for other formats
 */
record Attribute(
        String name,
        Format format,
        boolean required,
        List<String> values,
        Defaults defaults,
        Bounds bounds,
        Wording wording) {

    /**
     * What holds when the attribute is not there.
     *
     * @param here null where none is documented
     * @param twiml in TwiML, where that differs
     */
    private record Defaults(@Nullable String here, @Nullable String twiml) {
        static final Defaults NONE = new Defaults(null, null);
    }

    /** @param alsoAllowed a value outside of them that is taken */
    private record Bounds(
            @Nullable BigDecimal lowest,
            @Nullable BigDecimal highest,
            @Nullable BigDecimal alsoAllowed) {
        static final Bounds NONE = new Bounds(null, null, null);
    }

    /** @param meaning of the pattern, in words */
    private record Wording(@Nullable Pattern pattern, String meaning) {
        static final Wording ANY = new Wording(null, "");
    }

    enum Format {
        TEXT,
        URL,
        WEB_SOCKET_URL,
        SECONDS,
        MILLISECONDS,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        CHOICE,
        /** Several of a choice, separated by blanks. */
        CHOICES,
        UUID,
        JSON
    }

    static Attribute text(String name) {
        return plain(name, Format.TEXT);
    }

    static Attribute url(String name) {
        return plain(name, Format.URL);
    }

    static Attribute webSocketUrl(String name) {
        return plain(name, Format.WEB_SOCKET_URL);
    }

    static Attribute seconds(String name) {
        return plain(name, Format.SECONDS);
    }

    static Attribute milliseconds(String name) {
        return plain(name, Format.MILLISECONDS);
    }

    static Attribute integer(String name) {
        return plain(name, Format.INTEGER);
    }

    static Attribute decimal(String name) {
        return plain(name, Format.DECIMAL);
    }

    static Attribute bool(String name) {
        return plain(name, Format.BOOLEAN);
    }

    static Attribute uuid(String name) {
        return plain(name, Format.UUID);
    }

    static Attribute json(String name) {
        return plain(name, Format.JSON);
    }

    /** A value of a list. */
    static Attribute choice(String name, List<?> values) {
        return of(name, Format.CHOICE, values);
    }

    static Attribute choice(String name, Object... values) {
        return choice(name, List.of(values));
    }

    /** Several values of a list, separated by blanks. */
    static Attribute choices(String name, List<?> values) {
        return of(name, Format.CHOICES, values);
    }

    static Attribute choices(String name, Object... values) {
        return choices(name, List.of(values));
    }

    Attribute isRequired() {
        return new Attribute(name, format, true, values, defaults, bounds, wording);
    }

    Attribute byDefault(Object value) {
        return with(new Defaults(value.toString(), defaults.twiml));
    }

    /** What holds in TwiML when the attribute is not there. */
    Attribute inTwiml(Object value) {
        return with(new Defaults(defaults.here, value.toString()));
    }

    Attribute atLeast(String bound) {
        return with(new Bounds(new BigDecimal(bound), bounds.highest, bounds.alsoAllowed));
    }

    Attribute range(String from, String to) {
        return with(new Bounds(new BigDecimal(from), new BigDecimal(to), bounds.alsoAllowed));
    }

    Attribute atLeast(int bound) {
        return atLeast(String.valueOf(bound));
    }

    Attribute range(int from, int to) {
        return range(String.valueOf(from), String.valueOf(to));
    }

    /** A value outside of the range that is taken. */
    Attribute or(int value) {
        return with(new Bounds(bounds.lowest, bounds.highest, BigDecimal.valueOf(value)));
    }

    Attribute like(String regex, String meaning) {
        return new Attribute(
                name, format, required, values, defaults, bounds, new Wording(Pattern.compile(regex), meaning));
    }

    /** What holds when the attribute is not there; null where none is documented. */
    @Nullable
    String defaultValue() {
        return defaults.here;
    }

    /** What holds in TwiML then, where that differs. */
    @Nullable
    String twimlDefault() {
        return defaults.twiml;
    }

    @Nullable
    BigDecimal lowest() {
        return bounds.lowest;
    }

    @Nullable
    BigDecimal highest() {
        return bounds.highest;
    }

    @Nullable
    BigDecimal alsoAllowed() {
        return bounds.alsoAllowed;
    }

    @Nullable
    Pattern pattern() {
        return wording.pattern;
    }

    /** What the pattern means. */
    String form() {
        return wording.meaning;
    }

    /**
     * A value as it stands in a document.
     *
     * @throws IllegalArgumentException for one that has no form in XML or in the attribute's unit
     */
    String write(String element, Object value) {
        String place = element + "." + name;
        Objects.requireNonNull(value, () -> place + " must not be null; leave it out instead");
        String text;
        if (value instanceof Duration duration) {
            text = duration(place, duration);
        } else if (value instanceof List<?> several) {
            text = several(place, several);
        } else if (value instanceof Double number) {
            text = decimal(place, number);
        } else if (value instanceof BigDecimal number) {
            text = number.toPlainString();
        } else if (value instanceof OpenEnum<?> chosen) {
            text = chosen.value();
        } else if (value instanceof URI uri) {
            text = uri.toString();
        } else {
            text = value.toString();
        }
        XmlText.check(text, place);
        return text;
    }

    /** What a number counts, with a blank before it; empty where it counts nothing. */
    String unit() {
        return switch (format) {
            case SECONDS -> " seconds";
            case MILLISECONDS -> " milliseconds";
            default -> "";
        };
    }

    private String duration(String place, Duration value) {
        Duration unit = format == Format.MILLISECONDS ? Duration.ofMillis(1) : Duration.ofSeconds(1);
        try {
            long number = value.dividedBy(unit);
            if (unit.multipliedBy(number).equals(value)) {
                return String.valueOf(number);
            }
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException(place + " must be shorter", tooLong);
        }
        throw new IllegalArgumentException(place + " must be a whole number of" + unit() + "; round it");
    }

    private static String several(String place, List<?> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(place + " must not be empty; leave it out instead");
        }
        List<String> words = new ArrayList<>();
        for (Object value : values) {
            words.add(Objects.requireNonNull(value, () -> place + " must not hold null; leave it out instead")
                    .toString());
        }
        return String.join(" ", words);
    }

    private static String decimal(String place, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(place + " must be a finite number");
        }
        BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
        return (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
    }

    private Attribute with(Defaults others) {
        return new Attribute(name, format, required, values, others, bounds, wording);
    }

    private Attribute with(Bounds others) {
        return new Attribute(name, format, required, values, defaults, others, wording);
    }

    private static Attribute plain(String name, Format format) {
        return of(name, format, List.of());
    }

    private static Attribute of(String name, Format format, List<?> values) {
        List<String> texts = values.stream().map(Object::toString).toList();
        return new Attribute(name, format, false, texts, Defaults.NONE, Bounds.NONE, Wording.ANY);
    }
}
