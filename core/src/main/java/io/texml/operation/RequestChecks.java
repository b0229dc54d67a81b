package io.texml.operation;

import io.texml.OpenEnum;
import io.texml.RequestValidationException;
import io.texml.internal.PathValues;
import io.texml.internal.Text;
import io.texml.markup.Texml;
import io.texml.markup.TexmlSyntaxException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with the parameters of a request, so that one error names it all. No problem quotes
 * a text value: it could be a phone number or a secret.
 */
public final class RequestChecks {

    private final Map<String, Object> parameters;
    private final Set<String> refused;
    private final List<String> problems;

    RequestChecks(Map<String, Object> parameters, Map<String, String> refused) {
        this.parameters = parameters;
        this.refused = refused.keySet();
        this.problems = new ArrayList<>(refused.values());
    }

    /** At least one parameter has to be there. */
    public RequestChecks notEmpty() {
        return that(!parameters.isEmpty() || !refused.isEmpty(), "it has no parameter; set at least one");
    }

    /** Each of these has to be there and not blank. */
    public RequestChecks required(String... names) {
        for (String name : names) {
            Object value = parameters.get(name);
            if (isMissing(name)) {
                problems.add(name + " is required; set it");
            } else if (value instanceof String text && Text.isBlank(text)) {
                problems.add(name + " must not be blank");
            }
        }
        return this;
    }

    /**
     * Sids that, if they are there, are printable ASCII without blanks and quotes.
     *
     * @param names of parameters, or {@code object.member} for a member of one
     */
    public RequestChecks sid(String... names) {
        for (String name : names) {
            String problem = valueAt(name) instanceof String sid ? PathValues.sidProblem(name, sid) : null;
            if (problem != null && !problems.contains(problem)) {
                problems.add(problem);
            }
        }
        return this;
    }

    /**
     * A choice of an open enum, of whose constants this parameter takes some only. A value that is none of the constants is
     * let through, as the API may have got it since.
     *
     * @param known every constant of the type
     * @param documented those that this parameter takes
     */
    public RequestChecks oneOf(String name, List<? extends OpenEnum<?>> known, OpenEnum<?>... documented) {
        Object value = parameters.get(name);
        if (value != null && isOneOf(value, known) && !isOneOf(value, List.of(documented))) {
            String choices = Arrays.stream(documented).map(OpenEnum::value).collect(Collectors.joining(", "));
            problems.add(name + " must be " + choices.replaceFirst(", (?=[^,]*$)", " or ") + ", was " + value);
        }
        return this;
    }

    /**
     * Filters by day of one date: the day itself ({@code StartTime}) does not go together with days before and after
     * ({@code StartTime<}, {@code StartTime>}), and the day to begin after is not later than the one to end before.
     */
    public RequestChecks days(String date) {
        boolean range = false;
        for (String name : DayFilter.rangeNames(date)) {
            notTogether(date, name);
            range = range || parameters.containsKey(name);
        }
        sameFilter(date + ">", date + "_gt");
        sameFilter(date + "<", date + "_lt");
        return range ? daysInOrder(date, date) : this;
    }

    /** Filters by day of two dates of which one never comes before the other, such as a call's beginning and end. */
    public RequestChecks daysInOrder(String earlier, String later) {
        DayFilter.Bound from = DayFilter.of(parameters, earlier).from();
        DayFilter.Bound to = DayFilter.of(parameters, later).to();
        if (from != null && to != null && from.day().isAfter(to.day())) {
            problems.add(from.parameter() + " must not be later than " + to.parameter() + "; correct one of the days");
        }
        return this;
    }

    /** Of these at most one may be there. */
    public RequestChecks notTogether(String first, String second) {
        if (parameters.containsKey(first) && parameters.containsKey(second)) {
            problems.add(first + " and " + second + " exclude each other; set one of them");
        }
        return this;
    }

    /** When the first is there, the second has to be there too. */
    public RequestChecks needs(String name, String needed) {
        if (parameters.containsKey(name) && isMissing(needed)) {
            problems.add(name + " needs " + needed + "; set both");
        }
        return this;
    }

    /** When a flag is true, the second has to be there. */
    public RequestChecks trueNeeds(String flag, String needed) {
        if (Boolean.TRUE.equals(parameters.get(flag)) && isMissing(needed)) {
            problems.add(flag + " needs " + needed + "; set both");
        }
        return this;
    }

    /** A number that, if it is there, lies between two bounds, both included. */
    public RequestChecks range(String name, long lowest, long highest) {
        BigDecimal value = number(name);
        if (value != null
                && (value.compareTo(BigDecimal.valueOf(lowest)) < 0
                        || value.compareTo(BigDecimal.valueOf(highest)) > 0)) {
            problems.add(name + " must be " + lowest + " to " + highest + ", was " + value);
        }
        return this;
    }

    /** A number that, if it is there, is not below a bound. */
    public RequestChecks atLeast(String name, long lowest) {
        BigDecimal value = number(name);
        if (value != null && value.compareTo(BigDecimal.valueOf(lowest)) < 0) {
            problems.add(name + " must be at least " + lowest + ", was " + value);
        }
        return this;
    }

    /** A text that, if it is there, is not longer than a bound. */
    public RequestChecks maxLength(String name, int longest) {
        if (parameters.get(name) instanceof String text && text.length() > longest) {
            problems.add(name + " must have at most " + longest + " characters, has " + text.length());
        }
        return this;
    }

    /** A text that, if it is there, is not shorter than a bound. */
    public RequestChecks minLength(String name, int shortest) {
        if (parameters.get(name) instanceof String text && text.length() < shortest) {
            problems.add(name + " must have at least " + shortest + " characters, has " + text.length());
        }
        return this;
    }

    /** Addresses, or lists of them, that, if they are there, are absolute {@code http} or {@code https} URLs. */
    public RequestChecks httpUrl(String... names) {
        for (String name : names) {
            url(name, "http", "https");
        }
        return this;
    }

    /** An address that, if it is there, is an absolute {@code ws} or {@code wss} URL. */
    public RequestChecks webSocketUrl(String name) {
        url(name, "ws", "wss");
        return this;
    }

    /** A text that, if it is there, is XML. What it says is not checked: {@link Texml#check} does that. */
    public RequestChecks document(String name) {
        if (parameters.get(name) instanceof String text) {
            try {
                Texml.parse(text);
            } catch (TexmlSyntaxException refused) {
                problems.add(
                        name + ", line " + refused.line() + ", column " + refused.column() + ": " + refused.problem());
            }
        }
        return this;
    }

    /**
     * Anything else: the problem, one sentence that begins with the parameter's name and has no full stop, when the
     * condition does not hold.
     */
    public RequestChecks that(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
        return this;
    }

    /** The parameter under its wire name, or null when it is not there. */
    public @Nullable Object value(String name) {
        return parameters.get(name);
    }

    void throwIfAny(String subject) {
        if (!problems.isEmpty()) {
            throw new RequestValidationException(Objects.requireNonNull(subject), problems);
        }
    }

    /** Whether nothing was given; what was given and refused has its problem already. */
    private boolean isMissing(String name) {
        return !parameters.containsKey(name) && !refused.contains(name);
    }

    private @Nullable Object valueAt(String name) {
        int dot = name.indexOf('.');
        return dot > 0 && parameters.get(name.substring(0, dot)) instanceof Map<?, ?> members
                ? members.get(name.substring(dot + 1))
                : parameters.get(name);
    }

    private void sameFilter(String name, String earlierName) {
        Object value = parameters.get(name);
        Object earlier = parameters.get(earlierName);
        if (value != null && earlier != null && !value.equals(earlier)) {
            problems.add(name + " and " + earlierName + " are one filter; set one of them");
        }
    }

    private static boolean isOneOf(Object value, List<? extends OpenEnum<?>> choices) {
        for (OpenEnum<?> choice : choices) {
            if (choice.value().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable BigDecimal number(String name) {
        return parameters.get(name) instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    private void url(String name, String scheme, String secureScheme) {
        Object value = parameters.get(name);
        List<?> addresses = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        boolean fits = addresses.stream()
                .allMatch(address -> !(address instanceof String text) || isUrl(text, scheme, secureScheme));
        if (!fits) {
            problems.add(name + " must be an absolute " + scheme + " or " + secureScheme + " URL");
        }
    }

    private static boolean isUrl(String text, String scheme, String secureScheme) {
        try {
            URI uri = new URI(text);
            return uri.getRawAuthority() != null
                    && (scheme.equalsIgnoreCase(uri.getScheme()) || secureScheme.equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
