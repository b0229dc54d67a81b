package io.texml.operation;

import io.texml.OpenEnum;
import io.texml.RequestValidationException;
import io.texml.internal.PathValues;
import io.texml.internal.Text;
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
        RequestChecks checks = new RequestChecks(parameters, builder.problems);
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
     * @param value the value as it is; it is percent-encoded as one path segment. Not blank, not {@code .} or {@code ..}.
     *     A sid ({@code id}, {@code ..._id}, {@code ..._sid}) is printable ASCII without blanks and quotes; anything else,
     *     such as a label, has no line breaks, and no blanks and quotes at its ends
     * @throws RequestValidationException when the value is null or none of this, or the path has no such placeholder
     */
    public TexmlRequest<R> withPathValue(String name, String value) {
        if (!operation.pathParameters().contains(name)) {
            throw new RequestValidationException(
                    operation.id(), List.of(name + " is no part of the path; it has " + operation.pathParameters()));
        }
        String problem = PathValues.problem(name, value);
        if (problem != null) {
            throw new RequestValidationException(operation.id(), List.of(problem));
        }
        Map<String, String> values = new LinkedHashMap<>(pathValues);
        values.put(name, value);
        return new TexmlRequest<>(operation, Collections.unmodifiableMap(values), parameters);
    }

    /**
     * The same request with one parameter more, or with another value for it. What the value means is not checked.
     *
     * @param name the name on the wire, case-sensitive
     * @param value a string, number, boolean, {@link URI}, {@link OpenEnum}, or a list or map of these
     * @throws RequestValidationException when the value has no form on the wire: null, a number that is not finite, another
     *     type, or half of a surrogate pair in a text
     */
    public TexmlRequest<R> withParameter(String name, Object value) {
        String problem = nameProblem(name);
        if (problem == null) {
            problem = WireValues.problem(name, value);
        }
        if (problem != null) {
            throw new RequestValidationException(operation.id(), List.of(problem));
        }
        Map<String, Object> values = new LinkedHashMap<>(parameters);
        values.put(name, WireValues.of(name, value));
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

    private static @Nullable String nameProblem(String name) {
        return Text.hasLoneSurrogate(Objects.requireNonNull(name, "name"))
                ? "the name of a parameter has half of a surrogate pair; give whole characters"
                : null;
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
            String problem = nameProblem(name);
            return problem == null ? set(name, value) : refuse(name, problem);
        }

        /** Sets a parameter under its wire name. */
        protected final B set(String name, @Nullable Object value) {
            if (value == null) {
                return refuse(name, WireValues.isNull(name));
            }
            String problem = WireValues.problem(name, value);
            if (problem != null) {
                return refuse(name, problem);
            }
            parameters.put(name, WireValues.of(name, value));
            problems.remove(name);
            return self();
        }

        /** Sets a duration that goes out in whole seconds. */
        protected final B setSeconds(String name, @Nullable Duration value) {
            return setWhole(name, value, Duration.ofSeconds(1), "seconds");
        }

        /** Sets a duration that goes out in whole milliseconds. */
        protected final B setMilliseconds(String name, @Nullable Duration value) {
            return setWhole(name, value, Duration.ofMillis(1), "milliseconds");
        }

        /** Sets a decimal number, which must be finite. */
        protected final B setNumber(String name, double value) {
            return Double.isFinite(value) ? set(name, value) : refuse(name, name + " must be a finite number");
        }

        /** Sets a day, which goes out as {@code YYYY-MM-DD}. */
        protected final B setDay(String name, @Nullable LocalDate day) {
            return setDay(name, "", day);
        }

        /** Sets the first day, or the last, that a filter lets through: an operator and the day in one text. */
        protected final B setDay(String name, String operator, @Nullable LocalDate day) {
            return set(name, day == null ? null : operator + day);
        }

        /** As {@link #setDay(String, String, LocalDate)} with a time of day in UTC, cut to whole seconds. */
        protected final B setSecond(String name, String operator, @Nullable Instant time) {
            return set(name, time == null ? null : operator + time.truncatedTo(ChronoUnit.SECONDS));
        }

        /** Sets several tokens, open enums or strings, that go out in one string. */
        protected final B setJoined(String name, String separator, @Nullable Collection<?> values) {
            if (values == null) {
                return refuse(name, WireValues.isNull(name));
            }
            String problem = values.isEmpty()
                    ? name + " must not be empty; leave it out instead"
                    : WireValues.problem(name, values);
            if (problem != null) {
                return refuse(name, problem);
            }
            return set(
                    name,
                    values.stream()
                            .map(value -> String.valueOf(WireValues.of(name, value)))
                            .collect(Collectors.joining(separator)));
        }

        /** Sets one member of a parameter that is an object; its other members stay. */
        protected final B setMember(String name, String member, @Nullable Object value) {
            String path = name + "." + member;
            Map<String, Object> members = new LinkedHashMap<>();
            if (parameters.get(name) instanceof Map<?, ?> present) {
                present.forEach((key, kept) -> members.put(String.valueOf(key), kept));
            }
            String problem = value == null ? WireValues.isNull(path) : WireValues.problem(path, value);
            if (value == null || problem != null) {
                members.remove(member);
                problems.put(path, String.valueOf(problem));
            } else {
                members.put(member, WireValues.of(path, value));
                problems.remove(path);
            }
            parameters.put(name, members);
            return self();
        }

        /** What has to hold before the request can be sent. */
        protected void check(RequestChecks checks) {}

        /** This builder, in its own type. */
        protected abstract B self();

        private B setWhole(String name, @Nullable Duration value, Duration unit, String unitName) {
            if (value == null) {
                return refuse(name, WireValues.isNull(name));
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
