package io.texml.reactor;

import static io.texml.testing.Contract.text;

import io.texml.OpenEnum;
import io.texml.RequestValidationException;
import io.texml.calls.SipHeader;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.operation.TexmlRequest;
import io.texml.testing.Contract;
import io.texml.testing.OpenEnums;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What reflection tells about the setters of a typed request's builder. */
final class RequestFields {

    private RequestFields() {}

    /** A builder without parameters for requests of the same type. */
    static TexmlRequest.Builder<?> emptyBuilder(TexmlRequest<?> request) {
        return (TexmlRequest.Builder<?>) call(request, "builder");
    }

    /** A builder that begins with the request's parameters. */
    static TexmlRequest.Builder<?> toBuilder(TexmlRequest<?> request) {
        return (TexmlRequest.Builder<?>) call(request, "toBuilder");
    }

    /** What the builder makes. */
    static TexmlRequest<?> build(TexmlRequest.Builder<?> builder) {
        return (TexmlRequest<?>) call(builder, "build");
    }

    /** What stands in the way of building; empty when nothing does. */
    static List<String> problems(TexmlRequest.Builder<?> builder) {
        try {
            build(builder);
            return List.of();
        } catch (RequestValidationException refused) {
            return refused.problems();
        }
    }

    /**
     * The request with every other parameter set too, and with this text wherever a value holds free text; left out is
     * only what excludes another. A value that fits others is not guessed: the request that a case gives has it.
     */
    static TexmlRequest<?> filled(TexmlRequest<?> request, String text) {
        Map<String, JsonNode> documented = documented(request);
        TexmlRequest<?> filled = request;
        for (Method setter : setters(request)) {
            String name = wireName(request, setter);
            Object present = flat(filled.parameters(), documented.keySet()).get(name);
            Object value = sample(setter.getGenericParameterTypes()[0], text, documented.get(name));
            if (name.equals("Texml") && value instanceof String) {
                value = Texml.of(Say.text(text)).toXml();
            }
            if (present != null && value instanceof URI) {
                value = URI.create(present + "/" + text);
            }
            if (present == null || holdsText(value)) {
                TexmlRequest.Builder<?> builder = toBuilder(filled);
                set(builder, setter, value);
                List<String> problems = problems(builder);
                if (problems.isEmpty()) {
                    filled = build(builder);
                } else if (!problems.stream().allMatch(problem -> problem.contains(" exclude each other"))) {
                    throw new AssertionError(name + " does not fit into the request in the case of "
                            + request.operation().id() + ", set what it needs there: " + problems);
                }
            }
        }
        return filled;
    }

    /** The wire name that a setter writes to; a member of an object parameter stands as {@code object.member}. */
    static String wireName(TexmlRequest<?> request, Method setter) {
        TexmlRequest.Builder<?> builder = emptyBuilder(request);
        set(builder, setter, sample(setter.getGenericParameterTypes()[0], "text", null));
        Map.Entry<String, Object> sent =
                parameters(builder).entrySet().iterator().next();
        boolean member = sent.getValue() instanceof Map && setter.getParameterTypes()[0] != Map.class;
        return member
                ? sent.getKey() + "."
                        + ((Map<?, ?>) sent.getValue()).keySet().iterator().next()
                : sent.getKey();
    }

    /** The public methods that set one parameter. */
    static List<Method> setters(TexmlRequest<?> request) {
        return Arrays.stream(emptyBuilder(request).getClass().getMethods())
                .filter(method -> TexmlRequest.Builder.class.isAssignableFrom(method.getReturnType()))
                .filter(method -> method.getParameterCount() == 1 && !Modifier.isStatic(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /** Calls a setter. */
    static void set(TexmlRequest.Builder<?> builder, Method setter, Object value) {
        try {
            setter.invoke(builder, value);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(thrown);
        } catch (IllegalAccessException inaccessible) {
            throw new IllegalStateException(inaccessible);
        }
    }

    /** What the builder holds so far, which need not make a valid request. */
    static Map<String, Object> parameters(TexmlRequest.Builder<?> builder) {
        try {
            Field field = TexmlRequest.Builder.class.getDeclaredField("parameters");
            field.setAccessible(true);
            @SuppressWarnings("unchecked")
            Map<String, Object> parameters = (Map<String, Object>) field.get(builder);
            return parameters;
        } catch (ReflectiveOperationException renamed) {
            throw new IllegalStateException(renamed);
        }
    }

    /** The documented parameters; a member of an object parameter stands as {@code object.member}. */
    static Map<String, JsonNode> documented(TexmlRequest<?> request) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        for (JsonNode parameter : Contract.operation(request.operation().id()).get("parameters")) {
            if (text(parameter, "type").equals("object") && parameter.has("members")) {
                for (JsonNode member : parameter.get("members")) {
                    parameters.put(text(parameter, "name") + "." + text(member, "name"), member);
                }
            } else {
                parameters.put(text(parameter, "name"), parameter);
            }
        }
        return parameters;
    }

    /** The parameters with the members of objects as {@code object.member}, unless the object itself is documented. */
    static Map<String, Object> flat(Map<String, ?> sent, Set<String> documented) {
        Map<String, Object> flat = new LinkedHashMap<>();
        sent.forEach((name, value) -> {
            if (value instanceof Map<?, ?> members && !documented.contains(name)) {
                members.forEach((member, inner) -> flat.put(name + "." + member, inner));
            } else {
                flat.put(name, value);
            }
        });
        return flat;
    }

    /**
     * A value of a setter's type with this text in it wherever the type holds text.
     *
     * @param documented the parameter, whose values a choice is one of; null for any of the type
     */
    static Object sample(Type type, String text, JsonNode documented) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Collection.class
                    ? List.of(sample(arguments[0], text, documented), sample(arguments[0], text, documented))
                    : Map.of("name", text);
        }
        if (type == String.class) {
            return text;
        }
        if (type == URI.class) {
            return URI.create("https://hooks.example.com/" + text);
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class) {
            return 7;
        }
        if (type == double.class) {
            return 0.25;
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(60);
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2024, 3, 4);
        }
        if (type == Instant.class) {
            return Instant.parse("2024-03-04T14:07:31.5Z");
        }
        if (type == Texml.class) {
            return Texml.of(Say.text(text));
        }
        if (type == SipHeader.class) {
            return new SipHeader("X-Customer", text);
        }
        List<OpenEnum<?>> known = OpenEnums.knownValues((Class<?>) type);
        Set<String> values = documented == null ? Set.of() : Contract.values(documented);
        return known.stream()
                .filter(value -> values.contains(value.value()))
                .findFirst()
                .orElse(known.get(0));
    }

    private static boolean holdsText(Object value) {
        return value instanceof String
                || value instanceof URI
                || value instanceof SipHeader
                || value instanceof Map
                || (value instanceof List<?> list && list.stream().allMatch(RequestFields::holdsText));
    }

    private static Object call(Object target, String method) {
        try {
            return target.getClass().getMethod(method).invoke(target);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(thrown);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
