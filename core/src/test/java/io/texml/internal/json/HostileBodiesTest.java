package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.ResponseRecord;
import io.texml.calls.Call;
import io.texml.conferences.ConferenceRecording;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.queues.Queue;
import io.texml.testing.Catalogue;
import io.texml.testing.Contract;
import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Bodies that no documentation promises: damaged, cut off, endless, or made to hurt. */
class HostileBodiesTest {

    /** Keeps every digit of what was sent. */
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final ResponseType<Call> CALL = ResponseType.of(Call.class);
    private static final ResponseType<Page<Call>> CALLS = ResponseType.page("calls", Call.class);
    private static final String PHONE_NUMBER = "5550";

    @ParameterizedTest
    @MethodSource("answers")
    void aBodyThatIsCutOffAnywhereIsAnErrorThatQuotesNothing(Answer answer) {
        byte[] body = answer.sample();
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> decode(answer.type(), cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(MalformedBodyException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain(PHONE_NUMBER)
                    .doesNotContain("v3:");
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void aDamagedBodyIsReadOrIsAnErrorAndNothingElse(Answer answer) {
        Random random = new Random(44);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = damage(answer.sample(), random);
            try {
                assertThat(decode(answer.type(), damaged)).isNotNull();
            } catch (MalformedBodyException expected) {
                assertThat(expected.getMessage()).doesNotContain(PHONE_NUMBER);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void whatIsReadAsAPageIsCutIntoTheSameNumberOfItems(Answer answer) {
        Random random = new Random(47);
        int read = 0;
        for (int round = 0; round < 1_000; round++) {
            byte[] damaged = damage(answer.sample(), random);
            Page<?> page;
            try {
                page = (Page<?>) decode(answer.type(), damaged);
            } catch (MalformedBodyException unreadable) {
                continue;
            }
            Object odd = page.additionalProperties().get(answer.type().arrayName());
            int count = page.items().size() + (odd instanceof List<?> oddItems ? oddItems.size() : 0);
            Page<?> raw = (Page<?>) decode(answer.type().withRawItems(), damaged);
            assertThat(raw.items()).as("round %d", round).hasSize(count);
            assertThat(raw.nextPage()).as("round %d", round).isEqualTo(page.nextPage());
            read++;
        }
        assertThat(read).isGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("records")
    void whateverStandsInAnObjectIsTypedOrKept(Class<?> type) throws ReflectiveOperationException {
        Random random = new Random(45);
        for (int round = 0; round < 1_000; round++) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (RecordComponent component : type.getRecordComponents()) {
                if (!component.getName().equals("additionalProperties") && random.nextInt(3) > 0) {
                    members.put(wireName(component), randomValue(random, 2));
                }
            }
            members.put("later", randomValue(random, 2));
            byte[] body = EXACT.writeValueAsBytes(members);
            ResponseRecord record = (ResponseRecord) decode(ResponseType.of(type), body);

            assertNothingLost(record, EXACT.readValue(body, Map.class));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "1e-999999999",
                "-1E2147483647",
                "1e99999999999",
                "\"1e999999999\"",
                "1e20000000",
                "\"1e20000000\"",
                "\"1e-999999999\"",
                "123456789012345678901234567890",
                "0.00000000000000000000000000000000000000000000000000000000000001"
            })
    void aNumberOfAnySizeIsKept(String number) {
        for (String name : List.of("duration", "price", "later")) {
            Call call = decode(CALL, "{\"" + name + "\":" + number + "}");
            assertThat(call.price() == null
                            && call.duration() == null
                            && call.additionalProperties().isEmpty())
                    .as(name)
                    .isFalse();
        }
        assertThat(decode(ResponseType.of(Queue.class), "{\"current_size\":" + number + "}")
                        .additionalProperties())
                .hasSize(1);
        assertThat(decode(ResponseType.of(ConferenceRecording.class), "{\"duration\":" + number + "}")
                        .additionalProperties())
                .hasSize(1);
        assertThat(decode(CALLS, "{\"calls\":[],\"page\":" + number + ",\"end\":" + number + "}")
                        .additionalProperties())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sid\":", "{\"later\":", "{\"data\":", "{\"from\":[", "[", "{\"calls\":[{\"sid\":"})
    void nestingWithoutEndIsAnErrorAndNoOverflow(String opening) {
        byte[] body = ("{\"calls\":[],\"x\":" + opening.repeat(100_000)).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> decode(CALL, body)).isInstanceOf(MalformedBodyException.class);
        assertThatThrownBy(() -> decode(CALLS, body)).isInstanceOf(MalformedBodyException.class);
        assertThatThrownBy(() -> decode(CALLS.withRawItems(), body)).isInstanceOf(MalformedBodyException.class);
        assertThatThrownBy(() -> decode(ResponseType.of(Map.class), body)).isInstanceOf(MalformedBodyException.class);
        assertThat(ErrorReader.read(body)).isEmpty();
    }

    /** A type of an application that has a place for itself. */
    public record Chain(Chain next, Map<String, Object> additionalProperties) implements ResponseRecord {}

    /** As {@link Chain}, which databind binds. */
    public record OwnChain(OwnChain next) {}

    static Stream<Arguments> readersOfNesting() {
        return Stream.of(
                Arguments.of("an unknown member", CALL, "{\"later\":", "[", "]", "}"),
                Arguments.of("an odd value of a member", CALL, "{\"sid\":", "[", "]", "}"),
                Arguments.of("a number's place", CALL, "{\"duration\":", "{\"a\":", "}", "}"),
                Arguments.of("an item's unknown member", CALLS, "{\"calls\":[{\"later\":", "[", "]", "}]}"),
                Arguments.of("an item that is no object", CALLS, "{\"calls\":[", "[", "]", "]}"),
                Arguments.of("a member of an envelope", CALLS, "{\"calls\":[],\"later\":", "[", "]", "}"),
                Arguments.of("a raw item", CALLS.withRawItems(), "{\"calls\":[", "{\"a\":", "}", "]}"),
                Arguments.of("records", ResponseType.of(Chain.class), "", "{\"next\":", "}", ""),
                Arguments.of("a map", ResponseType.of(Map.class), "{\"later\":", "[", "]", "}"),
                Arguments.of(
                        "an item that is a map",
                        ResponseType.page("calls", Map.class),
                        "{\"calls\":[",
                        "{\"a\":",
                        "}",
                        "]}"),
                Arguments.of("an application's type", ResponseType.of(OwnChain.class), "", "{\"next\":", "}", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readersOfNesting")
    void everyReaderReadsFiveHundredLevelsAndNoMore(
            String name, ResponseType<?> type, String head, String open, String close, String tail) {
        int outside = (int) head.chars().filter(c -> c == '{' || c == '[').count() - (head.contains("[]") ? 1 : 0);
        assertThat((Object) decode(type, nested(head, open, close, tail, 500 - outside)))
                .isNotNull();
        assertThatThrownBy(() -> decode(type, nested(head, open, close, tail, 501 - outside)))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessage("the body is nested more than 500 levels deep");
        assertThatThrownBy(() -> decode(type, nested(head, open, close, tail, 100_000)))
                .hasMessage("the body is nested more than 500 levels deep");
    }

    @Test
    void objectsAndErrorsAreReadAsDeep() {
        byte[] deepest = nested("", "{\"errors\":", "}", "", 500).getBytes(StandardCharsets.UTF_8);
        byte[] tooDeep = nested("", "{\"errors\":", "}", "", 501).getBytes(StandardCharsets.UTF_8);
        assertThat(JsonObjects.read(deepest)).hasSize(1);
        assertThatThrownBy(() -> JsonObjects.read(tooDeep)).hasMessage("the body is nested more than 500 levels deep");
        String errors = "{\"errors\":[{\"code\":\"1\",\"later\":";
        assertThat(ErrorReader.read(nested(errors, "[", "]", "}]}", 497).getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
        assertThat(ErrorReader.read(nested(errors, "[", "]", "}]}", 498).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private static String nested(String head, String open, String close, String tail, int levels) {
        return head + open.repeat(levels) + (open.endsWith(":") ? "null" : "") + close.repeat(levels) + tail;
    }

    @Test
    void aMemberThatComesTwiceLosesNoItem() {
        String twice = "{\"calls\":[{\"sid\":\"a\"}],\"calls\":[]}";
        assertThatThrownBy(() -> decode(CALLS, twice)).isInstanceOf(MalformedBodyException.class);
        assertThatThrownBy(() -> decode(CALLS.withRawItems(), twice)).isInstanceOf(MalformedBodyException.class);
        String nullAfter = "{\"calls\":[{\"sid\":\"a\"}],\"calls\":null}";
        assertThatThrownBy(() -> decode(CALLS, nullAfter)).isInstanceOf(MalformedBodyException.class);
        assertThatThrownBy(() -> decode(CALLS.withRawItems(), nullAfter)).isInstanceOf(MalformedBodyException.class);
    }

    /** A string that JSON does not allow, byte for byte, and what is read of it. */
    static Stream<Arguments> damagedTexts() {
        return Stream.of(
                Arguments.of("another charset", "Zo\u00eb \u00df", "Zo\ufffd \ufffd"),
                Arguments.of("the rest of a letter", "a\u00af", "a\ufffd"),
                Arguments.of("a letter that is cut off", "a\u00e2\u0082", "a\ufffd"),
                Arguments.of(
                        "another charset, half of whose letters is a backslash",
                        "\u0095\\\u008e\u00a6",
                        "\ufffd\\\ufffd\ufffd"),
                Arguments.of("the same before what could be an escape", "\u0095\\u0g\u00e9\\x", "\ufffd\\u0g\ufffd\\x"),
                Arguments.of("a last letter whose second half is a backslash", "a\u0095\\", "a\ufffd\ufffd"),
                Arguments.of("the same behind what looks like UTF-8", "\u0082\u00cd\u0083\\", "\ufffd\u0343\ufffd"),
                Arguments.of("the same beside an escape", "\\\"\u00b3\\\\n\u00b3\\", "\"\ufffd\\n\ufffd\ufffd"),
                Arguments.of("the same before an escaped quote", "\u0095\\\\\"\u0095\\", "\ufffd\ufffd\"\ufffd\ufffd"),
                Arguments.of(
                        "the same beside quotes and backslashes behind other letters",
                        "\u0082\u00a0\\\", \u0082\u00a0\\\\\u0095\\",
                        "\ufffd\ufffd\", \ufffd\ufffd\\\ufffd\ufffd"),
                Arguments.of("the same beside a line break", "\u0082\u00a0\\n\u0095\\", "\ufffd\ufffd\n\ufffd\ufffd"),
                Arguments.of("two of them in a row", "\u0095\\\u0095\\", "\ufffd\\\ufffd\ufffd"),
                Arguments.of("a backslash that escapes nothing", "a\\x \\\\ \\u12 \\\"", "a\\x \\ \\u12 \""),
                Arguments.of("quotes of windows-1252 that look like a long S", "\u00c1\u0093", "\ufffd\ufffd"),
                Arguments.of("a long slash", "\u00c0\u00af", "\ufffd\ufffd"),
                Arguments.of(
                        "long forms of three and four bytes",
                        "\u00e0\u0080\u00af\u00f0\u0080\u0080\u00af",
                        "\ufffd".repeat(7)),
                Arguments.of("beyond the last character", "\u00f5\u0090\u0080\u0080", "\ufffd".repeat(4)),
                Arguments.of("a backslash before a line break", "a\\\nb", "a\\\nb"),
                Arguments.of("a raw tab", "a\tb", "a\tb"),
                Arguments.of("a raw line break", "a\r\nb", "a\r\nb"),
                Arguments.of("a raw zero", "\u0000a\u0000", "\u0000a\u0000"),
                Arguments.of("an escape beside it", "\\u0041\\n\u0001\u00ff", "A\n\u0001\ufffd"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damagedTexts")
    void aDamagedTextSurvivesAndStopsNothing(String name, String sent, String read) {
        String item = "{\"sid\":\"c1\",\"caller_name\":\"" + sent + "\",\"status\":\"" + sent + "\",\"start_time\":\""
                + sent + "\",\"price\":\"" + sent + "\",\"later\":[\"" + sent + "\"]}";
        byte[] body = ("{\"calls\":[" + item + ",{\"sid\":\"c2\"}],\"next_page_uri\":\"/v2/x?Page=1\",\"" + sent
                        + "\":1}")
                .getBytes(StandardCharsets.ISO_8859_1);

        Page<Call> page = decode(CALLS, body);
        Page<ByteBuffer> raw = decode(CALLS.withRawItems(), body);
        Page<Named> own = decode(ResponseType.page("calls", Named.class), body);

        Call call = page.items().get(0);
        assertThat(call.callerName()).isEqualTo(read);
        assertThat(call.status().value()).isEqualTo(read);
        assertThat(call.additionalProperties())
                .isEqualTo(Map.of("start_time", read, "price", read, "later", List.of(read)));
        assertThat(page.items().get(1).sid()).isEqualTo("c2");
        assertThat(page.nextPage()).isEqualTo("/v2/x?Page=1");
        assertThat(page.additionalProperties()).isEqualTo(Map.of(read, 1));
        assertThat(own.items()).containsExactly(new Named("c1", new Name(read)), new Named("c2", null));
        assertThat(raw.items().get(0)).isEqualTo(ByteBuffer.wrap(item.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(ItemMembers.of("caller_name", "later").of(raw.items().get(0)))
                .isEqualTo(Map.of("caller_name", read, "later", List.of(read)));
    }

    @Test
    void aNameThatLooksLikeUtf8IsReadWhereAnotherShowsThatThePageIsInAnotherCharset() {
        String item = "{\"caller_name\":\"\u00e9\u0093\u00aa\\\",\"to\":\"a\"}";
        byte[] foreign =
                ("{\"calls\":[" + item + ",{\"caller_name\":\"\u0095\\\"}]}").getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf8 = ("{\"calls\":[" + item + "]}").getBytes(StandardCharsets.ISO_8859_1);

        Call call = decode(CALLS, foreign).items().get(0);
        ByteBuffer raw = decode(CALLS.withRawItems(), foreign).items().get(0);

        assertThat(call.callerName()).isEqualTo("\u94ea\ufffd");
        assertThat(call.to()).isEqualTo("a");
        assertThat(raw).isEqualTo(ByteBuffer.wrap(item.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(ItemMembers.of("to").of(raw)).isEqualTo(Map.of("to", "a"));
        assertThatThrownBy(() -> decode(CALLS, utf8)).isInstanceOf(MalformedBodyException.class);
        assertThatThrownBy(() -> decode(CALLS.withRawItems(), utf8)).isInstanceOf(MalformedBodyException.class);
    }

    /** A type of an application whose name is bound in depth. */
    public record Named(String sid, Name caller_name) {}

    /** The name. */
    public record Name(@JsonValue String text) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Name {}
    }

    @Test
    void anElementThatIsNoObjectComesAsARecordThatHoldsIt() {
        String body = "{\"calls\":[{\"sid\":\"c1\"},null,\"c2\",[3],4.50,{\"sid\":\"c5\"}]}";

        Page<Call> page = decode(CALLS, body);

        assertThat(page.items()).extracting(Call::sid).containsExactly("c1", null, null, null, null, "c5");
        assertThat(page.items().stream().map(Call::additionalProperties).map(others -> others.get("calls")))
                .containsExactly(null, null, "c2", List.of(3), new BigDecimal("4.50"), null);
        assertThat(page.items().get(1).additionalProperties()).containsOnlyKeys("calls");
        assertThat(page.additionalProperties()).isEmpty();
        assertThat(decode(CALLS.withRawItems(), body).items()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"false,false", "0,0", "{},{}", "'{\"href\":\"/v2/x?Page=1\"}',{}", "'[\"/v2/x?Page=1\"]',[]", "1.5,1.5"
    })
    void aLinkThatIsNoTextIsNotTheEndOfAList(String link, String text) {
        Page<Call> page = decode(CALLS, "{\"calls\":[{\"sid\":\"c1\"}],\"next_page_uri\":" + link + "}");

        assertThat(page.items()).hasSize(1);
        assertThat(page.nextPage()).isEqualTo(text);
        assertThat(page.additionalProperties()).containsOnlyKeys("next_page_uri");
    }

    static Stream<Answer> answers() {
        return Catalogue.operations().stream()
                .filter(operation -> operation.responseType().kind() != ResponseType.Kind.EMPTY)
                .flatMap(operation -> {
                    ResponseType<?> type = operation.responseType();
                    Answer typed = new Answer(operation, type);
                    return type.isPage()
                            ? Stream.of(typed, new Answer(operation, type.withRawItems()))
                            : Stream.of(typed);
                });
    }

    static Stream<Answer> pages() {
        return answers()
                .filter(answer -> answer.type().isPage() && answer.type().type() != ByteBuffer.class);
    }

    static Stream<Class<?>> records() {
        return answers()
                .<Class<?>>map(answer -> answer.type().type())
                .filter(type -> type != ByteBuffer.class)
                .distinct();
    }

    /** What an operation answers with, in one of its views. */
    record Answer(Operation<?> operation, ResponseType<?> type) {

        byte[] sample() {
            String schema = Contract.text(Contract.operation(operation.id()), "response");
            return new String(Contract.sample(schema), StandardCharsets.UTF_8)
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return operation.id() + " " + type;
        }
    }

    private static byte[] damage(byte[] sample, Random random) {
        StringBuilder bytes = new StringBuilder(new String(sample, StandardCharsets.ISO_8859_1));
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(bytes.length());
            char b = random.nextBoolean()
                    ? (char) random.nextInt(256)
                    : "\"\\{}[],:0-.eE tfn".charAt(random.nextInt(17));
            switch (random.nextInt(4)) {
                case 0 -> bytes.deleteCharAt(at);
                case 1 -> bytes.insert(at, b);
                case 2 -> bytes.insert(at, bytes.substring(random.nextInt(at + 1), at));
                default -> bytes.setCharAt(at, b);
            }
        }
        return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Object randomValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(100);
            case 3 -> random.nextLong();
            case 4 -> new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(30));
            case 5 ->
                List.of("12", "1.5", "", "true", "-3", "completed", "Thu, 15 Jun 2023 09:56:45 +0000")
                        .get(random.nextInt(7));
            case 6 -> "text \u20ac \" \\ " + random.nextInt();
            case 7 -> "2023-06-15T09:56:45.123Z";
            case 8 -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    items.add(randomValue(random, depth - 1));
                }
                yield items;
            }
            default -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    members.put("m" + i, randomValue(random, depth - 1));
                }
                yield members;
            }
        };
    }

    private static void assertNothingLost(ResponseRecord record, Map<?, ?> members)
            throws ReflectiveOperationException {
        Map<String, Object> kept = new LinkedHashMap<>(record.additionalProperties());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getName().equals("additionalProperties")) {
                continue;
            }
            String name = wireName(component);
            Object sent = members.get(name);
            Object value = component.getAccessor().invoke(record);
            if (value instanceof ResponseRecord nested) {
                assertNothingLost(nested, (Map<?, ?>) sent);
            } else if (value instanceof OpenEnum<?> choice) {
                assertThat(choice.value()).as(name).isEqualTo(String.valueOf(sent));
            } else if (value == null && sent != null) {
                assertThat(kept).as(name).containsKey(name);
                assertThat(json(kept.remove(name))).as(name).isEqualTo(json(sent));
            } else {
                assertThat(value == null).as(name).isEqualTo(sent == null);
            }
        }
        Map<Object, Object> unknown = new LinkedHashMap<>(members);
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            unknown.remove(wireName(component));
        }
        assertThat(json(kept)).isEqualTo(json(unknown));
    }

    private static String json(Object value) {
        return EXACT.writeValueAsString(value);
    }

    private static String wireName(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null ? component.getName() : property.value();
    }

    private static <R> R decode(ResponseType<R> type, String body) {
        return decode(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static <R> R decode(ResponseType<R> type, byte[] body) {
        return ResponseDecoder.decode(type, new ByteArrayInputStream(body), "/v2/texml_applications");
    }
}
