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

/** All operations of the API, in the order of the contract. */
public final class Contract {

    private static final String RESOURCE = "io/texml/contract/api.json";

    /** What every documented path begins with. */
    private static final String VERSION = "/v2";

    private final Map<String, OperationRule> operations;

    private Contract(Map<String, OperationRule> operations) {
        this.operations = operations;
    }

    /** Reads the contract, which is a module of its own. */
    public static Contract load() {
        // Through the class loader: a class finds the resources of its own module only.
        try (InputStream in = Contract.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("texml-contract is missing: there is no " + RESOURCE);
            }
            Map<String, @Nullable Object> contract = object(Json.parse(in.readAllBytes()));
            Map<String, @Nullable Object> schemas = object(contract.get("schemas"));
            Map<String, OperationRule> operations = new LinkedHashMap<>();
            for (Object entry : list(contract.get("operations"))) {
                OperationRule operation = operation(object(entry), schemas);
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

    private static OperationRule operation(Map<String, @Nullable Object> entry, Map<String, @Nullable Object> schemas) {
        String response = text(entry, "response");
        Map<String, @Nullable Object> paging = entry.get("paging") == null ? Map.of() : object(entry.get("paging"));
        List<Object> parameters = list(entry.get("parameters"));
        return new OperationRule(
                required(entry, "id"),
                required(entry, "method"),
                VERSION + required(entry, "path"),
                entry.get("successStatus") instanceof Long number ? number.intValue() : 200,
                text(entry, "mediaType"),
                flag(entry, "bodyRequired"),
                text(paging, "items"),
                response != null && hasField(list(schemas.get(response)), "previous_page_uri"),
                texts(entry, "exclusive"),
                rules(parameters, "query"),
                rules(parameters, "body"));
    }

    private static boolean hasField(List<Object> fields, String name) {
        return fields.stream().anyMatch(field -> name.equals(object(field).get("name")));
    }

    private static Map<String, ParameterRule> rules(List<Object> parameters, String place) {
        Map<String, ParameterRule> rules = new LinkedHashMap<>();
        for (Object parameter : parameters) {
            Map<String, @Nullable Object> entry = object(parameter);
            if (place.equals(entry.get("in"))) {
                String name = required(entry, "name");
                rules.put(name, rule(name, entry));
                // What a parameter was called before is still taken, and stays as it was sent.
                texts(entry, "aliases").forEach(alias -> rules.put(alias, rule(alias, entry)));
            }
        }
        return rules;
    }

    private static ParameterRule rule(String name, Map<String, @Nullable Object> entry) {
        Long minimumLength = number(entry, "minLength");
        Long maximumLength = number(entry, "maxLength");
        String items = text(entry, "items");
        Object usual = entry.get("default");
        boolean words = entry.containsKey("separator");
        List<String> values = values(entry);
        return new ParameterRule(
                name,
                type(required(entry, "type")),
                flag(entry, "required"),
                flag(entry, "nullable"),
                words ? List.of() : values,
                number(entry, "min"),
                number(entry, "max"),
                list(entry.get("alsoAllowed")).stream().findFirst().orElse(null) instanceof Long exception
                        ? exception
                        : null,
                minimumLength == null ? null : minimumLength.intValue(),
                maximumLength == null ? null : maximumLength.intValue(),
                text(entry, "format"),
                words ? values : List.of(),
                usual == null ? null : String.valueOf(usual),
                items == null ? null : type(items),
                members(entry));
    }

    /** Where the documentation only names values in its text, no others are taken. */
    private static List<String> values(Map<String, @Nullable Object> entry) {
        List<String> values =
                new ArrayList<>(texts(entry, entry.containsKey("values") ? "values" : "documentedValues"));
        String descending = text(entry, "descending");
        if (descending != null) {
            List.copyOf(values).forEach(value -> values.add(descending + value));
        }
        return List.copyOf(values);
    }

    private static List<ParameterRule> members(Map<String, @Nullable Object> entry) {
        return list(entry.get("members")).stream()
                .map(Contract::object)
                .map(member -> rule(required(member, "name"), member))
                .toList();
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
    private static List<Object> list(@Nullable Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalStateException("An entry of " + RESOURCE + " is not an object");
    }
}
