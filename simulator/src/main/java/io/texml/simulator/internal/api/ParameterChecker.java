package io.texml.simulator.internal.api;

import io.texml.simulator.internal.contract.OperationRule;
import io.texml.simulator.internal.contract.ParameterRule;
import io.texml.simulator.internal.contract.ParameterType;
import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.contract.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds the parameters of one request against the contract and gathers everything that is wrong. */
final class ParameterChecker {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE_WITH_OPERATOR =
            Pattern.compile("(>=|<=|>|<)?\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}:\\d{2}Z)?");
    private static final Pattern NUMBER_TO_DIAL = Pattern.compile("\\+[1-9]\\d{1,14}|sips?:.+", Pattern.DOTALL);

    private static final int MOST_ERRORS = 50;

    /** Documented parameters for callbacks of which the documentation names neither kind nor fields. */
    private static final Set<String> NEVER_CALLED = Set.of("ConversationCallback", "ConversationCallbacks");

    private final boolean lenient;
    private final boolean text;
    private final List<ApiError> errors = new ArrayList<>();

    /**
     * A checker for one request.
     *
     * @param text whether the values came as text, from a form or a query
     */
    ParameterChecker(boolean lenient, boolean text) {
        this.lenient = lenient;
        this.text = text;
    }

    /** Values by name, or a failure that lists every error. */
    Parameters check(Map<String, @Nullable Object> given, Map<String, ParameterRule> rules, OperationRule operation) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            ParameterRule rule = rules.get(name);
            if (rule != null) {
                if (NEVER_CALLED.contains(name) && !lenient) {
                    refuse(new ApiError(
                            "10015",
                            "Bad Request",
                            "The simulator never calls " + name + "; leave it out or make the simulator lenient.",
                            "/" + name));
                }
                values.put(name, value == null ? nothing("/" + name, rule) : checked("/" + name, value, rule));
            } else if (lenient) {
                values.put(name, value);
            } else if (errors.size() < MOST_ERRORS) {
                refuse(new ApiError(
                        "10015",
                        "Unknown parameter",
                        Suggestion.unknown("parameter", name, rules.keySet()),
                        "/" + name));
            }
        });
        for (ParameterRule rule : rules.values()) {
            if (rule.required() && isMissing(values.get(rule.name()))) {
                missing("/" + rule.name(), rule.name());
            }
        }
        List<String> together = operation.exclusive().stream()
                .filter(name -> values.get(name) != null)
                .toList();
        if (together.size() > 1) {
            refuse(new ApiError(
                    "10015",
                    "Bad Request",
                    String.join(" and ", together) + " exclude each other.",
                    "/" + together.get(1)));
        }
        if (!errors.isEmpty()) {
            throw ApiFailure.of(422, errors);
        }
        return new Parameters(values, rules);
    }

    /** A JSON null; that a required one is missing is said elsewhere. */
    private @Nullable Object nothing(String pointer, ParameterRule rule) {
        return lenient || rule.required() || rule.nullable() ? null : wrongType(pointer, rule.type());
    }

    /** The first are enough for whoever mends a request, and an answer stays short. */
    private void refuse(ApiError error) {
        if (errors.size() < MOST_ERRORS) {
            errors.add(error);
        }
    }

    private static boolean isMissing(@Nullable Object value) {
        return value == null || (value instanceof String string && string.isBlank());
    }

    private void missing(String pointer, String name) {
        refuse(new ApiError(
                "10004", "Missing required parameter", "The " + name + " parameter has to be given.", pointer));
    }

    private @Nullable Object checked(String pointer, Object value, ParameterRule rule) {
        return switch (rule.type()) {
            case STRING -> string(pointer, value, rule);
            case INTEGER -> integer(pointer, value, rule);
            case NUMBER -> number(pointer, value, rule);
            case BOOLEAN -> flag(pointer, value);
            case ARRAY -> array(pointer, value, rule);
            case OBJECT -> object(pointer, value, rule.properties());
        };
    }

    private @Nullable Object string(String pointer, Object value, ParameterRule rule) {
        if (!(value instanceof String string)) {
            if (lenient && (value instanceof Number || value instanceof Boolean)) {
                return String.valueOf(value);
            }
            return wrongType(pointer, ParameterType.STRING);
        }
        if (!rule.allowed().isEmpty() && !rule.allowed().contains(string)) {
            return notAllowed(pointer, rule.name(), rule.allowed());
        }
        if (!rule.tokens().isEmpty() && !string.isBlank()) {
            for (String word : string.strip().split("\\s+", -1)) {
                if (!rule.tokens().contains(word)) {
                    return notAllowed(pointer, rule.name(), rule.tokens());
                }
            }
        }
        length(pointer, string, rule);
        format(pointer, string, rule);
        return string;
    }

    private void length(String pointer, String value, ParameterRule rule) {
        Integer least = rule.minimumLength();
        Integer most = rule.maximumLength();
        if ((least != null && value.length() < least) || (most != null && value.length() > most)) {
            String bounds = (least == null ? "at most " + most : "at least " + least) + " characters";
            refuse(new ApiError("10033", "Value out of range", rule.name() + " has " + bounds + ".", pointer));
        }
    }

    private void format(String pointer, String value, ParameterRule rule) {
        String format = rule.format();
        boolean dialled =
                rule.required() && (rule.name().equals("To") || rule.name().equals("From"));
        if (dialled
                && !value.isBlank()
                && !lenient
                && !NUMBER_TO_DIAL.matcher(value).matches()) {
            refuse(new ApiError(
                    "10016",
                    "Phone number not in E.164 format",
                    rule.name() + " has to be a number in E.164 form or a SIP address.",
                    pointer));
        } else if (("date".equals(format) && !DATE.matcher(value).matches())
                || ("date-with-operator".equals(format)
                        && !DATE_WITH_OPERATOR.matcher(value).matches())) {
            refuse(new ApiError("10026", "Invalid type", rule.name() + " has to be a date, YYYY-MM-DD.", pointer));
        } else if ("uri".equals(format) && !lenient && !value.contains("://")) {
            refuse(new ApiError("10026", "Invalid type", rule.name() + " has to be an absolute URL.", pointer));
        }
    }

    private @Nullable Object integer(String pointer, Object value, ParameterRule rule) {
        Long number = null;
        if (value instanceof Long whole) {
            number = whole;
        } else if (value instanceof String string && (text || lenient)) {
            try {
                number = Long.valueOf(string);
            } catch (NumberFormatException e) {
                return wrongType(pointer, ParameterType.INTEGER);
            }
        }
        if (number == null) {
            return wrongType(pointer, ParameterType.INTEGER);
        }
        if (!number.equals(rule.exception())) {
            range(pointer, BigDecimal.valueOf(number), rule);
        }
        return number;
    }

    private @Nullable Object number(String pointer, Object value, ParameterRule rule) {
        if (value instanceof Number || (value instanceof String && (text || lenient))) {
            try {
                BigDecimal number = new BigDecimal(value.toString());
                range(pointer, number, rule);
                return number;
            } catch (NumberFormatException e) {
                return wrongType(pointer, ParameterType.NUMBER);
            }
        }
        return wrongType(pointer, ParameterType.NUMBER);
    }

    private void range(String pointer, BigDecimal number, ParameterRule rule) {
        Long minimum = rule.minimum();
        Long maximum = rule.maximum();
        boolean outside = (minimum != null && number.compareTo(BigDecimal.valueOf(minimum)) < 0)
                || (maximum != null && number.compareTo(BigDecimal.valueOf(maximum)) > 0);
        if (outside) {
            String range = (minimum == null ? "" : "at least " + minimum)
                    + (minimum == null || maximum == null ? "" : " and ")
                    + (maximum == null ? "" : "at most " + maximum);
            refuse(new ApiError("10033", "Value out of range", rule.name() + " has to be " + range + ".", pointer));
        }
    }

    private @Nullable Object flag(String pointer, Object value) {
        if (value instanceof Boolean) {
            return value;
        }
        if (text || lenient) {
            if ("true".equals(value)) {
                return true;
            }
            if ("false".equals(value)) {
                return false;
            }
        }
        return wrongType(pointer, ParameterType.BOOLEAN);
    }

    private @Nullable Object array(String pointer, Object value, ParameterRule rule) {
        if (!(value instanceof List<?> elements)) {
            return wrongType(pointer, ParameterType.ARRAY);
        }
        for (int i = 0; i < elements.size(); i++) {
            Object element = elements.get(i);
            String position = pointer + "/" + i;
            if (rule.items() == ParameterType.OBJECT) {
                object(position, element == null ? "" : element, rule.properties());
            } else if (!(element instanceof String)) {
                wrongType(position, ParameterType.STRING);
            }
        }
        return value;
    }

    private @Nullable Object object(String pointer, Object value, List<ParameterRule> properties) {
        if (!(value instanceof Map<?, ?> members)) {
            return wrongType(pointer, ParameterType.OBJECT);
        }
        // An object without declared members is a free map of texts.
        members.forEach((name, member) -> {
            String position = pointer + "/" + name;
            ParameterRule rule = properties.stream()
                    .filter(property -> property.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (rule != null) {
                if (member == null) {
                    nothing(position, rule);
                } else {
                    checked(position, member, rule);
                }
            } else if (properties.isEmpty()) {
                if (!(member instanceof String)) {
                    wrongType(position, ParameterType.STRING);
                }
            } else if (!lenient) {
                List<String> names =
                        properties.stream().map(ParameterRule::name).toList();
                refuse(new ApiError(
                        "10015",
                        "Unknown parameter",
                        Suggestion.unknown("parameter", String.valueOf(name), names),
                        position));
            }
        });
        for (ParameterRule rule : properties) {
            if (rule.required() && members.get(rule.name()) == null) {
                missing(pointer + "/" + rule.name(), rule.name());
            }
        }
        return value;
    }

    private @Nullable Object wrongType(String pointer, ParameterType type) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        refuse(new ApiError(
                "10026",
                "Invalid type",
                name + " has to be of type " + type.name().toLowerCase(java.util.Locale.ROOT) + ".",
                pointer));
        return null;
    }

    private @Nullable Object notAllowed(String pointer, String name, List<String> allowed) {
        refuse(new ApiError(
                "10032", "Invalid enumerated value", name + " must be one of " + String.join(", ", allowed), pointer));
        return null;
    }
}
