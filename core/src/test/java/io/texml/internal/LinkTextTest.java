package io.texml.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s3.example/rec/a%2Bb%252F+c.mp3?X-Amz-Signature=a%2fB&e=1,2;3:4@5!$'()*~_-.#t=1",
                "https://my_bucket.s3.example:8443/a",
                "https://[::1]:8080/a?b[]=[1]",
                "http://h?x=/?/#a/?",
                "https://user:secret@h/a",
                "http://b\u00fccher.example/a",
                "http://h",
                "relative path",
                "/v2/a b",
                "mailto:a b",
                "not a link: http://h/a b",
                ""
            })
    void whatIsWellFormedOrNoLinkStaysByteForByte(String link) {
        assertThat(LinkText.encodeAbsolute(link)).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '~',
            value = {
                "http://h/call 2026-01-05.mp3?x=1,http://h/call%202026-01-05.mp3?x=1",
                "http://h/a|b.mp3,http://h/a%7Cb.mp3",
                "http://h/gr\u00fc\u00dfe.mp3,http://h/gr%C3%BC%C3%9Fe.mp3",
                "http://h/\ud83d\ude00?\u00e9#\u00e9,http://h/%F0%9F%98%80?%C3%A9#%C3%A9",
                "http://h/a[1].mp3?b[1],http://h/a%5B1%5D.mp3?b[1]",
                "http://h/a<\">^`{}?\\,http://h/a%3C%22%3E%5E%60%7B%7D?%5C",
                "http://h\\a,http://h%5Ca",
                "http://h/100%.mp3?a=%zz&b=%2&c=%,http://h/100%25.mp3?a=%25zz&b=%252&c=%25",
                "http://h/%2B b%2f+,http://h/%2B%20b%2f+",
                " http://h/a b ,http://h/a%20b",
                "http://h/a#b#c,http://h/a#b%23c"
            })
    void whatMustNotStandInALinkIsEncoded(String link, String encoded) {
        assertThat(LinkText.encodeAbsolute(link)).isEqualTo(encoded);
    }

    @Test
    void controlsAndHalvesOfPairsAreEncodedToo() {
        String encoded = LinkText.encodeAbsolute("\thttp://h/a\tb\r\nc\u0000d\u007f\u0085\ud800e\udc00\n");

        assertThat(encoded).isEqualTo("http://h/a%09b%0D%0Ac%00d%7F%C2%85%EF%BF%BDe%EF%BF%BD");
        assertThat(URI.create(encoded)).hasToString(encoded);
    }
}
