package io.texml.internal.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as browsers and servers read them; none is malformed. */
class FormTextTest {

    private static final int MOST = 500;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a=b|b",
                "a=|''",
                "a|''",
                "a==|=",
                "a=b=c|b=c",
                "a=+|' '",
                "a=%20|' '",
                "a=%2B|+",
                "a=%2b|+",
                "a=%252B|%2B",
                "a=%26%3D|&=",
                "a=%|%",
                "a=%4|%4",
                "a=%GG|%GG",
                "a=%+1|% 1",
                "a=%-1|%-1",
                "a=100%|100%",
                "a=%%41|%A",
                "a=%C3%BC|\u00FC",
                "a=\u00FC|\u00FC",
                "a=%F0%9F%98%80|\uD83D\uDE00",
                "a=%FC|\uFFFD",
                "a=%C3|\uFFFD",
                "a=b;c=d|b;c=d",
                "&&a=b&&|b",
                "%61=b|b"
            })
    void aValueIsReadAsServersReadIt(String form, String value) throws Exception {
        assertThat(read(form)).containsExactly(Map.entry("a", List.of(value)));
    }

    @Test
    void aNameThatRepeatsKeepsItsValuesInTheirOrder() throws Exception {
        assertThat(read("b=2&a=1&b=&b&b=2").toString()).isEqualTo("{b=[2, , , 2], a=[1]}");
    }

    @Test
    void aNameMayBeEmpty() throws Exception {
        assertThat(read("=a&=")).isEqualTo(Map.of("", List.of("a", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&", "&&&&"})
    void nothingIsNoParameter(String form) throws Exception {
        assertThat(read(form)).isEmpty();
    }

    @Test
    void anotherCharsetIsReadWhereTheHeaderNamesIt() throws Exception {
        byte[] form = "a=M%FCller&b=M\u00FCller".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(FormText.read(form, StandardCharsets.ISO_8859_1, MOST))
                .isEqualTo(Map.of("a", List.of("M\u00FCller"), "b", List.of("M\u00FCller")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/x-www-form-urlencoded|UTF-8",
                "Application/X-WWW-Form-Urlencoded ; Charset=utf8|UTF-8",
                "application/x-www-form-urlencoded;charset=\"UTF-8\"|UTF-8",
                "application/x-www-form-urlencoded;|UTF-8",
                "application/x-www-form-urlencoded; boundary=x; charset=ISO-8859-1|ISO-8859-1",
                "application/x-www-form-urlencoded; charset=US-ASCII|US-ASCII"
            })
    void theHeaderNamesTheCharset(String contentType, String charset) {
        assertThat(FormText.charset(contentType)).isEqualTo(Charset.forName(charset));
    }

    @ParameterizedTest
    @NullSource
    void aBodyWithoutATypeCountsAsAForm(String contentType) {
        assertThat(FormText.charset(contentType)).isEqualTo(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "application/json",
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/x-www-form-urlencodedx",
                "application/x-www-form-urlencoded; charset=utf-16",
                "application/x-www-form-urlencoded; charset=",
                "application/json; application/x-www-form-urlencoded"
            })
    void whatIsNoFormIsRefused(String contentType) {
        assertThat(FormText.charset(contentType)).isNull();
    }

    @Test
    void moreParametersThanAllowedAreRefusedAlsoUnderOneName() throws Exception {
        String form = "a=1&".repeat(500);
        assertThat(read(form)).hasSize(1);
        assertThatThrownBy(() -> read(form + "b")).isInstanceOf(FormText.TooManyException.class);
    }

    @Test
    void everyMapOfTextsIsReadAsItWasWritten() throws Exception {
        Random random = new Random(16);
        for (int round = 0; round < 2_000; round++) {
            Map<String, List<String>> sent = new LinkedHashMap<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                sent.computeIfAbsent(text(random), name -> new ArrayList<>()).add(text(random));
            }
            String form = sent.entrySet().stream()
                    .flatMap(entry ->
                            entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                    .collect(Collectors.joining("&"));

            assertThat(read(form)).isEqualTo(sent);
        }
    }

    @Test
    void noBytesBreakIt() throws Exception {
        Random random = new Random(17);
        byte[] marks = "%%%&&==++aF0;\u00FC".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] form = new byte[random.nextInt(40)];
            random.nextBytes(form);
            for (int i = 0; i < form.length; i++) {
                form[i] = random.nextInt(4) == 0 ? form[i] : marks[random.nextInt(marks.length)];
            }
            for (Charset charset :
                    List.of(StandardCharsets.UTF_8, StandardCharsets.US_ASCII, StandardCharsets.ISO_8859_1)) {
                Map<String, List<String>> read = FormText.read(form, charset, MOST);
                assertThat(read.values())
                        .allSatisfy(values -> assertThat(values).isNotEmpty());
            }
        }
    }

    private static Map<String, List<String>> read(String form) throws FormText.TooManyException {
        return FormText.read(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8, MOST);
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, 0x3000)
                .filter(c -> c < 0x80 || random.nextInt(3) == 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
