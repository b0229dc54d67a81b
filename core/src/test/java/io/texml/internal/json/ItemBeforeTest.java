package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.Call;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ItemBeforeTest {

    private static final ResponseType<Page<Call>> CALLS = ResponseType.page("calls", Call.class);
    private static final String DATE = "Mon, 04 Mar 2024 14:07:31 +0000";

    @Test
    void whatStandsThereAsInTheItemBeforeIsTheSameObject() {
        String item = "{\"account_sid\":\"7f3c\",\"from\":\"+13125550147\",\"start_time\":\"" + DATE
                + "\",\"price\":\"0.0120\",\"duration\":\"44\"}";

        List<Call> calls = items("{\"calls\":[" + item + ", " + item + "]}");

        assertThat(calls.get(1)).isEqualTo(calls.get(0));
        assertThat(calls.get(1).accountSid()).isSameAs(calls.get(0).accountSid());
        assertThat(calls.get(1).from()).isSameAs(calls.get(0).from());
        assertThat(calls.get(1).startTime()).isSameAs(calls.get(0).startTime());
        assertThat(calls.get(1).price()).isSameAs(calls.get(0).price());
        assertThat(calls.get(1).duration()).isSameAs(calls.get(0).duration());
    }

    @Test
    void aStringThatOnlyBeginsAsTheOneBeforeIsAnother() {
        List<Call> calls =
                items("{\"calls\":[{\"from\":\"ab\"},{\"from\":\"abc\"},{\"from\":\"ab\\\"\"},{\"from\":\"ab\"},"
                        + "{\"from\":12},{\"from\":null},{\"from\":\"ab\"}]}");

        assertThat(calls).extracting(Call::from).containsExactly("ab", "abc", "ab\"", "ab", "12", null, "ab");
    }

    @Test
    void aMemberThatIsTheSameAgainAfterManyOthersIsSharedAgain() {
        String others = IntStream.range(0, 100)
                .mapToObj(i -> "{\"from\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        String same = String.join(",", Collections.nCopies(40, "{\"from\":\"same\"}"));

        List<Call> calls = items("{\"calls\":[" + others + "," + same + "]}");

        assertThat(calls.get(139).from())
                .isEqualTo("same")
                .isSameAs(calls.get(138).from());
        assertThat(calls.get(99).from()).isEqualTo("99");
    }

    @Test
    void itemsThatAreAlikeAreReadAsAParserReadsThemInPiecesOfAnySize() {
        Random random = new Random(20_261_128);
        String[] texts = {"", "a", "ab", "ab ", "a\\u0062", "\\\\", "\\\"", "\u00e9", "ab\\\"c", "x".repeat(3_000), DATE
        };
        String[] names = {"sid", "account_sid", "from", "to", "caller_name", "uri", "price_unit"};
        for (int round = 0; round < 500; round++) {
            StringBuilder body = new StringBuilder("{\"calls\":[");
            for (int i = random.nextInt(60); i >= 0; i--) {
                body.append('{');
                for (int m = 0; m < names.length; m++) {
                    body.append(m == 0 ? "" : ",")
                            .append('"')
                            .append(names[m])
                            .append(random.nextInt(9) == 0 ? "\" : \"" : "\":\"")
                            .append(texts[random.nextInt(random.nextBoolean() ? 2 : texts.length)])
                            .append('"');
                }
                body.append(i == 0 ? "}" : "},");
            }
            byte[] bytes = body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
            List<String> expected = new ArrayList<>();
            for (JsonNode item : JsonMapper.shared().readTree(bytes).get("calls")) {
                for (String name : names) {
                    expected.add(item.get(name).asString());
                }
            }

            List<String> read = new ArrayList<>();
            for (Call call : items(pieces(bytes, 1 + random.nextInt(5_000)))) {
                Collections.addAll(
                        read,
                        call.sid(),
                        call.accountSid(),
                        call.from(),
                        call.to(),
                        call.callerName(),
                        call.uri(),
                        call.priceUnit());
            }

            assertThat(read).isEqualTo(expected);
        }
    }

    private static InputStream pieces(byte[] bytes, int length) {
        List<InputStream> pieces = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += length) {
            pieces.add(new ByteArrayInputStream(bytes, at, Math.min(length, bytes.length - at)));
        }
        return new SequenceInputStream(Collections.enumeration(pieces));
    }

    private static List<Call> items(String body) {
        return items(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Call> items(InputStream body) {
        Page<Call> page = ResponseDecoder.decode(CALLS, body, "/");
        return page == null ? List.of() : page.items();
    }
}
