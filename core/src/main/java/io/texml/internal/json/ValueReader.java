package io.texml.internal.json;

import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the value of one component of a record. */
interface ValueReader {

    /**
     * The value that begins at the parser's current token, which is not null; the parser ends on its last token. A value
     * that does not fit comes back as {@link Unreadable}.
     */
    Object read(JsonParser parser);

    /** What stood where a value of another type was expected: it is kept instead of failing the page. */
    record Unreadable(@Nullable Object value) {}

    static ValueReader text() {
        return parser -> parser.currentToken().isScalarValue() ? parser.getString() : unreadable(parser);
    }

    static ValueReader flag() {
        return parser -> {
            Object value = JsonValues.read(parser);
            if (value instanceof Boolean) {
                return value;
            }
            return "true".equals(value) || "false".equals(value) ? "true".equals(value) : new Unreadable(value);
        };
    }

    static ValueReader number(Function<BigDecimal, Object> exact) {
        return parser -> {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() == JsonParser.NumberType.INT) {
                return exact.apply(BigDecimal.valueOf(parser.getIntValue()));
            }
            return decimal(parser, exact);
        };
    }

    static ValueReader decimal() {
        return parser -> {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                BigDecimal usual = PlainNumbers.decimal(
                        parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
                if (usual != null) {
                    return usual;
                }
            }
            return decimal(parser, value -> value);
        };
    }

    static ValueReader seconds() {
        return parser -> {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                long usual = PlainNumbers.whole(
                        parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
                if (usual >= 0) {
                    return Duration.ofSeconds(usual);
                }
            }
            return decimal(parser, ValueReader::duration);
        };
    }

    static ValueReader timestamp() {
        return parser -> {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                Instant instant = Timestamps.read(
                        parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
                if (instant != null) {
                    return instant;
                }
            }
            return unreadable(parser);
        };
    }

    static ValueReader uri() {
        return parser -> {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    return new URI(parser.getString());
                } catch (URISyntaxException kept) {
                    return unreadable(parser);
                }
            }
            return unreadable(parser);
        };
    }

    static <E extends OpenEnum> ValueReader choice(KnownValues<E> known, Function<String, E> unknown) {
        return parser -> {
            if (!parser.currentToken().isScalarValue()) {
                return unreadable(parser);
            }
            E constant = known.find(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
            return constant != null ? constant : unknown.apply(parser.getString());
        };
    }

    static ValueReader texts() {
        return parser -> {
            Object value = JsonValues.read(parser);
            boolean fits = value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
            return fits ? Objects.requireNonNull(value) : new Unreadable(value);
        };
    }

    static ValueReader map() {
        return parser -> {
            Object value = JsonValues.read(parser);
            return value instanceof Map ? value : new Unreadable(value);
        };
    }

    static ValueReader nested(Class<?> type) {
        return parser -> parser.currentToken() == JsonToken.START_OBJECT
                ? RecordReader.of(type).read(parser)
                : unreadable(parser);
    }

    private static Object unreadable(JsonParser parser) {
        return new Unreadable(JsonValues.read(parser));
    }

    private static Object decimal(JsonParser parser, Function<BigDecimal, Object> convert) {
        Object value = JsonValues.read(parser);
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
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Duration.ofSeconds(
                parts[0].longValueExact(), parts[1].movePointRight(9).longValueExact());
    }
}
