package io.texml.markup;

import static io.texml.testing.Contract.text;
import static io.texml.testing.Contract.texts;

import io.texml.testing.Contract;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The documented elements, each with the type that the library has of it, and where it may stand. */
final class Vocabulary {

    private static final List<Entry> ENTRIES = entries();

    private Vocabulary() {}

    /**
     * An element where it may stand.
     *
     * @param path of names, from {@code Response} to the element itself
     */
    record Entry(JsonNode documented, ElementType<?> type, List<String> path) {

        String context() {
            return text(documented, "context");
        }

        List<JsonNode> attributes() {
            return documented.get("attributes").valueStream().toList();
        }

        /** A document of the element, which has the given attributes and content, and of those around it. */
        String document(String attributes, String content) {
            StringBuilder xml = new StringBuilder();
            for (String name : path.subList(0, path.size() - 1)) {
                xml.append('<').append(name).append('>');
            }
            String name = path.get(path.size() - 1);
            xml.append('<').append(name).append(attributes).append('>').append(content);
            for (int i = path.size() - 1; i >= 0; i--) {
                xml.append("</").append(path.get(i)).append('>');
            }
            return xml.toString();
        }

        /** What is found of an attribute with this value. */
        List<Finding> findingsOf(String attribute, String value) {
            StringBuilder written = new StringBuilder(" ").append(attribute).append("=\"");
            XmlText.escapeAttribute(written, value);
            return Texml.parse(document(written.append('"').toString(), "")).check().stream()
                    .filter(finding -> finding.path().equals(xpath() + "/@" + attribute))
                    .toList();
        }

        String xpath() {
            return "/" + String.join("/", path);
        }

        @Override
        public String toString() {
            return xpath();
        }
    }

    /** Every documented element in every place where it may stand. */
    static List<Entry> all() {
        return ENTRIES;
    }

    /** A value that the documentation allows. */
    static String valid(JsonNode attribute) {
        return switch (text(attribute, "type")) {
            case "url" -> "https://app.example.com/next?a=b&c=d";
            case "wss-url" -> "wss://app.example.com/media";
            case "boolean" -> "true";
            case "enum" -> attribute.get("enum").get(0).asString();
            case "tokens" ->
                String.join(
                        " ",
                        attribute
                                .get("tokenEnum")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList());
            case "integer", "decimal" ->
                attribute.has("min") ? attribute.get("min").asString() : "7";
            case "uuid" -> "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
            case "json" -> "{\"a\": [1, \"<&>\"]}";
            default ->
                text(attribute, "name").equals("fromDisplayName")
                        ? "Example Ltd."
                        : attribute.has("pattern") ? "1" : "text of <any> \"kind\" & 'more'";
        };
    }

    /** Values that the documentation does not allow. */
    static List<String> invalid(JsonNode attribute) {
        List<String> values = new ArrayList<>();
        switch (text(attribute, "type")) {
            case "url" ->
                values.addAll(List.of("ftp://example.com/", "mailto:a@example.com", "https://exa mple.com/", ""));
            case "wss-url" -> values.addAll(List.of("https://example.com/", "ws://example.com/", ""));
            case "boolean" -> values.addAll(List.of("yes", "True", "1", ""));
            case "enum" -> values.addAll(List.of("nonsense", ""));
            case "tokens" -> values.addAll(List.of("nonsense", "completed,nonsense", ""));
            case "integer" -> values.addAll(List.of("many", "1.5", "5s", "", " 5"));
            case "decimal" -> values.addAll(List.of("many", "1,5", ""));
            case "uuid" -> values.addAll(List.of("a-uuid", ""));
            case "json" -> values.addAll(List.of("{", "", "{} {}"));
            default -> {
                if (attribute.has("pattern")) {
                    values.add("abc");
                }
            }
        }
        if (attribute.has("min")) {
            values.add(
                    attribute
                                            .get("min")
                                            .decimalValue()
                                            .subtract(java.math.BigDecimal.valueOf(0.5))
                                            .signum()
                                    < 0
                            ? "-1"
                            : String.valueOf(attribute.get("min").asInt() - 1));
        }
        if (attribute.has("max")) {
            values.add(String.valueOf(attribute.get("max").asInt() + 1));
        }
        return values;
    }

    private static List<Entry> entries() {
        List<JsonNode> documented = Contract.elements();
        List<Entry> entries = new ArrayList<>();
        Deque<Entry> open = new ArrayDeque<>();
        open.add(new Entry(documented.get(0), Texml.RESPONSE, List.of("Response")));
        while (!open.isEmpty()) {
            Entry parent = open.remove();
            entries.add(parent);
            for (String name : texts(parent.documented(), "children")) {
                JsonNode child = documented.stream()
                        .filter(element -> text(element, "element").equals(name))
                        .filter(element -> isParent(element, parent.documented()))
                        .reduce((one, other) -> {
                            throw new IllegalStateException("two of " + name + " within " + parent);
                        })
                        .orElseThrow(() -> new IllegalStateException(name + " within " + parent));
                List<String> path = new ArrayList<>(parent.path());
                path.add(name);
                ElementType<?> type = parent.type().child(name);
                if (type == null) {
                    throw new AssertionError("the library does not take " + name + " within " + parent);
                }
                open.add(new Entry(child, type, path));
            }
        }
        return List.copyOf(entries);
    }

    private static boolean isParent(JsonNode element, JsonNode parent) {
        Set<String> parents = texts(element, "parents");
        return parents.contains(text(parent, "element")) || parents.contains(text(parent, "context"));
    }
}
