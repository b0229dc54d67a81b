package io.texml.simulator.internal.contract;

import io.texml.simulator.internal.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All operations of the API, in the order of {@code operations.json}. */
public final class Contract {

    private static final String RESOURCE = "/io/texml/simulator/operations.json";

    private final Map<String, OperationRule> operations;

    private Contract(Map<String, OperationRule> operations) {
        this.operations = operations;
    }

    /** Reads the contract that is part of this module. */
    public static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The simulator's jar lacks " + RESOURCE);
            }
            Map<String, OperationRule> operations = new LinkedHashMap<>();
            for (Object entry : list(Json.parse(in.readAllBytes()))) {
                OperationRule operation = operation(object(entry));
                operations.put(operation.id(), operation);
            }
            return new Contract(operations);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operations in contract order. */
    public List<OperationRule> operations() {
        return List.copyOf(operations.values());
    }

    /** The operation with that id. */
    public OperationRule operation(String id) {
        OperationRule operation = operations.get(id);
        if (operation == null) {
            throw new IllegalArgumentException("No operation " + id + "; known: " + operations.keySet());
        }
        return operation;
    }

    /** Whether there is an operation with that id. */
    public boolean has(String id) {
        return operations.containsKey(id);
    }

    private static OperationRule operation(Map<String, @Nullable Object> entry) {
        Object status = entry.get("status");
        return new OperationRule(
                required(entry, "id"),
                required(entry, "method"),
                required(entry, "path"),
                status instanceof Long number ? number.intValue() : 200,
                text(entry, "mediaType"),
                flag(entry, "bodyRequired"),
                text(entry, "items"),
                flag(entry, "previousPage"),
                flag(entry, "deprecated"),
                texts(entry, "exclusive"),
                texts(entry, "uuids"),
                parameters(entry, "query"),
                parameters(entry, "body"));
    }

    private static Map<String, ParameterRule> parameters(Map<String, @Nullable Object> entry, String key) {
        Map<String, ParameterRule> rules = new LinkedHashMap<>();
        for (Object parameter : list(entry.get(key))) {
            Map<String, @Nullable Object> rule = object(parameter);
            String name = required(rule, "name");
            rules.put(name, parameter(name, rule));
            // What a parameter was called before is still taken, and stays as it was sent.
            texts(rule, "aliases").forEach(alias -> rules.put(alias, parameter(alias, rule)));
        }
        return rules;
    }

    private static ParameterRule parameter(String name, Map<String, @Nullable Object> entry) {
        Long minimumLength = number(entry, "minLength");
        Long maximumLength = number(entry, "maxLength");
        String items = text(entry, "items");
        return new ParameterRule(
                name,
                type(required(entry, "type")),
                flag(entry, "required"),
                texts(entry, "enum"),
                number(entry, "minimum"),
                number(entry, "maximum"),
                number(entry, "alsoAllowed"),
                minimumLength == null ? null : minimumLength.intValue(),
                maximumLength == null ? null : maximumLength.intValue(),
                text(entry, "format"),
                text(entry, "separator"),
                texts(entry, "tokens"),
                text(entry, "default"),
                items == null ? null : type(items),
                List.copyOf(parameters(entry, "properties").values()));
    }

    private static ParameterType type(String name) {
        return ParameterType.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static String required(Map<String, @Nullable Object> entry, String key) {
        String value = text(entry, key);
        if (value == null) {
            throw new IllegalStateException("An entry of " + RESOURCE + " lacks " + key);
        }
        return value;
    }

    private static @Nullable String text(Map<String, @Nullable Object> entry, String key) {
        return entry.get(key) instanceof String text ? text : null;
    }

    private static @Nullable Long number(Map<String, @Nullable Object> entry, String key) {
        return entry.get(key) instanceof Long number ? number : null;
    }

    private static boolean flag(Map<String, @Nullable Object> entry, String key) {
        return Boolean.TRUE.equals(entry.get(key));
    }

    private static List<String> texts(Map<String, @Nullable Object> entry, String key) {
        List<String> texts = new ArrayList<>();
        for (Object value : list(entry.get(key))) {
            texts.add(String.valueOf(value));
        }
        return List.copyOf(texts);
    }

    @SuppressWarnings("unchecked")
    private static List<@Nullable Object> list(@Nullable Object value) {
        return value == null ? List.of() : (List<@Nullable Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalStateException("An entry of " + RESOURCE + " is not an object");
    }
}
