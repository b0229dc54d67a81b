package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanTest {

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, 0xFFFF_FFFFL, 0x1_0000_0003L, Long.MAX_VALUE})
    void whatIsPackedComesOutAgain(long position) {
        for (int length : new int[] {0, 2, 1_000_000, Integer.MAX_VALUE}) {
            long plain = Span.ofPlainString(position, length);
            long other = Span.of(position, length);
            assertThat(Span.isPlainString(plain)).isTrue();
            assertThat(Span.isPlainString(other)).isFalse();
            assertThat(Span.start(plain)).isEqualTo(Span.start(other)).isEqualTo((int) position);
            assertThat(Span.length(plain)).isEqualTo(Span.length(other)).isEqualTo(length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "\u20ac \\n"})
    void itIsGoodUntilTheScannerGoesOnHoweverMuchItReadsBeforeThat(String text) {
        JsonScanner json = new JsonScanner(byteByByte("[\"" + text + "\"" + " ".repeat(50_000) + ",1]"));
        assertThat(json.isEmpty('[', ']')).isFalse();
        assertThat(json.next()).isEqualTo('"');
        long span = json.skipString();
        String expected = text.replace("\\n", "\n");

        assertThat(json.text(span)).isEqualTo(expected);
        assertThat(json.next()).isEqualTo(',');
        assertThat(json.text(span)).isEqualTo(expected);
        assertThat(json.text(span)).isEqualTo(expected);
        assertThat((Object) json.inPlace(span, (bytes, start, length) -> length))
                .isEqualTo(text.equals("plain") ? 5 : null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a\",1]", "[\"a\"]", "[\"a\" , 1]", "[\"a\" ]"})
    void ofAnItemThatWasLeftItIsRefused(String body) {
        for (InputStream stream : List.of(whole(body), byteByByte(body))) {
            JsonScanner json = new JsonScanner(stream);
            assertThat(json.isEmpty('[', ']')).isFalse();
            long span = json.skipString();
            boolean unused = json.endOf(']');

            assertRefused(json, span);
        }
    }

    @Test
    void ofANameItIsRefusedBehindTheColonAndTheBracket() {
        String body = "{\"a\":{\"b\":\"c\"}}";
        for (InputStream stream : List.of(whole(body), byteByByte(body))) {
            JsonScanner json = new JsonScanner(stream);
            assertThat(json.isEmpty('{', '}')).isFalse();
            long copyOfName = Span.ofPlainString(1, 3);
            assertThat(json.name()).isEqualTo("a");
            assertRefused(json, copyOfName);
            assertThat(json.isEmpty('{', '}')).isFalse();
            assertRefused(json, copyOfName);
            assertThat(json.name()).isEqualTo("b");
            long value = json.skipString();
            assertThat(json.text(value)).isEqualTo("c");
            assertThat(json.endOf('}')).isTrue();
            assertRefused(json, value);
        }
    }

    @Test
    void aStringIsSkippedOnlyWhereOneBegins() {
        JsonScanner json = new JsonScanner(byteByByte("[ 12]"));
        assertThatThrownBy(json::skipString).isInstanceOf(MalformedBodyException.class);
        assertThat(json.isEmpty('[', ']')).isFalse();
        assertThatThrownBy(json::skipString).isInstanceOf(MalformedBodyException.class);
    }

    private static void assertRefused(JsonScanner json, long span) {
        assertThatThrownBy(() -> json.text(span)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> json.inPlace(span, (bytes, start, length) -> ""))
                .isInstanceOf(IllegalStateException.class);
    }

    private static InputStream whole(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream byteByByte(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int available() {
                return 0;
            }

            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 1));
            }
        };
    }
}
