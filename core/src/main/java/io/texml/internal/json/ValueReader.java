package io.texml.internal.json;

import io.texml.internal.LinkText;
import io.texml.internal.OpenEnumValues;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads the value of one component of a record. */
interface ValueReader {

    /** Written out, a number with a larger exponent takes quadratic time, and means no length of time. */
    int LARGEST_SCALE = 60;

    /**
     * The value that begins next, which is not null; the scanner ends behind it. A value that does
     * not fit comes back as {@link Unreadable}.
     */
    Object read(JsonScanner json, int first);

    /** What stood where a value of another type was expected: it is kept instead of failing the page. */
    record Unreadable(@Nullable Object value) {}

    static ValueReader text() {
        return (json, first) -> first == '"' ? json.string() : scalarText(json, first);
    }

    static ValueReader flag() {
        return (json, first) -> {
            Object value = json.value();
            if (value instanceof Boolean) {
                return value;
            }
            return "true".equals(value) || "false".equals(value) ? "true".equals(value) : new Unreadable(value);
        };
    }

    static ValueReader integer() {
        return (json, first) -> {
            Object value = json.value();
            return value instanceof Integer ? value : decimal(value, BigDecimal::intValueExact);
        };
    }

    static ValueReader wholeNumber() {
        return (json, first) -> {
            Object value = json.value();
            return value instanceof Integer || value instanceof Long
                    ? (Object) ((Number) value).longValue()
                    : decimal(value, BigDecimal::longValueExact);
        };
    }

    static ValueReader decimal() {
        return usually(PlainNumbers::decimal, value -> decimal(value, number -> number));
    }

    static ValueReader seconds() {
        return usually(ValueReader::wholeSeconds, value -> decimal(value, ValueReader::duration));
    }

    static ValueReader timestamp() {
        return usually(Timestamps::readUsual, value -> readable(value, Timestamps::readAny));
    }

    static ValueReader uri() {
        return (json, first) -> readable(json.value(), ValueReader::uri);
    }

    static <E> ValueReader choice(OpenEnumValues<E> values) {
        JsonScanner.InPlace<E> knownInPlace = values::find;
        return (json, first) -> {
            if (first != '"') {
                Object text = scalarText(json, first);
                return text instanceof String value ? values.of(value) : text;
            }
            long string = json.skipString();
            E constant = json.inPlace(string, knownInPlace);
            return constant != null ? constant : values.of(json.text(string));
        };
    }

    static ValueReader texts() {
        return (json, first) -> {
            Object value = json.value();
            boolean fits = value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            return fits ? Objects.requireNonNull(value) : new Unreadable(value);
        };
    }

    static ValueReader map() {
        return (json, first) -> {
            Object value = json.value();
            return value instanceof Map ? value : new Unreadable(value);
        };
    }

    static ValueReader nested(Class<?> type) {
        return (json, first) -> first == '{' ? RecordReader.of(type).read(json) : new Unreadable(json.value());
    }

    /** A string of the usual form is read where it stands. */
    private static ValueReader usually(JsonScanner.InPlace<Object> usual, Function<@Nullable Object, Object> other) {
        return (json, first) -> {
            if (first != '"') {
                return other.apply(json.value());
            }
            long string = json.skipString();
            Object value = json.inPlace(string, usual);
            return value != null ? value : other.apply(json.text(string));
        };
    }

    private static Object scalarText(JsonScanner json, int first) {
        return first == '{' || first == '['
                ? new Unreadable(json.value())
                : Objects.requireNonNull(json.parse(JsonParser::getString));
    }

    private static Object readable(@Nullable Object value, Function<String, @Nullable Object> reading) {
        Object read = value instanceof String text ? reading.apply(text) : null;
        return read != null ? read : new Unreadable(value);
    }

    private static @Nullable Object uri(String text) {
        try {
            return new URI(LinkText.encodeAbsolute(text));
        } catch (URISyntaxException kept) {
            return null;
        }
    }

    private static @Nullable Object wholeSeconds(byte[] bytes, int start, int length) {
        long seconds = PlainNumbers.whole(bytes, start, length);
        return seconds < 0 ? null : Duration.ofSeconds(seconds);
    }

    private static Object decimal(@Nullable Object value, Function<BigDecimal, Object> convert) {
        if (value instanceof Number || value instanceof String) {
            String text = value.toString();
            // A longer text is no amount, and BigDecimal takes quadratic time for millions of digits.
            if (text.length() <= 40) {
                try {
                    return convert.apply(new BigDecimal(text));
                } catch (ArithmeticException | NumberFormatException kept) {
                    return new Unreadable(value);
                }
            }
        }
        return new Unreadable(value);
    }

    private static Duration duration(BigDecimal seconds) {
        if (Math.abs((long) seconds.scale()) > LARGEST_SCALE) {
            throw new ArithmeticException("no length of time");
        }
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Duration.ofSeconds(
                parts[0].longValueExact(), parts[1].movePointRight(9).longValueExact());
    }
}
