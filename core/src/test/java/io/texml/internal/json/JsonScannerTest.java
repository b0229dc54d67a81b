package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.ResponseRecord;
import io.texml.calls.Call;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.testing.JsonByParser;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class JsonScannerTest {

    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final ResponseType<Page<Call>> CALLS = ResponseType.page("calls", Call.class);

    private static final ResponseType<Page<Anything>> ANYTHING = ResponseType.page("calls", Anything.class);

    /** What has no type comes as the scanner reads it. */
    public record Anything(Map<String, @Nullable Object> additionalProperties) implements ResponseRecord {}

    /** Byte by byte, so that the window slides between any two calls. */
    @ParameterizedTest
    @ValueSource(strings = {"\"plain\"", "\"b\\u00fc\\n\"", "\"\u00fc\""})
    void aSpanMayBeAskedForLaterAndAgain(String text) {
        JsonScanner json = bytewise("{\"name\":" + text + "          ,\"next\":1}");
        assertThat(json.isEmpty('{', '}')).isFalse();
        assertThat(json.name()).isEqualTo("name");
        int unused = json.next();

        long span = json.skipString();
        assertThat(json.next()).isEqualTo(',');

        String expected = EXACT.readValue(text, String.class);
        assertThat(json.text(span)).isEqualTo(expected);
        assertThat(json.text(span)).isEqualTo(expected);
    }

    @Test
    void aSpanOfAMemberThatWasLeftIsRefused() {
        JsonScanner json = bytewise("{\"name\":\"left\",\"next\":1}");
        boolean unused = json.isEmpty('{', '}');
        String name = json.name();
        int quote = json.next();
        long span = json.skipString();
        assertThat(json.endOf('}')).isFalse();

        assertThatThrownBy(() -> json.text(span)).isInstanceOf(IllegalStateException.class);
        assertThat(json.name()).isNotEqualTo(name).isEqualTo("next");
        assertThat(quote).isEqualTo('"');
    }

    @Test
    void allWaysOfReadingGoEquallyDeep() {
        // The page, its array, the item: three are open already.
        for (int deep : new int[] {497, 498}) {
            String item = "{\"unknown\":" + "[".repeat(deep) + "]".repeat(deep) + "}";
            byte[] page = ("{\"calls\":[" + item + "]}").getBytes(StandardCharsets.UTF_8);
            byte[] object = ("{\"a\":{\"b\":" + item + "}}").getBytes(StandardCharsets.UTF_8);
            boolean fits = deep == 497;
            assertThat(isRead(() -> ResponseDecoder.decode(CALLS, new ByteArrayInputStream(page), "/")))
                    .as("typed, %d", deep)
                    .isEqualTo(fits);
            assertThat(isRead(() -> ResponseDecoder.decode(CALLS.withRawItems(), new ByteArrayInputStream(page), "/")))
                    .as("raw, %d", deep)
                    .isEqualTo(fits);
            assertThat(isRead(() -> JsonObjects.read(object)))
                    .as("plain, %d", deep)
                    .isEqualTo(fits);
        }
    }

    private static boolean isRead(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (MalformedBodyException refused) {
            assertThat(refused).hasMessageContaining("deep");
            return false;
        }
    }

    private static JsonScanner bytewise(String json) {
        return new JsonScanner(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(1, length));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        });
    }

    @Test
    void itReadsWhatAParserReadsAndNothingElse() {
        Random random = new Random(48);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] json = new RandomPage(random).write().getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(3); i > 0; i--) {
                json[random.nextInt(json.length)] =
                        (byte) "\"\\{}[],:0-.eE tfn\n\u0001\u00e9".charAt(random.nextInt(20));
            }
            Object expected;
            try {
                expected = byParser(json);
            } catch (NumberFormatException exponentBeyondBigDecimal) {
                continue;
            }
            Object scanned = byScanner(new ByteArrayInputStream(json));
            assertThat(scanned)
                    .as("round %d: %s", round, new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            if (expected == null) {
                refused++;
            } else {
                read++;
            }
        }
        assertThat(read).isGreaterThan(5_000);
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void aBackslashThatIsHalfALetterIsReadAsAParserReadsItOnceItIsReplaced() {
        Random random = new Random(52);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] json = withHalvesOfLetters(random);
            Object expected = byParser(json);
            assertThat(byScanner(new ByteArrayInputStream(json)))
                    .as("round %d: %s", round, new String(json, StandardCharsets.UTF_8))
                    .isEqualTo(expected);
            assertThat(byScanner(new Pieces(json, random)))
                    .as("round %d", round)
                    .isEqualTo(expected);
            if (expected == null) {
                refused++;
            } else {
                read++;
            }
        }
        assertThat(read).isGreaterThan(4_000);
        assertThat(refused).isGreaterThan(5_000);
    }

    @Test
    void rawItemsEndWhereTypedOnesDoWhenABackslashIsHalfALetter() {
        Random random = new Random(53);
        int items = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] json = withHalvesOfLetters(random);
            List<Anything> typed;
            try {
                typed = ResponseDecoder.decode(ANYTHING, new ByteArrayInputStream(json), "/v2/x")
                        .items();
            } catch (MalformedBodyException malformed) {
                continue;
            }
            String page = new String(json, StandardCharsets.ISO_8859_1);
            List<ByteBuffer> raw = ResponseDecoder.decode(ANYTHING.withRawItems(), new Pieces(json, random), "/v2/x")
                    .items();
            assertThat(raw).as("round %d: %s", round, page).hasSameSizeAs(typed);
            int at = 0;
            for (ByteBuffer item : raw) {
                String text = StandardCharsets.ISO_8859_1.decode(item).toString();
                at = page.indexOf(text, at) + text.length();
                assertThat(at).as("round %d: %s", round, text).isGreaterThanOrEqualTo(text.length());
                items++;
            }
        }
        assertThat(items).isGreaterThan(5_000);
    }

    @Test
    void inPiecesOfAnySizeItReadsTheSame() {
        Random random = new Random(49);
        for (int round = 0; round < 5_000; round++) {
            byte[] json = new RandomPage(random).write().getBytes(StandardCharsets.UTF_8);
            assertThat(byScanner(new Pieces(json, random)))
                    .as("round %d", round)
                    .isNotNull()
                    .isEqualTo(byScanner(new ByteArrayInputStream(json)));
        }
    }

    @Test
    void inPiecesOfAnySizeADamagedTextIsTheSame() {
        Random random = new Random(51);
        int read = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] json = new RandomPage(random).write().getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                json[random.nextInt(json.length)] =
                        (byte) "\u0000\u0001\n\u00e9\u0080\u00ff\"\\".charAt(random.nextInt(8));
            }
            Object whole = byScanner(new ByteArrayInputStream(json));
            assertThat(byScanner(new Pieces(json, random)))
                    .as("round %d", round)
                    .isEqualTo(whole);
            read += whole == null ? 0 : 1;
        }
        assertThat(read).isGreaterThan(500);
    }

    @ParameterizedTest
    @MethodSource("io.texml.internal.json.HostileBodiesTest#answers")
    void inPiecesOfAnySizeAnAnswerIsTheSame(HostileBodiesTest.Answer answer) {
        byte[] json = answer.sample();
        Object whole = ResponseDecoder.decode(answer.type(), new ByteArrayInputStream(json), "/v2/x");
        Random random = new Random(50);
        for (int round = 0; round < 50; round++) {
            assertThat(ResponseDecoder.<Object>decode(any(answer.type()), new Pieces(json, random), "/v2/x"))
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 16_383, 16_384, 16_385, 100_000})
    void aValueMayBeLongerThanTheWindow(int length) {
        String plain = "x".repeat(length);
        String escaped = "\u20ac" + "y\\n".repeat(length / 3);
        String nested = "[" + "[],".repeat(length / 3) + "{\"]\":\"\\\"\"}]";
        Page<Call> page = ResponseDecoder.decode(
                CALLS,
                stream("{\"calls\":[{\"sid\":\"" + plain + "\",\"caller_name\":\"" + escaped + "\",\"later\":" + nested
                        + "},{\"sid\":\"last\"}],\"uri\":\"" + plain + "\"}"),
                "/v2/x");
        assertThat(page.items()).hasSize(2);
        Call first = page.items().get(0);
        assertThat(first.sid()).isEqualTo(plain);
        assertThat(first.callerName()).isEqualTo("\u20ac" + "y\n".repeat(length / 3));
        assertThat(first.additionalProperties().get("later")).asList().hasSize(length / 3 + 1);
        assertThat(page.items().get(1).sid()).isEqualTo("last");
        assertThat(page.uri()).isEqualTo(plain);
    }

    @Test
    void aNameIsKnownInWhateverFormItIsWritten() {
        for (String name :
                new String[] {"\"sid\":", "\"sid\" :", " \n\"sid\"\t:\r", "\"\\u0073id\":", "\"s\\u0069\\u0064\" : "}) {
            Call call = ResponseDecoder.decode(ResponseType.of(Call.class), stream("{" + name + "\"v3:a\"}"), "/v2/x");
            assertThat(call.sid()).as(name).isEqualTo("v3:a");
            assertThat(call.additionalProperties()).isEmpty();
        }
    }

    @Test
    void theComplaintNamesThePlaceInTheWholeBody() {
        String calls = "{\"sid\":\"a\"},".repeat(5_000);
        String body = "{\"calls\":[" + calls + "{\"sid\":\"b\",\"later\":[1,2,bad]}]}";
        assertThatThrownBy(() -> ResponseDecoder.decode(CALLS, stream(body), "/v2/x"))
                .isInstanceOf(MalformedBodyException.class)
                .message()
                .matches(message -> {
                    int place = Integer.parseInt(message.replaceAll("\\D", ""));
                    return Math.abs(place - body.indexOf("bad")) <= 4;
                });
    }

    /** Before some quotes of a page, of which every other ends a string. */
    private static byte[] withHalvesOfLetters(Random random) {
        StringBuilder page = new StringBuilder(new String(
                new RandomPage(random).write().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int quote = page.indexOf("\"", random.nextInt(page.length()));
            page.insert(Math.max(0, quote), random.nextBoolean() ? "\u0095\\" : "\u0082\u00cd\u0083\\");
        }
        return page.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static @Nullable Object byScanner(InputStream json) {
        try {
            Anything read = ResponseDecoder.decode(ResponseType.of(Anything.class), json, "/v2/x");
            return read == null ? null : read.additionalProperties();
        } catch (MalformedBodyException malformed) {
            return null;
        }
    }

    private static @Nullable Object byParser(byte[] json) {
        Map<?, ?> read = JsonByParser.object(json);
        return read == null || wrapped(read) ? null : read;
    }

    private static boolean wrapped(Map<?, ?> members) {
        return members.get("data") instanceof Map;
    }

    @SuppressWarnings("unchecked")
    private static ResponseType<Object> any(ResponseType<?> type) {
        return (ResponseType<Object>) type;
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Gives a few bytes at a time and does not know how many are left. */
    private static final class Pieces extends ByteArrayInputStream {

        private final Random random;

        Pieces(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int available() {
            return 0;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(9)));
        }
    }
}
