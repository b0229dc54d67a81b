package io.texml.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The documented contract of the API, as texml-contract holds it: written from the documentation alone. */
public final class Contract {

    private static final JsonNode ROOT = JsonMapper.shared().readTree(resource("api.json"));

    private Contract() {}

    /** Every operation that is not deprecated, in the documented order. */
    public static List<JsonNode> operations() {
        return ROOT.get("operations")
                .valueStream()
                .filter(operation -> !operation.has("deprecated"))
                .toList();
    }

    /** The operation with this id. */
    public static JsonNode operation(String id) {
        return operations().stream()
                .filter(operation -> text(operation, "id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The names of all schemas of answers, pages and envelopes included. */
    public static Set<String> schemas() {
        return Set.copyOf(ROOT.get("schemas").propertyNames());
    }

    /** The fields of a schema. */
    public static List<JsonNode> fields(String schema) {
        return ROOT.get("schemas").get(schema).valueStream().toList();
    }

    /** The schema of the object that a caller gets: of one item for a page, of what is wrapped for an envelope. */
    public static String object(String schema) {
        for (JsonNode field : fields(schema)) {
            if (field.has("items") && !text(field, "items").isEmpty()) {
                return text(field, "items");
            }
            if (text(field, "name").equals("data")) {
                return text(field, "schema");
            }
        }
        return schema;
    }

    /** Every element of a document, in the documented order. */
    public static List<JsonNode> elements() {
        return JsonMapper.shared()
                .readTree(resource("markup.json"))
                .get("elements")
                .valueStream()
                .toList();
    }

    /** Every kind of callback, in the documented order. */
    public static List<JsonNode> callbackKinds() {
        return JsonMapper.shared()
                .readTree(resource("callbacks.json"))
                .get("kinds")
                .valueStream()
                .toList();
    }

    /** The documented values of an enum of callbacks. */
    public static List<String> callbackValues(String name) {
        return JsonMapper.shared()
                .readTree(resource("callbacks.json"))
                .get("enums")
                .get(name)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** A documented sample. */
    public static byte[] sample(String schema) {
        return resource("samples/" + schema + ".json");
    }

    /** A sample as maps and lists. */
    public static Map<?, ?> sampleMembers(String schema) {
        return JsonMapper.shared().readValue(sample(schema), Map.class);
    }

    /** A member's text. */
    public static String text(JsonNode node, String name) {
        return node.get(name).asString();
    }

    /** A member's texts, empty when it is not there. */
    public static Set<String> texts(JsonNode node, String name) {
        return node.has(name)
                ? Set.copyOf(
                        node.get(name).valueStream().map(JsonNode::asString).toList())
                : Set.of();
    }

    /** The values that a parameter takes, whether the documentation lists them or names them; empty when it does neither. */
    public static Set<String> values(JsonNode parameter) {
        Set<String> values = texts(parameter, "values");
        return values.isEmpty() ? texts(parameter, "documentedValues") : values;
    }

    private static byte[] resource(String name) {
        try (InputStream stream = Contract.class.getResourceAsStream("/io/texml/contract/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
