package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.calls.CallOperations;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

class RawItemsTest {

    private static final ResponseType<Page<ByteBuffer>> CALLS =
            CallOperations.LIST.responseType().withRawItems();

    private static final JsonFactory TOLERANT = JsonFactory.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    @Test
    void anItemIsTheBytesThatTheServerSent() {
        String first = "{ \"b\" : 1.10 ,\t\"a\":1e2,\"big\":12345678901234567890123, \"t\":\"\\u00e9\\\"]}\" }";
        String second = "{\"a\":[{},[\"}\"]],\"a\":2}";
        Page<ByteBuffer> page = read("{\"uri\":\"/u\",\"calls\":[ " + first + " ,\r\n" + second + "],\"page\":3,"
                + "\"next_page_uri\":\"/v2/n\",\"odd\":{\"calls\":[1]}}");

        assertThat(texts(page)).containsExactly(first, second);
        assertThat(page.nextPage()).isEqualTo("/v2/n");
        assertThat(page.number()).isEqualTo(3);
        assertThat(page.uri()).isEqualTo("/u");
        assertThat(page.additionalProperties()).containsOnlyKeys("odd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"calls\":[{\"a\":1}]}",
                "{\"page\":0,\"calls\":[{\"a\":1}]}",
                "\uFEFF{\"calls\":[{\"a\":1}]}",
                " {\n\"x\":{\"calls\":[2]} ,\n \"y\":\"calls\",\"calls\" : [ {\"a\":1} ] , \"z\":[\"calls\"] } ",
                "{\"x\\\\\":\"\\\\\",\"c\\u0061lls\":[{\"a\":1}]}"
            })
    void theArrayIsFoundByItsNameAtTheTopWhereverItStands(String body) {
        assertThat(texts(read(body))).containsExactly("{\"a\":1}");
    }

    @Test
    void noItemsAreAnEmptyPageAndItemsThatAreNoObjectsAreKept() {
        assertThat(texts(read("{\"calls\":[ ]}"))).isEmpty();
        assertThat(texts(read("{\"calls\":null}"))).isEmpty();
        assertThat(texts(read("{\"calls\":[null,-1.5e3 ,\"a,]\",[1],true]}")))
                .containsExactly("null", "-1.5e3", "\"a,]\"", "[1]", "true");
    }

    @Test
    void everyTruncationOfAPageIsAnError() throws IOException {
        byte[] page;
        try (InputStream sample =
                Objects.requireNonNull(getClass().getResourceAsStream("/io/texml/contract/samples/CallPage.json"))) {
            page = new String(sample.readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
        }
        assertThat(texts(read(page))).isNotEmpty();
        for (int length = 0; length < page.length; length++) {
            byte[] cut = Arrays.copyOf(page, length);
            assertThatThrownBy(() -> read(cut))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(MalformedBodyException.class)
                    .message()
                    .doesNotContain("+1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"calls\":{}}",
                "{\"calls\":5}",
                "{\"call\":[{}]}",
                "{\"calls\":[{}],\"calls\":[{}]}",
                "{\"calls\":[{}]}{}",
                "{\"calls\":[{}]},",
                "{\"calls\":[{},]}",
                "{\"calls\":[,{}]}",
                "{\"calls\":[{} {}]}",
                "{\"calls\":[{}],}",
                "{\"calls\":[{\"a\":[1}]]}",
                "{\"calls\":[{\"a\":1]}",
                "{\"calls\":[{\"a\\\":1}]}",
                "{\"calls\":[{\"a\":\u00e9}]}",
                "{\"calls\":[tru]}",
                "{\"calls\":[01]}",
                "{\"calls\"[{}]}",
                "<html>"
            })
    void whatIsNoBalancedPageIsAnError(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(MalformedBodyException.class);
    }

    @Test
    void whatStandsOutsideOfStringsIsTheSameWhereverAPieceOfThePageEnds() {
        for (int place = 0; place < 16; place++) {
            String item = "{\"a\":1" + " ".repeat(place) + "\u007f" + " ".repeat(16 - place) + "}";
            byte[] body = ("{\"calls\":[" + item + "]}").getBytes(StandardCharsets.US_ASCII);
            for (int length : new int[] {1, 5, body.length}) {
                InputStream pieces = new ByteArrayInputStream(body) {
                    @Override
                    public synchronized int read(byte[] into, int offset, int most) {
                        return super.read(into, offset, Math.min(length, most));
                    }
                };
                assertThat(texts(ResponseDecoder.decode(CALLS, pieces, "/v2/x")))
                        .containsExactly(item);
            }
        }
    }

    @Test
    void nestingWithoutEndIsAnErrorAndNoOverflow() {
        String deep = "{\"calls\":[" + "[".repeat(100_000) + "]".repeat(100_000) + "]}";
        assertThatThrownBy(() -> read(deep))
                .isInstanceOf(MalformedBodyException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void anItemCannotBeChangedAndDoesNotReachItsNeighbours() {
        ByteBuffer item = read("{\"calls\":[{\"a\":1},{\"b\":2}]}").items().get(0);
        assertThat(item.isReadOnly()).isTrue();
        assertThat(item.capacity()).isEqualTo(7);
    }

    @Test
    void onRandomPagesTheItemsAreThoseThatAParserFinds() {
        Random random = new Random(42);
        for (int round = 0; round < 3_000; round++) {
            byte[] page = new RandomPage(random).write().getBytes(StandardCharsets.UTF_8);
            assertThat(texts(read(page))).as("round %d", round).isEqualTo(byParser(page));
        }
    }

    @Test
    void onDamagedPagesItFindsWhatAParserFindsOrFails() {
        Random random = new Random(43);
        for (int round = 0; round < 5_000; round++) {
            byte[] page = new RandomPage(random).write().getBytes(StandardCharsets.UTF_8);
            int at;
            do {
                at = random.nextInt(page.length);
            } while (page[at] < 0);
            page[at] = (byte) "\"\\{}[],: x\n1".charAt(random.nextInt(12));
            List<String> items;
            try {
                items = texts(read(page));
            } catch (MalformedBodyException expected) {
                continue;
            }
            try {
                assertThat(items).as("round %d", round).isEqualTo(byParser(page));
            } catch (RuntimeException damagedInside) {
                // The cutter does not look into an item; together they are still all that stood in the array.
                assertThat(items).as("round %d", round).isNotEmpty();
            }
        }
    }

    private static Page<ByteBuffer> read(String body) {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static Page<ByteBuffer> read(byte[] body) {
        return Objects.requireNonNull(ResponseDecoder.decode(CALLS, new ByteArrayInputStream(body), "/v2/x"));
    }

    private static List<String> texts(Page<ByteBuffer> page) {
        return page.items().stream()
                .map(item -> StandardCharsets.UTF_8.decode(item.duplicate()).toString())
                .toList();
    }

    /** The items by the positions of a parser's tokens. */
    private static List<String> byParser(byte[] page) {
        List<String> items = new ArrayList<>();
        // Even a tolerant parser wants digits behind \\u; nothing moves.
        byte[] readable = new String(page, StandardCharsets.ISO_8859_1)
                .replaceAll("\\\\u(?![0-9a-fA-F]{4})", "\\\\x")
                .getBytes(StandardCharsets.ISO_8859_1);
        try (JsonParser parser = TOLERANT.createParser(ObjectReadContext.empty(), readable)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                boolean wanted = parser.currentName().equals("calls");
                if (parser.nextToken() == JsonToken.START_ARRAY && wanted) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        int start = (int) parser.currentTokenLocation().getByteOffset();
                        parser.skipChildren();
                        parser.finishToken();
                        int end = (int) parser.currentLocation().getByteOffset();
                        items.add(new String(page, start, end - start, StandardCharsets.UTF_8).stripTrailing());
                    }
                } else {
                    parser.skipChildren();
                }
            }
            assertThat(parser.nextToken()).isNull();
        }
        return items;
    }
}
