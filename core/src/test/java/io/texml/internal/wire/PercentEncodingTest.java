package io.texml.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** {@link URLEncoder} writes forms as browsers do, so it judges; paths and queries differ from it in known characters. */
class PercentEncodingTest {

    @Test
    void everyCharacterIsEncodedAsTheOracleSays() {
        for (int c = 0; c < 0x3000; c++) {
            assertAgrees(String.valueOf((char) c));
        }
    }

    @Test
    void randomTextsAreEncodedAsTheOracleSays() {
        Random random = new Random(20240304);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                switch (random.nextInt(4)) {
                    case 0 -> text.append((char) ('a' + random.nextInt(26)));
                    case 1 -> text.append((char) random.nextInt(128));
                    case 2 -> text.append((char) random.nextInt(Character.MIN_SURROGATE));
                    default -> text.appendCodePoint(0x10000 + random.nextInt(0xFFFFF));
                }
            }
            assertAgrees(text.toString());
        }
    }

    /** Java's own encoder drops it or not, as its version goes. */
    @Test
    void halfAPairOfSurrogatesIsAQuestionMarkAsInEveryUtf8OfJava() {
        for (String half : new String[] {"\ud83d", "\ude00"}) {
            assertThat(encode(PercentEncoding::form, half)).isEqualTo("%3F");
            assertThat(encode(PercentEncoding::query, "a" + half + "b")).isEqualTo("a%3Fb");
            assertThat(encode(PercentEncoding::pathSegment, half + "\ud83d\ude00"))
                    .isEqualTo("%3F%F0%9F%98%80");
        }
    }

    private static void assertAgrees(String text) {
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        String query = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");

        assertThat(encode(PercentEncoding::form, text)).isEqualTo(form);
        assertThat(encode(PercentEncoding::query, text)).isEqualTo(query);
        assertThat(encode(PercentEncoding::pathSegment, text)).isEqualTo(query.replace("%3A", ":"));
    }

    private static String encode(BiConsumer<String, StringBuilder> encoding, String text) {
        StringBuilder out = new StringBuilder();
        encoding.accept(text, out);
        return out.toString();
    }
}
