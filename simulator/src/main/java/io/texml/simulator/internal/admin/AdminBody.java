package io.texml.simulator.internal.admin;

import io.texml.simulator.internal.contract.Suggestion;
import io.texml.simulator.internal.wire.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request's JSON body, each of its type. Everything that is wrong is an
 * {@link IllegalArgumentException} whose message says what would be right.
 */
final class AdminBody {

    /** Beyond it dates have no place in a clock that starts today. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Map<String, @Nullable Object> members;

    private AdminBody(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    /** A body that may have these members and no others. */
    @SuppressWarnings("unchecked")
    static AdminBody parse(byte[] json, String... known) {
        Object value;
        try {
            value = Json.parse(json);
        } catch (Json.MalformedJsonException e) {
            throw new IllegalArgumentException("The body is not JSON: " + e.getMessage(), e);
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw new IllegalArgumentException("The body has to be a JSON object");
        }
        List<String> names = List.of(known);
        for (Object name : members.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(Suggestion.unknown("member", String.valueOf(name), names)
                        + " Known: " + String.join(", ", names) + ".");
            }
        }
        return new AdminBody((Map<String, @Nullable Object>) members);
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    String text(String name) {
        Object value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The member " + name + " is missing");
        }
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("The member " + name + " has to be a text");
    }

    boolean flag(String name) {
        Object value = members.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw new IllegalArgumentException("The member " + name + " has to be true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    /** A number from 0 to 1; 0 when it is not given. */
    double share(String name) {
        Object value = members.get(name);
        if (value == null) {
            return 0;
        }
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 1) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("The member " + name + " has to be a number from 0 to 1");
    }

    /** A time that is not negative, null when it is not given. */
    @Nullable
    Duration duration(String name) {
        if (!has(name)) {
            return null;
        }
        String text = text(name);
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("The member " + name + " is ten years at most");
            }
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException e) {
            // Said below, like a negative time.
        }
        throw new IllegalArgumentException(
                "The member " + name + " has to be a time such as PT30S, PT5M or PT1.5S, not " + text);
    }

    /** One of an enum's constants, in lower case and with {@code -} or {@code _} between words. */
    <E extends Enum<E>> E choice(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return constant;
            }
        }
        List<String> choices = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        throw new IllegalArgumentException(
                "The member " + name + " has to be one of " + String.join(", ", choices) + ", not " + text);
    }
}
