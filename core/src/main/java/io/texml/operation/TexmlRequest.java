package io.texml.operation;

import io.texml.OpenEnum;
import io.texml.RequestValidationException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One operation with its path values and parameters: an immutable value that can be kept, compared and sent any number
 * of times. The typed requests (such as {@code CreateCall}) are subclasses that only add a builder; two requests with
 * the same operation and values are equal whichever way they were built.
 *
 * <p>{@link #toString()} shows the names of the parameters and never a value.
 *
 * @param <R> the type that the operation answers with
 */
public class TexmlRequest<R> {

    private final Operation<R> operation;
    private final Map<String, String> pathValues;
    private final Map<String, Object> parameters;

    private TexmlRequest(Operation<R> operation, Map<String, String> pathValues, Map<String, Object> parameters) {
        this.operation = operation;
        this.pathValues = pathValues;
        this.parameters = parameters;
    }

    /** For typed requests: checks the builder's values and takes them over. */
    protected TexmlRequest(Operation<R> operation, Builder<?> builder) {
        this(operation, Map.of(), Collections.unmodifiableMap(new LinkedHashMap<>(builder.parameters)));
        RequestChecks checks = new RequestChecks(parameters, builder.problems.values());
        builder.check(checks);
        checks.throwIfAny(getClass().getSimpleName());
    }

    /** A request without parameters, to be completed with {@link #withPathValue} and {@link #withParameter}. */
    public static <R> TexmlRequest<R> of(Operation<R> operation) {
        return new TexmlRequest<>(Objects.requireNonNull(operation, "operation"), Map.of(), Map.of());
    }

    /** The operation that this request asks for. */
    public Operation<R> operation() {
        return operation;
    }

    /** The values of the path's placeholders, not yet percent-encoded. */
    public Map<String, String> pathValues() {
        return pathValues;
    }

    /**
     * The parameters under their wire names, in the order they were set: strings, numbers, booleans, and lists and maps
     * of these.
     */
    public Map<String, Object> parameters() {
        return parameters;
    }

    /** Whether this very request may be repeated: the operation's safety, unless it hands over instructions. */
    public Safety safety() {
        for (String instruction : operation.instructionParameters()) {
            if (parameters.containsKey(instruction)) {
                return Safety.CREATING;
            }
        }
        return operation.safety();
    }

    /**
     * The same request with one more path value.
     *
     * @param name a placeholder of the operation's path
     * @param value the value as it is; it is percent-encoded as one path segment. Not blank, not {@code .} or {@code ..}
     */
    public TexmlRequest<R> withPathValue(String name, String value) {
        if (!operation.pathParameters().contains(name)) {
            throw new RequestValidationException(
                    operation.id(), List.of(name + " is no part of the path; it has " + operation.pathParameters()));
        }
        Objects.requireNonNull(value, () -> name + " must not be null");
        if (value.isBlank() || value.equals(".") || value.equals("..")) {
            throw new RequestValidationException(
                    operation.id(), List.of(name + " must not be blank, '.' or '..'; give the sid or the label"));
        }
        Map<String, String> values = new LinkedHashMap<>(pathValues);
        values.put(name, value);
        return new TexmlRequest<>(operation, Collections.unmodifiableMap(values), parameters);
    }

    /**
     * The same request with one parameter more, or with another value for it. The value is not checked.
     *
     * @param name the name on the wire, case-sensitive
     * @param value a string, number, boolean, {@link URI}, {@link OpenEnum}, or a list or map of these
     */
    public TexmlRequest<R> withParameter(String name, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(parameters);
        values.put(Objects.requireNonNull(name, "name"), wireValue(name, value));
        return new TexmlRequest<>(operation, pathValues, Collections.unmodifiableMap(values));
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof TexmlRequest<?> that
                && operation == that.operation
                && pathValues.equals(that.pathValues)
                && parameters.equals(that.parameters);
    }

    @Override
    public final int hashCode() {
        return Objects.hash(operation.id(), pathValues, parameters);
    }

    /** The operation and the names of the parameters; never a value. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + operation.id() + ", parameters=" + parameters.keySet() + "]";
    }

    private static Object wireValue(String name, @Nullable Object value) {
        if (value == null) {
            throw new NullPointerException(name + " must not be null; leave it out instead");
        }
        if (value instanceof String || value instanceof Boolean || isWhole(value) || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof Double || value instanceof Float) {
            return decimal(name, value.toString());
        }
        if (value instanceof OpenEnum choice) {
            return choice.value();
        }
        if (value instanceof URI uri) {
            return uri.toString();
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(item -> wireValue(name, item)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(
                    Objects.requireNonNull(key, () -> name + " must not have a null key")
                            .toString(),
                    wireValue(name, item)));
            return Collections.unmodifiableMap(copy);
        }
        throw new RequestValidationException(
                "the request",
                List.of(name + " must be a string, number, boolean, URI, OpenEnum, list or map, not a "
                        + value.getClass().getName()));
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

    /**
     * What the builders of all typed requests share: an ordered map of parameters under their wire names.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> {

        private final Map<String, Object> parameters = new LinkedHashMap<>();

        /** What a setter could not turn into a value, by the parameter's name; setting it again takes the problem away. */
        private final Map<String, String> problems = new LinkedHashMap<>();

        /** An empty builder. */
        protected Builder() {}

        /** A builder that begins with the parameters of a request. */
        protected Builder(TexmlRequest<?> request) {
            parameters.putAll(request.parameters);
        }

        /**
         * Sets a parameter that this version has no method for, or a value that a method does not take. The value goes
         * out as it is. What {@code build()} checks of a documented parameter it checks here too;
         * {@link TexmlRequest#withParameter} is not checked.
         *
         * @param name the name on the wire, case-sensitive
         * @param value a string, number, boolean, {@link URI}, {@link OpenEnum}, or a list or map of these
         */
        public B additionalParameter(String name, Object value) {
            return set(Objects.requireNonNull(name, "name"), value);
        }

        /** Sets a parameter under its wire name. */
        protected final B set(String name, Object value) {
            parameters.put(name, wireValue(name, value));
            problems.remove(name);
            return self();
        }

        /** Sets a duration that goes out in whole seconds. */
        protected final B setSeconds(String name, Duration value) {
            return setWhole(name, value, Duration.ofSeconds(1), "seconds");
        }

        /** Sets a duration that goes out in whole milliseconds. */
        protected final B setMilliseconds(String name, Duration value) {
            return setWhole(name, value, Duration.ofMillis(1), "milliseconds");
        }

        /** Sets a decimal number, which must be finite. */
        protected final B setNumber(String name, double value) {
            return Double.isFinite(value) ? set(name, value) : refuse(name, name + " must be a finite number");
        }

        /** Sets a day, which goes out as {@code YYYY-MM-DD}. */
        protected final B setDay(String name, LocalDate day) {
            Objects.requireNonNull(day, () -> name + " must not be null; leave it out instead");
            return set(name, day.toString());
        }

        /** Sets the first day, or the last, that a filter lets through: an operator and the day in one text. */
        protected final B setDay(String name, String operator, LocalDate day) {
            Objects.requireNonNull(day, () -> name + " must not be null; leave it out instead");
            return set(name, operator + day);
        }

        /** As {@link #setDay(String, String, LocalDate)} with a time of day in UTC, cut to whole seconds. */
        protected final B setSecond(String name, String operator, Instant time) {
            Objects.requireNonNull(time, () -> name + " must not be null; leave it out instead");
            return set(name, operator + time.truncatedTo(ChronoUnit.SECONDS));
        }

        /** Sets several tokens, open enums or strings, that go out in one string. */
        protected final B setJoined(String name, String separator, Collection<?> values) {
            Objects.requireNonNull(values, () -> name + " must not be null; leave it out instead");
            if (values.isEmpty()) {
                return refuse(name, name + " must not be empty; leave it out instead");
            }
            return set(
                    name,
                    values.stream()
                            .map(value -> String.valueOf(wireValue(name, value)))
                            .collect(Collectors.joining(separator)));
        }

        /** Sets one member of a parameter that is an object; its other members stay. */
        protected final B setMember(String name, String member, Object value) {
            Map<String, Object> members = new LinkedHashMap<>();
            if (parameters.get(name) instanceof Map<?, ?> present) {
                present.forEach((key, kept) -> members.put(String.valueOf(key), kept));
            }
            members.put(member, wireValue(name + "." + member, value));
            return set(name, members);
        }

        /** What has to hold before the request can be sent. */
        protected void check(RequestChecks checks) {}

        /** This builder, in its own type. */
        protected abstract B self();

        private B setWhole(String name, Duration value, Duration unit, String unitName) {
            if (value == null) {
                throw new NullPointerException(name + " must not be null; leave it out instead");
            }
            try {
                long number = value.dividedBy(unit);
                if (unit.multipliedBy(number).equals(value)) {
                    return set(name, number);
                }
            } catch (ArithmeticException tooLong) {
                return refuse(name, name + " must be shorter");
            }
            return refuse(name, name + " must be a whole number of " + unitName + "; round it");
        }

        private B refuse(String name, String problem) {
            parameters.remove(name);
            problems.put(name, problem);
            return self();
        }
    }
}
