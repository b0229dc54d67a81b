package io.texml.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageLinksTest {

    private static final URI ORIGIN = URI.create("https://api.telnyx.com");
    private static final String CURRENT = "/v2/texml/Accounts/a/Calls?PageSize=2";

    @ParameterizedTest
    @CsvSource({
        "/v2/texml/Accounts/a/Calls.json?Page=1&PageToken=x, /v2/texml/Accounts/a/Calls.json?Page=1&PageToken=x",
        "https://api.telnyx.com/v2/x?Page=1, /v2/x?Page=1",
        "HTTPS://API.TELNYX.COM/v2/x?Page=1, /v2/x?Page=1",
        "https://api.telnyx.com:443/v2/x, /v2/x",
        "https://api.telnyx.com?Page=1, /?Page=1",
        "?Page=1, /v2/texml/Accounts/a/Calls?Page=1",
        "Calls.json?Page=1, /v2/texml/Accounts/a/Calls.json?Page=1",
        "/v2/x?back=https://evil.example/, /v2/x?back=https://evil.example/",
        "/v2/x?Page=1#top, /v2/x?Page=1"
    })
    void aLinkWithinTheOriginIsFollowedAsGiven(String link, String target) {
        assertThat(PageLinks.resolve(ORIGIN, CURRENT, link)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/v2/x",
                "https://api.telnyx.com.evil.example/v2/x",
                "https://api.telnyx.com@evil.example/v2/x",
                "https://user:pass@api.telnyx.com/v2/x",
                "https://api.telnyx.com:8443/v2/x",
                "https://api.telnyx.com:443@evil.example/",
                "http://api.telnyx.com/v2/x",
                "http://api.telnyx.com:443/v2/x",
                "//evil.example/v2/x",
                "//api.telnyx.com/v2/x",
                "  //evil.example/v2/x",
                "\\\\evil.example\\v2",
                "/\\evil.example/v2",
                "https:\\\\evil.example/v2",
                "https:evil.example",
                "https://evil.example\\@api.telnyx.com/",
                "https://evil.example#@api.telnyx.com/",
                "javascript:alert(1)",
                "ftp://api.telnyx.com/v2/x",
                "https:///v2/x",
                "",
                "  ",
                "#top"
            })
    void aLinkThatLeadsElsewhereOrNowhereIsRefused(String link) {
        assertThat(PageLinks.resolve(ORIGIN, CURRENT, link)).isNull();
    }

    @Test
    void theOriginsPortCounts() {
        URI local = URI.create("http://localhost:8080");

        assertThat(PageLinks.resolve(local, CURRENT, "http://localhost:8080/x")).isEqualTo("/x");
        assertThat(PageLinks.resolve(local, CURRENT, "http://localhost/x")).isNull();
        assertThat(PageLinks.resolve(local, CURRENT, "http://localhost:80/x")).isNull();
        assertThat(PageLinks.resolve(URI.create("http://localhost"), CURRENT, "http://localhost:80/x"))
                .isEqualTo("/x");
    }

    @ParameterizedTest
    @CsvSource({
        "http://[::1]:8080/x, /x",
        "http://[::1]/x,",
        "http://[::1]@evil.example:8080/x,",
        "http://[0:0:0:0:0:0:0:1]:8080/x,",
        "http://[::2]:8080/x,"
    })
    void anAddressOfIpv6IsAnOriginToo(String link, String target) {
        assertThat(PageLinks.resolve(URI.create("http://[::1]:8080"), CURRENT, link))
                .isEqualTo(target);
    }

    @Test
    void whatMustNotStandInARequestLineIsEncoded() {
        assertThat(PageLinks.resolve(ORIGIN, CURRENT, "/v2/x?Name=a b\"<\u00e9>\ud83d\ude00|\\"))
                .isEqualTo("/v2/x?Name=a%20b%22%3C%C3%A9%3E%F0%9F%98%80%7C%5C");
        assertThat(PageLinks.resolve(ORIGIN, CURRENT, "/v2/x?a=1\r\nHost: evil"))
                .isEqualTo("/v2/x?a=1%0D%0AHost:%20evil");
        assertThat(PageLinks.resolve(ORIGIN, CURRENT, "/v2/x?a=%20%2B")).isEqualTo("/v2/x?a=%20%2B");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/texml_applications, /v2/texml_applications?page%5Bnumber%5D=2",
        "/v2/texml_applications?sort=active, /v2/texml_applications?sort=active&page%5Bnumber%5D=2",
        "/v2/a?page%5Bnumber%5D=1&sort=active, /v2/a?sort=active&page%5Bnumber%5D=2",
        "/v2/a?page[number]=1&page[size]=5, /v2/a?page[size]=5&page%5Bnumber%5D=2"
    })
    void aNumberedPageKeepsTheOtherParameters(String current, String next) {
        assertThat(PageLinks.numbered(current, 2)).isEqualTo(next);
    }
}
