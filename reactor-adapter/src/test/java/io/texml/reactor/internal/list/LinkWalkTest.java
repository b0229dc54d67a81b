package io.texml.reactor.internal.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiResponse;
import io.texml.Headers;
import io.texml.PaginationException;
import io.texml.calls.Call;
import io.texml.calls.CallOperations;
import io.texml.internal.PageLinks;
import io.texml.internal.json.ResponseDecoder;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LinkWalkTest {

    private static final URI BASE_URL = URI.create("https://api.example.com/v2");
    private static final int MOST_EMPTY_PAGES = 10;
    private static final Call CALL = ResponseDecoder.decode(
            ResponseType.of(Call.class), new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), "/");

    private final List<String> fetched = new ArrayList<>();

    /** The pages' links, as a server gives them when it is asked for a path and query. */
    private Flux<Page<Call>> pages(String first, String resumeFrom, UnaryOperator<String> links) {
        return pages(BASE_URL, first, resumeFrom, links, target -> List.of(CALL));
    }

    private Flux<Page<Call>> pages(
            URI baseUrl,
            String first,
            String resumeFrom,
            UnaryOperator<String> links,
            Function<String, List<Call>> items) {
        return new PagePublisher<>(
                () -> new LinkWalk<>(CallOperations.LIST, baseUrl, first, resumeFrom, MOST_EMPTY_PAGES, target -> {
                    fetched.add(target);
                    assertThat(fetched.size()).as("a circle is found").isLessThan(10_000);
                    Page<Call> page = FakePages.page(items.apply(target), links.apply(target));
                    return Mono.just(new ApiResponse<>(200, Headers.of(Map.of()), 1, page));
                }),
                List::of,
                0);
    }

    @Test
    @DisplayName("a page that links to itself ends the list after one request")
    void aLinkToItselfIsAnError() {
        StepVerifier.create(pages("/v2/a", null, target -> "/v2/a"))
                .expectNextCount(1)
                .verifyError(PaginationException.class);

        assertThat(fetched).containsExactly("/v2/a");
    }

    @Test
    @DisplayName("two pages that link to each other end the list")
    void twoPagesThatLinkToEachOtherAreAnError() {
        StepVerifier.create(pages("/v2/a", null, target -> target.equals("/v2/a") ? "/v2/b" : "/v2/a")
                        .then())
                .verifyError(PaginationException.class);

        assertThat(fetched).hasSizeLessThanOrEqualTo(4);
    }

    @ParameterizedTest(name = "{0} pages before a circle of {1}")
    @DisplayName("a long circle of links ends the list within a few rounds")
    @CsvSource({"0,3", "5,3", "0,1000", "100,1000", "1000,100", "7,1"})
    void aCircleOfLinksIsAnError(int before, int length) {
        StepVerifier.create(pages("/v2/0", null, target -> {
                            int page = Integer.parseInt(target.substring(4));
                            return "/v2/" + (page + 1 < before + length ? page + 1 : before);
                        })
                        .then())
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PaginationException.class)
                        .hasMessageContaining("calls.list")
                        .hasMessageContaining("already delivered"));

        assertThat(fetched).hasSizeLessThanOrEqualTo(3 * (before + length) + 2);
    }

    @Test
    void aListThatOnlyLooksRepetitiveIsNoCircle() {
        StepVerifier.create(pages("/v2/0", null, target -> {
                    int page = Integer.parseInt(target.substring(4));
                    return page < 5000 ? "/v2/" + (page + 1) : null;
                }))
                .expectNextCount(5001)
                .verifyComplete();
    }

    @ParameterizedTest
    @DisplayName("a link to another origin is not followed")
    @ValueSource(
            strings = {
                "https://evil.example/v2/a",
                "http://api.example.com/v2/a",
                "https://api.example.com:8443/v2/a",
                "https://api.example.com@evil.example/v2/a",
                "https://user@api.example.com/v2/a",
                "https://api.example.com.evil.example/v2/a",
                "//evil.example/v2/a",
                "/\\evil.example/v2/a",
                "\\\\evil.example/v2/a",
                "ftp://api.example.com/v2/a",
                "javascript:alert(1)",
                "https:evil.example/v2/a"
            })
    void aForeignLinkIsAnErrorAndNothingIsSent(String link) {
        StepVerifier.create(pages("/v2/first", null, target -> link))
                .expectNextCount(1)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PaginationException.class)
                        .hasMessageNotContaining("evil"));

        assertThat(fetched).containsExactly("/v2/first");
    }

    @ParameterizedTest
    @DisplayName("a saved link to another origin fails before anything is sent")
    @ValueSource(strings = {"https://evil.example/v2/a", "//evil.example/v2/a", "", "  ", "#top"})
    void resumingFromAForeignOrEmptyLinkFailsAtOnce(String link) {
        StepVerifier.create(pages("/v2/first", link, target -> null)).verifyError(PaginationException.class);

        assertThat(fetched).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/texml/Calls.json?Page=1&PageToken=a%2Fb,/v2/texml/Calls.json?Page=1&PageToken=a%2Fb",
        "https://api.example.com/v2/b?x=1,/v2/b?x=1",
        "https://API.example.com:443/v2/b,/v2/b",
        "?Page=2,/v2/first?Page=2",
        "other?Page=2,/v2/other?Page=2",
        "/v2/b?next=http://evil.example/,/v2/b?next=http://evil.example/",
        "/v2/a b,/v2/a%20b",
        "https://api.example.com\\@evil.example/v2/a,/%5C@evil.example/v2/a"
    })
    void aLinkWithinTheOriginIsFollowedAsGiven(String link, String target) {
        StepVerifier.create(pages("/v2/first?Page=1", null, from -> from.contains("first?Page=1") ? link : null))
                .expectNextCount(2)
                .verifyComplete();

        assertThat(fetched).containsExactly("/v2/first?Page=1", target);
    }

    @Test
    @DisplayName("a saved link is the first page that is fetched")
    void resumingBeginsAtTheSavedLink() {
        StepVerifier.create(pages("/v2/first?PageSize=2", "/v2/first.json?Page=3", target -> null))
                .expectNextCount(1)
                .verifyComplete();

        assertThat(fetched).containsExactly("/v2/first.json?Page=3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/messages",
                "/v2/messages?Page=1",
                "https://api.example.com/v2/messages",
                "/v2/texml/Accounts/b/Calls.json?Page=1",
                "/v2/texml/Accounts/a/Calls/v3:a.json",
                "/v2/texml/Accounts/a/Calls/../../b/Calls?Page=1",
                "/v2/texml/Accounts/a%2FCalls?Page=1",
                "/v2/texml/Accounts/a/Calls/?Page=1",
                "/messages?x=/v2/texml/Accounts/a/Calls"
            })
    void aSavedLinkOfAnotherListFailsBeforeAnythingIsSent(String link) {
        StepVerifier.create(pages("/v2/texml/Accounts/a/Calls", link, target -> null))
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PaginationException.class)
                        .hasMessageContaining("another list")
                        .hasMessageNotContaining("messages"));

        assertThat(fetched).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/texml/Accounts/a:b/Calls, /v2/texml/Accounts/a%3Ab/Calls.json?Page=1",
        "/v2/texml/Accounts/a%3ab/Recordings.json, /v2/texml/Accounts/a:b/Recordings?Page=1",
        "/v2/texml/Accounts/a%c3%bc/Calls, /v2/texml/Accounts/a%C3%BC/Calls.json?Page=1",
        "/v2/texml/Accounts/a%20/Calls, /v2/texml/Accounts/a%20/Calls.json?Page=1"
    })
    void aSavedLinkIsWrittenAsTheServerWroteIt(String first, String link) {
        StepVerifier.create(pages(first, link, target -> null))
                .expectNextCount(1)
                .verifyComplete();

        assertThat(fetched).containsExactly(link);
    }

    @ParameterizedTest
    @CsvSource({
        "https://gateway.example/telnyx/v2, /v2/a?Page=1, /telnyx/v2/a?Page=1",
        "https://gateway.example/telnyx/v2/, /v2/a?Page=1, /telnyx/v2/a?Page=1",
        "https://gateway.example/voice, /v2/a.json?Page=1, /voice/a.json?Page=1",
        "https://gateway.example/voice, https://gateway.example/v2/a?Page=1, /voice/a?Page=1",
        "https://gateway.example/v2/v2, /v2/a?Page=1, /v2/v2/a?Page=1",
        "https://gateway.example/v2/v2, /v2/v2/a?Page=1, /v2/v2/a?Page=1",
        "https://gateway.example, /v2/a?Page=1, /a?Page=1",
        "https://gateway.example/telnyx/v2, /telnyx/v2/a?Page=1, /telnyx/v2/a?Page=1",
        "https://gateway.example/telnyx/v2, /telnyx/v2/other?Page=1, /telnyx/v2/other?Page=1",
        "https://gateway.example/telnyx/v2, ?Page=1, /telnyx/v2/a?Page=1"
    })
    void aGatewaysListIsPagedWithinItsPath(URI baseUrl, String link, String target) {
        String first = PageLinks.basePath(baseUrl) + "/a";
        StepVerifier.create(pages(baseUrl, first, null, from -> from.equals(first) ? link : null, from -> List.of()))
                .expectNextCount(2)
                .verifyComplete();
        assertThat(fetched).containsExactly(first, target);
    }

    @Test
    void aSavedLinkIsFollowedWithinAGatewaysPath() {
        URI baseUrl = URI.create("https://gateway.example/telnyx/v2");
        StepVerifier.create(pages(baseUrl, "/telnyx/v2/a", "/v2/a.json?Page=4", from -> null, from -> List.of()))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(fetched).containsExactly("/telnyx/v2/a.json?Page=4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "{}", "[]", "null", "None", "undefined", "n/a", "N/A", "?", "/", "#", "-"})
    void aLinkThatIsNoneEndsTheListBehindItsItems(String link) {
        StepVerifier.create(pages("/v2/a", null, target -> link))
                .expectNextCount(1)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PaginationException.class)
                        .hasMessage("calls.list cannot go on to the next page: its link is none; whether items follow"
                                + " is not known."));

        assertThat(fetched).containsExactly("/v2/a");
    }

    @Test
    void emptyPagesWithoutEndEndTheListAfterABound() {
        StepVerifier.create(pages(
                        BASE_URL,
                        "/v2/0",
                        null,
                        target -> "/v2/" + (Integer.parseInt(target.substring(4)) + 1),
                        target -> target.equals("/v2/5") ? List.of(CALL) : List.of()))
                .expectNextCount(5 + 1 + MOST_EMPTY_PAGES + 1)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PaginationException.class)
                        .hasMessageContaining("10 pages in a row")
                        .hasMessageContaining("maxEmptyPages"));
    }
}
