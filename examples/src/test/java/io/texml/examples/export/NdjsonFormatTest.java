package io.texml.examples.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonFormatTest {

    @Test
    void aLineBreakBetweenTokensDoesNotTearALine() throws Exception {
        assertThat(written("{\n  \"a\": 1\r\n}")).isEqualTo("{   \"a\": 1  }\n");
    }

    @Test
    void aControlCharacterInAStringIsEscapedAndTheLineStaysOne() throws Exception {
        assertThat(written("{\n\"a\\\\\":\"\\\"\n\\t\t\",\t\"b\":\"\u0000Zo\u00eb\"}", "null"))
                .isEqualTo("{ \"a\\\\\":\"\\\"\\u000a\\t\\u0009\", \"b\":\"\\u0000Zo\u00eb\"}\nnull\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x09, 0x0A, 0x0D, 0x1F})
    void aControlCharacterIsFoundWhereverItStands(int control) throws Exception {
        String letters = "abcdefghijklmnopqrstuvw\u007F\u00e9\u0394";
        for (int length = 0; length <= letters.length(); length++) {
            for (int place = 0; place <= length; place++) {
                String before = letters.substring(0, place);
                String behind = letters.substring(place, length);
                assertThat(written("\"a\"", "\"" + before + (char) control + behind + "\"", "\"z\""))
                        .isEqualTo("\"a\"\n\"%s\\u%04x%s\"\n\"z\"\n", before, control, behind);
            }
        }
    }

    @Test
    void itemsOfAllLengthsComeInTheirOrder() throws Exception {
        String[] items = Stream.concat(
                        IntStream.of(0, 65_535, 65_536, 65_537, 200_000, 3, 140_000, 1)
                                .mapToObj(length -> "\"" + "x".repeat(length) + "\""),
                        IntStream.range(0, 3_000).mapToObj(number -> "{\"number\":" + number + "}"))
                .toArray(String[]::new);

        assertThat(written(items)).isEqualTo(String.join("\n", items) + "\n");
    }

    private static String written(String... items) throws IOException {
        List<ByteBuffer> page = Stream.of(items)
                .map(item ->
                        ByteBuffer.wrap(item.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer())
                .toList();
        NdjsonFormat format = new NdjsonFormat();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.writeItems(page, out);
        format.writeItems(List.of(), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
