package io.texml.operation;

import io.texml.OpenEnum;
import io.texml.RequestValidationException;
import io.texml.internal.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a caller gives for a parameter into what goes out: strings, numbers, booleans, lists and maps of these. */
final class WireValues {

    private WireValues() {}

    /** The sentence for a value that is not there. */
    static String isNull(String name) {
        return name + " must not be null; leave it out instead";
    }

    /** Why a value cannot go out although its type could, in one sentence that does not quote it; or null. */
    static @Nullable String problem(String name, @Nullable Object value) {
        if (value == null) {
            return isNull(name);
        }
        String text = textOf(value);
        if (text != null) {
            return Text.hasLoneSurrogate(text) ? halfCharacter(name) : null;
        }
        if (value instanceof Collection<?> list) {
            for (Object item : list) {
                String problem = problem(name, item);
                if (problem != null) {
                    return problem;
                }
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                String problem = memberProblem(name, member);
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    /**
     * The value as it goes out.
     *
     * @throws RequestValidationException when its type has no form on the wire
     */
    static Object of(String name, Object value) {
        String text = textOf(value);
        if (text != null) {
            return text;
        }
        if (value instanceof Boolean || isWhole(value) || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            return decimal(name, value.toString());
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(item -> of(name, item)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key.toString(), of(name, item)));
            return Collections.unmodifiableMap(copy);
        }
        throw new RequestValidationException(
                "the request",
                List.of(name + " must be a string, number, boolean, URI, OpenEnum, list or map, not a "
                        + value.getClass().getName()));
    }

    private static @Nullable String textOf(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof OpenEnum<?> choice) {
            return choice.value();
        }
        return value instanceof URI uri ? uri.toString() : null;
    }

    private static @Nullable String memberProblem(String name, Map.Entry<?, ?> member) {
        if (member.getKey() == null) {
            return name + " must not have a null key; leave it out instead";
        }
        return Text.hasLoneSurrogate(member.getKey().toString())
                ? halfCharacter(name)
                : problem(name, member.getValue());
    }

    private static String halfCharacter(String name) {
        return name + " has half of a surrogate pair; give whole characters";
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger;
    }

    private static BigDecimal decimal(String name, String digits) {
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException notFinite) {
            throw new RequestValidationException("the request", List.of(name + " must be a finite number"));
        }
    }
}
