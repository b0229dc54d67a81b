package io.texml.callbacks;

import io.texml.internal.HttpDate;
import io.texml.internal.LinkText;
import io.texml.internal.json.JsonObjects;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one callback while a record is made of them. Each is asked for once; what nobody asked for, or could not
 * be read, is left over for {@link #details()}, which comes last.
 */
final class CallbackFields {

    /** A longer text is no amount, and BigDecimal takes quadratic time for millions of digits. */
    private static final int LONGEST_NUMBER = 40;
    /** Written out, a number with a larger exponent takes quadratic time, and means no length of time. */
    private static final int LARGEST_SCALE = 60;

    private static final String COST = "CallCost[";

    private final Map<String, List<String>> parameters;
    private final Map<String, List<String>> left;
    private final CallbackKind kind;
    private final Verification verification;
    private final @Nullable String reference;
    private final Map<String, List<String>> urlParameters;
    private final Instant now;

    CallbackFields(
            CallbackKind kind,
            Verification verification,
            @Nullable String reference,
            Map<String, List<String>> urlParameters,
            Map<String, List<String>> parameters,
            Instant now) {
        this.kind = kind;
        this.verification = verification;
        this.reference = reference;
        this.urlParameters = urlParameters;
        this.parameters = parameters;
        this.left = new LinkedHashMap<>(parameters);
        this.now = now;
    }

    @Nullable
    String text(String name) {
        return read(name, text -> text);
    }

    <E> @Nullable E choice(String name, Function<String, E> of) {
        return read(name, text -> text.isEmpty() ? null : of.apply(text));
    }

    @Nullable
    Boolean flag(String name) {
        return read(name, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    @Nullable
    Integer integer(String name) {
        return number(name, BigDecimal::intValueExact);
    }

    @Nullable
    Long wholeNumber(String name) {
        return number(name, BigDecimal::longValueExact);
    }

    @Nullable
    BigDecimal decimal(String name) {
        return number(name, number -> number);
    }

    @Nullable
    Duration seconds(String name) {
        return number(name, CallbackFields::duration);
    }

    @Nullable
    Instant time(String name) {
        return read(name, text -> {
            Instant time = JsonObjects.time(text);
            return time != null ? time : HttpDate.read(text, now);
        });
    }

    @Nullable
    URI uri(String name) {
        return read(name, text -> {
            try {
                return text.isEmpty() ? null : new URI(LinkText.encodeAbsolute(text));
            } catch (URISyntaxException kept) {
                return null;
            }
        });
    }

    /** The text that stands there in Base64. */
    @Nullable
    String base64(String name) {
        return read(name, text -> {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(Base64.getDecoder().decode(text)))
                        .toString();
            } catch (IllegalArgumentException | CharacterCodingException kept) {
                return null;
            }
        });
    }

    /** What stands in {@code CallCost[<sid>]}. */
    Map<String, BigDecimal> costs() {
        Map<String, BigDecimal> costs = new LinkedHashMap<>();
        for (String name : parameters.keySet()) {
            if (name.startsWith(COST) && name.endsWith("]")) {
                BigDecimal cost = decimal(name);
                if (cost != null) {
                    costs.put(name.substring(COST.length(), name.length() - 1), cost);
                }
            }
        }
        return Collections.unmodifiableMap(costs);
    }

    CallbackDetails details() {
        return new CallbackDetails(
                kind,
                verification,
                reference,
                urlParameters,
                text("AccountSid"),
                text("CallSid"),
                text("CallSidLegacy"),
                text("ConnectionId"),
                address("From"),
                address("To"),
                time("Timestamp"),
                wholeNumber("SequenceNumber"),
                parameters,
                Collections.unmodifiableMap(left));
    }

    /** The platform writes some numbers with a plus that is not escaped, which a form takes for a blank. */
    private @Nullable String address(String name) {
        return read(name, text -> {
            boolean plus = text.length() > 1 && text.charAt(0) == ' ' && Character.isDigit(text.charAt(1));
            return plus ? "+" + text.substring(1) : text;
        });
    }

    private <T> @Nullable T number(String name, Function<BigDecimal, T> convert) {
        return read(name, text -> {
            try {
                return text.length() > LONGEST_NUMBER ? null : convert.apply(new BigDecimal(text));
            } catch (ArithmeticException | NumberFormatException kept) {
                return null;
            }
        });
    }

    private static Duration duration(BigDecimal seconds) {
        if (Math.abs((long) seconds.scale()) > LARGEST_SCALE) {
            throw new ArithmeticException("no length of time");
        }
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Duration.ofSeconds(
                parts[0].longValueExact(), parts[1].movePointRight(9).longValueExact());
    }

    private <T> @Nullable T read(String name, Function<String, @Nullable T> reading) {
        List<String> values = left.get(name);
        T value = values != null && values.size() == 1 ? reading.apply(values.get(0)) : null;
        if (value != null) {
            left.remove(name);
        }
        return value;
    }
}
