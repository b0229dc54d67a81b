package io.texml.operation;

import io.texml.RequestValidationException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything that is wrong with the parameters of a request, so that one error names it all. No problem quotes
 * a text value: it could be a phone number or a secret.
 */
public final class RequestChecks {

    private final Map<String, Object> parameters;
    private final List<String> problems;

    RequestChecks(Map<String, Object> parameters, Collection<String> problems) {
        this.parameters = parameters;
        this.problems = new ArrayList<>(problems);
    }

    /** At least one parameter has to be there. */
    public RequestChecks notEmpty() {
        return that(!parameters.isEmpty(), "it has no parameter; set at least one");
    }

    /** Each of these has to be there and not blank. */
    public RequestChecks required(String... names) {
        for (String name : names) {
            Object value = parameters.get(name);
            if (value == null) {
                problems.add(name + " is required; set it");
            } else if (value instanceof String text && text.isBlank()) {
                problems.add(name + " must not be blank");
            }
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
        if (parameters.containsKey(name) && !parameters.containsKey(needed)) {
            problems.add(name + " needs " + needed + "; set both");
        }
        return this;
    }

    /** When a flag is true, the second has to be there. */
    public RequestChecks trueNeeds(String flag, String needed) {
        if (Boolean.TRUE.equals(parameters.get(flag)) && !parameters.containsKey(needed)) {
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

    /** Anything else: the problem, beginning with the parameter's name, when the condition does not hold. */
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
