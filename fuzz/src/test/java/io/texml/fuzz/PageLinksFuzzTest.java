package io.texml.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.texml.internal.PageLinks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever a link says that the next page is, the key goes to the origin alone, in a request that is one. */
class PageLinksFuzzTest {

    private static final List<URI> BASES =
            List.of(URI.create("https://api.telnyx.com/v2"), URI.create("http://localhost:8080/gateway"));
    private static final String CURRENT = "/v2/texml/Accounts/a/Calls.json?Page=0";

    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/io/texml/fuzz/links.dict")
    @FuzzTest(maxDuration = "")
    void aLinkLeadsWithinTheOriginOrNowhere(byte[] text) {
        String link = new String(text, StandardCharsets.UTF_8);
        for (URI base : BASES) {
            String target = PageLinks.resolve(base, CURRENT, link);
            URI elsewhere = byJdk(base, link);
            if (target == null) {
                continue;
            }
            assertThat(elsewhere == null || isOrigin(base, elsewhere)).isTrue();
            assertIsTarget(base, target);
            assertThat(PageLinks.haveSamePath(target, target)).isTrue();
            String within = PageLinks.withinBase(PageLinks.basePath(base), target);
            if (within != null) {
                assertThat(within).startsWith(base.getPath() + "/");
                assertIsTarget(base, within);
            }
            String third = PageLinks.numbered(target, 3);
            assertIsTarget(base, third);
            assertThat(PageLinks.numbered(third, 3)).isEqualTo(third);
        }
    }

    /** It stands in a request line as one word, and whoever reads it finds no other host in it. */
    private static void assertIsTarget(URI base, String target) {
        assertThat(target).startsWith("/");
        assertThat(target.chars().allMatch(c -> c > ' ' && c < 0x7F)).isTrue();
        String origin = base.getScheme() + "://" + base.getRawAuthority();
        assertThat(isOrigin(base, URI.create(origin + target))).isTrue();
    }

    private static boolean isOrigin(URI base, URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getHost().equalsIgnoreCase(uri.getHost())
                && port(base) == port(uri);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    /** Where the JDK says that it leads; null when it cannot read it. */
    private static @Nullable URI byJdk(URI base, String link) {
        try {
            return base.resolve(CURRENT).resolve(link.strip());
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "/v2/texml/Accounts/a/Calls.json?Page=1&PageSize=50&PageToken=b",
                        "https://api.telnyx.com/v2/x?a=b#c",
                        "https://api.telnyx.com:443/v2/x",
                        "https://api.telnyx.com@example.com/v2",
                        "http://localhost:8080/gateway/v2/x?page%5Bnumber%5D=2&page[number]=3",
                        "//example.com/v2",
                        "/\\example.com",
                        "?Page=2",
                        "Calls?a={b} c\u00e9",
                        "mailto:a",
                        "../../x")
                .map(link -> link.getBytes(StandardCharsets.UTF_8));
    }
}
