package io.texml.reactor;

import static io.texml.reactor.StrictApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.PaginationException;
import io.texml.RequestOptions;
import io.texml.ServerException;
import io.texml.applications.ListApplications;
import io.texml.applications.TexmlApplication;
import io.texml.calls.Call;
import io.texml.calls.ListCalls;
import io.texml.operation.Page;
import io.texml.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Lists against a server that fails the test when a page is fetched that nobody asked for. */
class ListsOverHttpTest {

    private static final String FIRST = OperationCase.ACCOUNT + "/Calls";
    private static final String LINKED = OperationCase.ACCOUNT + "/Calls.json?Page=";

    @RegisterExtension
    final StrictApi api = new StrictApi();

    /** Page number {@code page} of two calls each, with the link that is given. */
    private static String page(int page, String link) {
        String items = IntStream.range(page * 2, page * 2 + 2)
                .mapToObj(call -> "{\"sid\":\"call-" + call + "\"}")
                .collect(Collectors.joining(","));
        return "{\"calls\":[" + items + "],\"page\":" + page + (link == null ? "" : ",\"next_page_uri\":" + link) + "}";
    }

    private static String quoted(String link) {
        return "\"" + link + "\"";
    }

    private void expectPages(int from, int to, int of) {
        for (int page = from; page < to; page++) {
            String link = page + 1 < of ? quoted(LINKED + (page + 1)) : null;
            api.expect("GET " + (page == 0 ? FIRST : LINKED + page), json(page(page, link)));
        }
    }

    @ParameterizedTest(name = "request({0}) sends {1} requests")
    @DisplayName("the server sees as many requests as the demand needs")
    @CsvSource({"1,1", "2,1", "3,2", "4,2", "5,3"})
    void theServerSeesOnlyTheRequestsThatDemandNeeds(int demand, int requests) {
        expectPages(0, requests, 10);

        StepVerifier.create(api.client().calls().list(), demand)
                .expectNextCount(demand)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("take(pageSize) is one request")
    void takeOfOnePageIsOneRequest() {
        expectPages(0, 1, 10);

        StepVerifier.create(api.client().calls().list().take(2).map(Call::sid))
                .expectNext("call-0", "call-1")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void nothingIsSentBeforeSubscription() {
        api.client().calls().list();
        api.client().calls().list(ListCalls.builder().build()).byPage();

        assertThat(api.server().getRequestCount()).isZero();
    }

    @Test
    void onePageIsFetchedPerPageAskedFor() {
        expectPages(0, 2, 10);

        StepVerifier.create(
                        api.client().calls().list(ListCalls.builder().build()).byPage(), 2)
                .assertNext(page -> assertThat(page.nextPage()).isEqualTo(LINKED + 1))
                .assertNext(page -> assertThat(page.nextPage()).isEqualTo(LINKED + 2))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @ParameterizedTest(name = "next_page_uri: {0}")
    @DisplayName("an empty link, null and no link end the list")
    @ValueSource(strings = {"null", "\"\"", "\"  \"", ""})
    void aMissingLinkEndsTheList(String link) {
        api.expect("GET " + FIRST, json(page(0, link.isEmpty() ? null : link)));

        StepVerifier.create(api.client().calls().list())
                .expectNextCount(2)
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("an empty page with a link goes on")
    void anEmptyPageWithALinkGoesOn() {
        api.expect("GET " + FIRST, json("{\"calls\":[],\"next_page_uri\":" + quoted(LINKED + 1) + "}"));
        expectPages(1, 2, 2);

        StepVerifier.create(api.client().calls().list().map(Call::sid))
                .expectNext("call-2", "call-3")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("resuming from the link of page k gives page k+1")
    void resumingGivesThePageAfter() {
        expectPages(0, 2, 4);
        expectPages(2, 4, 4);
        TexmlClient client = api.client();
        ListCalls query = ListCalls.builder().build();

        String saved =
                client.calls().list(query).byPage().take(2).map(Page::nextPage).blockLast(Duration.ofSeconds(10));
        List<String> rest = client.calls()
                .list(query)
                .byPage(saved)
                .flatMapIterable(Page::items)
                .map(Call::sid)
                .collectList()
                .block(Duration.ofSeconds(10));

        assertThat(rest).containsExactly("call-4", "call-5", "call-6", "call-7");
    }

    @Test
    @DisplayName("every subscription begins with the first page")
    void everySubscriptionBeginsWithTheFirstPage() {
        expectPages(0, 2, 2);
        expectPages(0, 2, 2);
        expectPages(0, 1, 2);
        Flux<String> sids = api.client().calls().list().map(Call::sid);

        assertThat(sids.take(1).collectList().block(Duration.ofSeconds(10))).containsExactly("call-0");
        StepVerifier.create(Flux.zip(sids, sids).all(pair -> pair.getT1().equals(pair.getT2())))
                .expectNext(true)
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a link to another origin is refused before anything is sent there")
    @ValueSource(strings = {"http://localhost:%d/v2/x", "//localhost:%d/v2/x", "https://localhost:%d/v2/x"})
    void aForeignLinkIsRefusedAndTheKeyStaysHome(String link) throws Exception {
        try (MockWebServer foreign = new MockWebServer()) {
            foreign.start();
            api.expect("GET " + FIRST, json(page(0, quoted(link.formatted(foreign.getPort())))));

            StepVerifier.create(api.client().calls().list())
                    .expectNextCount(2)
                    .expectError(PaginationException.class)
                    .verify(Duration.ofSeconds(10));

            assertThat(foreign.getRequestCount()).isZero();
        }
    }

    @Test
    @DisplayName("a saved link to another origin is refused before anything is sent")
    void aForeignSavedLinkIsRefused() {
        StepVerifier.create(
                        api.client().calls().list(ListCalls.builder().build()).byPage("https://evil.example/v2/x"))
                .expectError(PaginationException.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("a page that fails is fetched again by itself, and no item comes twice")
    void aFailedPageIsRepeatedAlone() {
        expectPages(0, 1, 3);
        api.expect("GET " + LINKED + 1, json(503, "{}"));
        api.expect("GET " + LINKED + 1, json(page(1, quoted(LINKED + 2))).body("{\"calls\":["));
        expectPages(1, 3, 3);
        TexmlClient client =
                api.client(builder -> builder.retryPolicy(new RetryPolicy(3, Duration.ZERO, Duration.ZERO)));

        StepVerifier.create(client.calls().list().map(Call::sid))
                .expectNext("call-0", "call-1", "call-2", "call-3", "call-4", "call-5")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("a page that keeps failing ends the list after the items before it")
    void aPageThatKeepsFailingEndsTheList() {
        expectPages(0, 1, 3);
        api.expect("GET " + LINKED + 1, json(503, "{}"));
        api.expect("GET " + LINKED + 1, json(503, "{}"));
        TexmlClient client =
                api.client(builder -> builder.retryPolicy(new RetryPolicy(2, Duration.ZERO, Duration.ZERO)));

        StepVerifier.create(client.calls().list())
                .expectNextCount(2)
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOf(ServerException.class);
                    assertThat(((ServerException) failure).attempts()).isEqualTo(2);
                })
                .verify(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("a page that links to itself ends the list")
    void aPageThatLinksToItselfEndsTheList() {
        api.expect("GET " + FIRST, json(page(0, quoted(FIRST))));

        StepVerifier.create(api.client().calls().list())
                .expectNextCount(2)
                .expectError(PaginationException.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void readAheadFetchesThatManyPagesMore() {
        expectPages(0, 3, 10);
        TexmlClient client =
                api.client().with(RequestOptions.builder().readAhead(2).build());

        StepVerifier.create(client.calls().list(), 1)
                .expectNextCount(1)
                .then(() -> {
                    api.received();
                    api.received();
                    api.received();
                })
                .thenCancel()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void applicationsArePagedByNumberWithTheQueryKept() {
        String query = "filter%5Bfriendly_name%5D=ivr&page%5Bsize%5D=1";
        api.expect("GET /v2/texml_applications?" + query, applications(1, 3));
        api.expect("GET /v2/texml_applications?" + query + "&page%5Bnumber%5D=2", applications(2, 3));
        api.expect("GET /v2/texml_applications?" + query + "&page%5Bnumber%5D=3", applications(3, 3));
        ListApplications request = ListApplications.builder()
                .friendlyNameContains("ivr")
                .pageSize(1)
                .build();

        StepVerifier.create(api.client().applications().list(request).map(TexmlApplication::id))
                .expectNext("app-1", "app-2", "app-3")
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("applications resume at the page after, too")
    void applicationsResumeAtThePageAfter() {
        api.expect("GET /v2/texml_applications?page%5Bsize%5D=1", applications(1, 2));
        api.expect("GET /v2/texml_applications?page%5Bsize%5D=1&page%5Bnumber%5D=2", applications(2, 2));
        ListApplications request = ListApplications.builder().pageSize(1).build();
        ApplicationsClient applications = api.client().applications();

        Page<TexmlApplication> first = applications.list(request).byPage().blockFirst(Duration.ofSeconds(10));
        assertThat(first.totalPages()).isEqualTo(2);

        StepVerifier.create(applications.list(request).byPage(first.nextPage()))
                .assertNext(page -> {
                    assertThat(page.items()).extracting(TexmlApplication::id).containsExactly("app-2");
                    assertThat(page.hasNextPage()).isFalse();
                })
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void aPageNumberThatDoesNotGrowEndsTheListWithAnError() {
        api.expect("GET /v2/texml_applications?page%5Bnumber%5D=2", applications(1, 2));
        ListApplications request = ListApplications.builder().page(2).build();

        StepVerifier.create(api.client().applications().list(request))
                .expectNextCount(1)
                .expectError(PaginationException.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void linksAreResolvedAgainstTheOriginAndNotTheBasePath() {
        api.expect("GET " + FIRST, json(page(0, quoted(api.origin() + LINKED + 1))));
        expectPages(1, 2, 2);

        StepVerifier.create(api.client().calls().list())
                .expectNextCount(4)
                .expectComplete()
                .verify(Duration.ofSeconds(10));
    }

    private static MockResponse.Builder applications(int page, int of) {
        return json("{\"data\":[{\"id\":\"app-" + page + "\"}],\"meta\":{\"page_number\":" + page
                + ",\"page_size\":1,\"total_pages\":" + of + ",\"total_results\":" + of + "}}");
    }
}
