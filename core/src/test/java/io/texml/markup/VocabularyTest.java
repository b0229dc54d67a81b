package io.texml.markup;

import static io.texml.testing.Contract.text;
import static io.texml.testing.Contract.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.OpenEnum;
import io.texml.testing.Contract;
import io.texml.testing.OpenEnums;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Walks the documented elements and attributes, and holds the library's own facts and methods against them. */
class VocabularyTest {

    /** How the values of a type are written. */
    private static final Map<String, Attribute.Format> FORMATS = Map.of(
            "string", Attribute.Format.TEXT,
            "url", Attribute.Format.URL,
            "wss-url", Attribute.Format.WEB_SOCKET_URL,
            "integer", Attribute.Format.INTEGER,
            "decimal", Attribute.Format.DECIMAL,
            "boolean", Attribute.Format.BOOLEAN,
            "enum", Attribute.Format.CHOICE,
            "tokens", Attribute.Format.CHOICES,
            "uuid", Attribute.Format.UUID,
            "json", Attribute.Format.JSON);

    private static final Map<String, Content> CONTENTS = Map.ofEntries(
            Map.entry("none", Content.NONE),
            Map.entry("text and SSML", Content.SPEECH),
            Map.entry("url or media_name", Content.AUDIO),
            Map.entry("text (number) or nouns", Content.NUMBER_OR_NOUNS),
            Map.entry("text (E.164)", Content.NUMBER),
            Map.entry("text (SIP URI)", Content.SIP_URI),
            Map.entry("text (queue name)", Content.NAME),
            Map.entry("text (conference name)", Content.NAME),
            Map.entry("url", Content.URL),
            Map.entry("text/CDATA", Content.TEXT),
            Map.entry("text", Content.TEXT),
            Map.entry("CDATA JSON Schema", Content.JSON),
            Map.entry("CDATA JSON tool definition", Content.JSON));

    /** Attributes without a setter of their own: an element without them would make no sense, so its factory sets them. */
    private static final Map<String, Element> OF_FACTORIES = Map.ofEntries(
            Map.entry("Stream.url", stream()),
            Map.entry("Stop.Stream.name", Stop.Stream.named("s")),
            Map.entry("Stop.Siprec.name", Stop.Siprec.named("s")),
            Map.entry("*.Parameter.name", Parameter.of("n", "v")),
            Map.entry("*.Parameter.value", Parameter.of("n", "v")),
            Map.entry("Siprec.connectorName", Siprec.connector("c")),
            Map.entry("AIAssistant.id", AIAssistant.id("assistant-1")),
            Map.entry("AIAssistant.join", AIAssistant.join("c")),
            Map.entry("ConversationRelay.url", ConversationRelay.to(URI.create("wss://example.com"))),
            Map.entry("ConversationRelay.Language.code", ConversationRelay.Language.code("en-US")),
            Map.entry("Pay.Prompt.for", Pay.Prompt.at(PaymentStep.POSTAL_CODE, Say.text("?"))),
            Map.entry("Request.url", HttpRequest.Request.get(URI.create("https://example.com"))),
            Map.entry("Request.method", HttpRequest.Request.post(URI.create("https://example.com"))),
            Map.entry("AIGather.Voice.name", AIGather.Voice.of("v")),
            Map.entry(
                    "AIGather.Message.role",
                    child(gather().message(ConversationRole.USER, "hi"), "MessageHistory", "Message")),
            Map.entry(
                    "AIGather.InterruptionSettings.enable",
                    child(gather().interruptions(true), "InterruptionSettings")),
            Map.entry("AIGather.Transcription.model", child(gather().transcriptionModel("m"), "Transcription")));

    @Test
    void everyDocumentedElementHasAType() {
        assertThat(Vocabulary.all().stream().map(Vocabulary.Entry::context).collect(Collectors.toSet()))
                .hasSize(60)
                .isEqualTo(Contract.elements().stream()
                        .map(element -> text(element, "context"))
                        .collect(Collectors.toSet()));
        assertThat(Contract.elements().stream()
                        .mapToInt(element -> element.get("attributes").size())
                        .sum())
                .isEqualTo(251);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void aTypeSaysWhatIsDocumented(Vocabulary.Entry entry) {
        ElementType<?> type = entry.type();

        assertThat(type.name()).isEqualTo(text(entry.documented(), "element"));
        assertThat(type.children().keySet()).isEqualTo(texts(entry.documented(), "children"));
        assertThat(type.content()).isEqualTo(CONTENTS.get(text(entry.documented(), "content")));
        assertThat(type.attributes().keySet())
                .isEqualTo(entry.attributes().stream()
                        .map(attribute -> text(attribute, "name"))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void anAttributeIsWhatIsDocumented(Vocabulary.Entry entry, JsonNode documented) {
        Attribute attribute = entry.type().documented(text(documented, "name"));
        String unit = documented.has("unit") ? text(documented, "unit") : "";
        Attribute.Format format =
                unit.equals("s") ? Attribute.Format.SECONDS : unit.equals("ms") ? Attribute.Format.MILLISECONDS : null;

        assertThat(attribute.format()).isEqualTo(format == null ? FORMATS.get(text(documented, "type")) : format);
        assertThat(attribute.required()).isEqualTo(documented.has("required"));
        assertThat(attribute.defaultValue()).isEqualTo(value(documented, "default"));
        assertThat(attribute.lowest()).isEqualTo(number(documented.get("min")));
        assertThat(attribute.highest()).isEqualTo(number(documented.get("max")));
        assertThat(attribute.alsoAllowed())
                .isEqualTo(
                        documented.has("alsoAllowed")
                                ? number(documented.get("alsoAllowed").get(0))
                                : null);
        if (documented.has("pattern") && attribute.format() == Attribute.Format.TEXT) {
            assertThat(attribute.pattern()).hasToString(text(documented, "pattern"));
        }
        Set<String> values = new HashSet<>(attribute.values());
        values.remove("speech dtmf"); // the other order of what is documented, which people write
        Set<String> listed = new HashSet<>(texts(documented, "enum"));
        listed.addAll(texts(documented, "tokenEnum"));
        assertThat(values).isEqualTo(listed);
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void aDocumentedValueIsRightAndAnyOtherIsFound(Vocabulary.Entry entry, JsonNode documented) {
        String name = text(documented, "name");

        assertThat(entry.findingsOf(name, Vocabulary.valid(documented))).isEmpty();
        assertThat(entry.findingsOf(name, "{{value}}")).isEmpty();
        for (String value : Vocabulary.invalid(documented)) {
            assertThat(entry.findingsOf(name, value))
                    .as("%s=\"%s\"", name, value)
                    .isNotEmpty();
        }
        for (String bound : List.of("min", "max", "default")) {
            if (documented.has(bound)) {
                assertThat(entry.findingsOf(name, documented.get(bound).asString()))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void anAttributeInTheWrongCaseIsFound(Vocabulary.Entry entry, JsonNode documented) {
        String name = text(documented, "name");
        String wrong = name.toUpperCase(java.util.Locale.ROOT);

        assertThat(entry.findingsOf(wrong, "1"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR))
                .satisfies(finding -> assertThat(finding.advice()).isEqualTo("write " + name));
    }

    @ParameterizedTest
    @MethodSource("attributes")
    void anAttributeIsReachable(Vocabulary.Entry entry, JsonNode documented) throws ReflectiveOperationException {
        String name = text(documented, "name");
        Element made = OF_FACTORIES.get(entry.context() + "." + name);
        if (made == null) {
            Element empty = entry.type().create();
            Method setter = setter(empty.getClass(), name);
            made = (Element) setter.invoke(empty, argument(setter.getParameterTypes()[0], documented));
        }

        assertThat(made.attributes()).containsKey(name);
        assertThat(entry.findingsOf(name, made.attributes().get(name))).isEmpty();
    }

    @Test
    void anOpenEnumKnowsNoValueThatNoAttributeTakes() {
        Set<String> taken = Vocabulary.all().stream()
                .flatMap(entry -> entry.type().attributes().values().stream())
                .flatMap(attribute -> attribute.values().stream())
                .collect(Collectors.toSet());
        for (Class<?> choice : choices()) {
            assertThat(OpenEnums.knownValues(choice)).allMatch(value -> taken.contains(value.value()));
        }
    }

    static List<Vocabulary.Entry> entries() {
        return Vocabulary.all();
    }

    static List<Object[]> attributes() {
        return Vocabulary.all().stream()
                .flatMap(entry -> entry.attributes().stream().map(attribute -> new Object[] {entry, attribute}))
                .toList();
    }

    private static Set<Class<?>> choices() {
        return Vocabulary.all().stream()
                .flatMap(entry -> Arrays.stream(entry.type().create().getClass().getMethods()))
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .map(type -> type.isArray() ? type.getComponentType() : type)
                .filter(type -> OpenEnum.class.isAssignableFrom(type))
                .filter(type -> type.getPackage() == Texml.class.getPackage())
                .collect(Collectors.toSet());
    }

    private static Method setter(Class<?> type, String attribute) {
        String name = camel(attribute);
        return Arrays.stream(type.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() == 1)
                .filter(method ->
                        method.getName().equals(name) || method.getName().equals(name + "s"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getSimpleName() + " has no setter for " + attribute));
    }

    private static Object argument(Class<?> type, JsonNode documented) {
        String valid = Vocabulary.valid(documented);
        if (type.isArray()) {
            Object value = argument(type.getComponentType(), documented);
            Object[] values = (Object[]) java.lang.reflect.Array.newInstance(type.getComponentType(), 1);
            values[0] = value;
            return values;
        }
        if (OpenEnum.class.isAssignableFrom(type)) {
            Set<String> listed = new HashSet<>(texts(documented, "enum"));
            listed.addAll(texts(documented, "tokenEnum"));
            return OpenEnums.knownValues(type).stream()
                    .filter(value -> listed.contains(value.value()))
                    .findFirst()
                    .orElseThrow();
        }
        if (type == Duration.class) {
            long number = documented.has("min") ? Long.parseLong(valid) : 7;
            return text(documented, "unit").equals("ms") ? Duration.ofMillis(number) : Duration.ofSeconds(number);
        }
        return Map.<Class<?>, Object>of(
                        String.class,
                        valid,
                        URI.class,
                        URI.create(valid.startsWith("wss") ? valid : "https://example.com/"),
                        boolean.class,
                        true,
                        Integer.class,
                        1,
                        UUID.class,
                        new UUID(1, 2),
                        BigDecimal.class,
                        new BigDecimal("9.90"))
                .getOrDefault(type, type == int.class ? Integer.valueOf(valid) : (Object) 0.5);
    }

    private static String camel(String name) {
        String[] words = name.split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private static String value(JsonNode attribute, String member) {
        return attribute.has(member) ? attribute.get(member).asString() : null;
    }

    private static BigDecimal number(JsonNode node) {
        return node == null ? null : new BigDecimal(node.asString());
    }

    private static Element stream() {
        return Stream.to(URI.create("wss://example.com"));
    }

    private static AIGather gather() {
        return AIGather.parameters("{}");
    }

    private static Element child(Element element, String... names) {
        Element found = element;
        for (String name : names) {
            found = found.children().stream()
                    .filter(child -> child.elementName().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
        return found;
    }
}
