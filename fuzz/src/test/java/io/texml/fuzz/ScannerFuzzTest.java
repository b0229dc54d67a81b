package io.texml.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.texml.ResponseRecord;
import io.texml.calls.Call;
import io.texml.internal.json.ErrorReader;
import io.texml.internal.json.ItemMembers;
import io.texml.internal.json.MalformedBodyException;
import io.texml.internal.json.ResponseDecoder;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.testing.Contract;
import io.texml.testing.JsonByParser;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Jackson is the judge of the scanner: the same values, the same refusals, in pieces of any size, typed and raw. */
class ScannerFuzzTest {

    private static final String TARGET = "/v2/texml/Accounts/a/Calls?Page=0";
    private static final ResponseType<Page<Call>> CALLS = ResponseType.page("calls", Call.class);
    private static final ResponseType<Page<Anything>> ANYTHING = ResponseType.page("calls", Anything.class);
    private static final ItemMembers MEMBERS = ItemMembers.of("sid", "status", "later");

    /** Jackson refuses one in a name and reads it in a value. The scanner reads both, so that one name does not cost a page. */
    private static final Pattern HALF_OF_A_PAIR = Pattern.compile("\\\\u[dD][89a-fA-F]");

    /** All that a refusal says, but for the place. */
    private static final Set<String> REFUSALS = Set.of(
            "the body is empty",
            "the body is no JSON object",
            "the body goes on after its end",
            "the body is nested more than # levels deep",
            "the body is no well-formed JSON, or is cut off, at byte #",
            "it has no array 'calls'",
            "it has the array 'calls' twice",
            "its member 'calls' is no array");

    /** What has no type comes as the scanner reads it. */
    public record Anything(Map<String, @Nullable Object> additionalProperties) implements ResponseRecord {}

    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/io/texml/fuzz/page.dict")
    @FuzzTest(maxDuration = "")
    void aPageIsReadAsJacksonReadsIt(byte[] body) {
        Map<?, ?> judged;
        try {
            judged = JsonByParser.object(body);
        } catch (NumberFormatException exponentBeyondBigDecimal) {
            return;
        }
        Page<Anything> page = inAnyPieces(ANYTHING, body);
        Page<Call> typed = inAnyPieces(CALLS, body);
        Page<ByteBuffer> raw = inAnyPieces(CALLS.withRawItems(), body);
        if (judged == null
                && HALF_OF_A_PAIR
                        .matcher(new String(body, StandardCharsets.ISO_8859_1))
                        .find()) {
            return;
        }
        Object list = judged == null ? null : judged.get("calls");
        if (page == null) {
            assertThat(typed).isNull();
            boolean isPage = judged != null && judged.containsKey("calls") && (list == null || list instanceof List);
            assertThat(isPage && !JsonByParser.repeatsAName(body)).isFalse();
        } else {
            assertThat(judged).isNotNull();
            assertThat(typed).isNotNull();
            assertThat(raw).isNotNull();
            List<?> items = list == null ? List.of() : (List<?>) list;
            assertValues(page, judged, items);
            boolean repeatsAName = JsonByParser.repeatsAName(body);
            assertTyped(typed.items(), items, repeatsAName);
            assertRaw(raw.items(), items, body, repeatsAName);
            assertThat(typed.nextPage()).isEqualTo(page.nextPage());
            assertThat(raw.nextPage()).isEqualTo(page.nextPage());
            assertThat(typed.additionalProperties()).isEqualTo(page.additionalProperties());
            assertThat(raw.additionalProperties()).isEqualTo(page.additionalProperties());
        }
        assertThat(ErrorReader.read(body)).isNotNull();
    }

    /** The items with all that they hold, and the members of the envelope that no page has a place for. */
    private static void assertValues(Page<Anything> page, Map<?, ?> judged, List<?> items) {
        assertThat(page.items()).hasSameSizeAs(items);
        for (int i = 0; i < items.size(); i++) {
            Object item = items.get(i);
            Object read = page.items().get(i).additionalProperties();
            assertThat(read).isEqualTo(item instanceof Map ? item : single("calls", item));
        }
        page.additionalProperties().forEach((name, value) -> {
            assertThat(judged.containsKey(name)).isTrue();
            assertThat(value).isEqualTo(judged.get(name));
        });
        if (judged.get("next_page_uri") instanceof String link) {
            assertThat(page.nextPage()).isEqualTo(link.isBlank() ? null : link);
        } else {
            assertThat(page.nextPage() == null).isEqualTo(judged.get("next_page_uri") == null);
        }
        for (Object name : judged.keySet()) {
            boolean hasPlace = Stream.of("calls", "uri", "page", "page_size", "start", "end")
                            .anyMatch(name::equals)
                    || ((String) name).endsWith("_page_uri");
            assertThat(hasPlace || page.additionalProperties().containsKey(name))
                    .isTrue();
        }
    }

    private static void assertTyped(List<Call> typed, List<?> items, boolean repeatsAName) {
        assertThat(typed).hasSameSizeAs(items);
        for (int i = 0; i < items.size() && !repeatsAName; i++) {
            if (items.get(i) instanceof Map<?, ?> members) {
                TypedItem.assertHolds(typed.get(i), members);
            } else {
                assertThat(typed.get(i).additionalProperties()).isEqualTo(single("calls", items.get(i)));
            }
        }
    }

    /** Each stands in the body behind the one before, and is what Jackson has at its place. */
    private static void assertRaw(List<ByteBuffer> raw, List<?> items, byte[] body, boolean repeatsAName) {
        assertThat(raw).hasSameSizeAs(items);
        String page = new String(body, StandardCharsets.ISO_8859_1);
        int at = 0;
        for (int i = 0; i < raw.size(); i++) {
            byte[] item = new byte[raw.get(i).remaining()];
            raw.get(i).get(0, item);
            String text = new String(item, StandardCharsets.ISO_8859_1);
            int found = page.indexOf(text, at);
            assertThat(found).isGreaterThanOrEqualTo(0);
            at = found + text.length();
            if (items.get(i) instanceof Map<?, ?> members && !repeatsAName) {
                if (isAscii(item)) {
                    assertThat((Object) JsonByParser.object(item)).isEqualTo(members);
                }
                assertMembers(MEMBERS.of(raw.get(i)), members);
            }
        }
    }

    /** An export takes its columns from raw items. */
    private static void assertMembers(Map<String, Object> read, Map<?, ?> members) {
        Map<Object, Object> wanted = new HashMap<>(members);
        wanted.keySet().retainAll(Set.of("sid", "status", "later"));
        wanted.values().removeIf(Objects::isNull);
        assertThat(read).isEqualTo(wanted);
    }

    /** Whole and in pieces it is the same, or refused for the same reason; null when it is refused. */
    private static <T> @Nullable Page<T> inAnyPieces(ResponseType<Page<T>> type, byte[] body) {
        Object whole = read(type, new ByteArrayInputStream(body));
        assertThat(read(type, new Pieces(body))).isEqualTo(whole);
        if (whole instanceof String refusal) {
            assertThat(refusal.replaceAll("[0-9]+", "#")).isIn(REFUSALS);
            return null;
        }
        @SuppressWarnings("unchecked")
        Page<T> page = (Page<T>) whole;
        return page;
    }

    private static Object read(ResponseType<?> type, InputStream body) {
        try {
            return Objects.requireNonNull(ResponseDecoder.decode(type, body, TARGET));
        } catch (MalformedBodyException refused) {
            return refused.getMessage();
        }
    }

    private static Map<String, @Nullable Object> single(String name, @Nullable Object value) {
        Map<String, @Nullable Object> map = new HashMap<>();
        map.put(name, value);
        return map;
    }

    private static boolean isAscii(byte[] text) {
        for (byte b : text) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    static Stream<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        seeds.add(Contract.sample("CallPage"));
        for (String page : List.of(
                "{\"calls\":[]}",
                "{\"calls\":null}",
                "{\"calls\":[{\"a\":0}]}",
                "{\"page\":10,\"calls\":[-1.0e1]}",
                "{\"calls\":[{\"sid\":\"a\",\"status\":\"busy\"},{\"sid\":\"b\",\"status\":\"busy\",\"later\":[1,-2.5e3]}]}",
                "{\"page\":\"3\",\"calls\":[1,null,\"x\",[],{}],\"next_page_uri\":\"/v2/x?Page=1\",\"end\":7}",
                " {\n\"calls\" : [ {\"duration\":\"44\", \"price\":-0.012, \"start_time\":\"Mon, 04 Mar 2024 14:07:31 +0000\"} ] }\n",
                "{\"calls\":[{\"from\":\"\\u00e9\\\"\\\\\",\"to\":\"\u00fc\u20ac\"}],\"next_page_uri\":{}}",
                "{\"calls\":[{\"from\":\"x\u0001\\y\"}],\"a\":{\"b\":[true,false,null,[[]],{\"c\":{}}]}}",
                "{\"calls\":[{\"from\":\"unfinished")) {
            seeds.add(page.getBytes(StandardCharsets.UTF_8));
        }
        for (String nearlyJson : List.of("01", "-", "1.", ".5", "1e", "+1", "tru", "nulll", "1,", "\"\\u00g0\"")) {
            seeds.add(("{\"calls\":[{\"a\":[" + nearlyJson + "]}]}").getBytes(StandardCharsets.UTF_8));
        }
        seeds.add("{\"calls\":[{\"caller_name\":\"\u0095\\\",\"to\":\"b\"}]}".getBytes(StandardCharsets.ISO_8859_1));
        return seeds.stream();
    }
}
