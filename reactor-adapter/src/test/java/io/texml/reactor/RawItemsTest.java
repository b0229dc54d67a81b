package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.DecodingException;
import io.texml.RequestOptions;
import io.texml.applications.ListApplications;
import io.texml.calls.ListCalls;
import io.texml.operation.Page;
import io.texml.policy.RetryPolicy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class RawItemsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final MockWebServer server = new MockWebServer();
    private TexmlClient client;

    @BeforeEach
    void start() throws Exception {
        server.start();
        client = TexmlClient.builder()
                .baseUrl(URI.create("http://127.0.0.1:" + server.getPort() + "/v2"))
                .apiKey("KEY_test")
                .accountSid("AC1")
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void itemsComeByteForByteOverAllPages() {
        List<String> sent = List.of("{ \"b\":1.00,\"a\":\"\\u00e9\" }", "{\"a\":1e400}", "{\"z\":[\"]\"]}");
        answer("{\"calls\":[" + sent.get(0) + " , " + sent.get(1) + "],\"next_page_uri\":\"/v2/next?Page=1\"}");
        answer("{\"next_page_uri\":\"\",\"calls\":[" + sent.get(2) + "]}");

        List<String> received = client.list(ListCalls.builder().build())
                .raw()
                .map(RawItemsTest::text)
                .collectList()
                .block(LONG);

        assertThat(received).isEqualTo(sent);
    }

    @Test
    void aPageIsFetchedOnlyWhenAnItemOfItIsAskedFor() {
        answer("{\"calls\":[{},{}],\"next_page_uri\":\"/v2/next?Page=1\"}");
        answer("{\"calls\":[{}]}");

        StepVerifier.create(client.list(ListCalls.builder().build()).raw(), 0)
                .then(() -> assertThat(server.getRequestCount()).isZero())
                .thenRequest(2)
                .expectNextCount(2)
                .then(() -> assertThat(server.getRequestCount()).isEqualTo(1))
                .thenRequest(1)
                .expectNextCount(1)
                .expectComplete()
                .verify(LONG);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void aPageThatIsCutOffIsFetchedAgainAndNothingOfItIsDelivered() {
        answer("{\"calls\":[{\"n\":1},{\"n\":2");
        answer("{\"calls\":[{\"n\":1},{\"n\":2}]}");

        List<String> received = client.with(RequestOptions.builder()
                        .retryPolicy(RetryPolicy.defaults())
                        .build())
                .list(ListCalls.builder().build())
                .raw()
                .map(RawItemsTest::text)
                .collectList()
                .block(LONG);

        assertThat(received).containsExactly("{\"n\":1}", "{\"n\":2}");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void whatIsNoPageFailsWithoutQuotingIt() {
        answer("{\"calls\":[{\"to\":\"+15551234567\"]}");

        StepVerifier.create(client.with(RequestOptions.builder()
                                .retryPolicy(RetryPolicy.never())
                                .build())
                        .list(ListCalls.builder().build())
                        .raw())
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(DecodingException.class)
                        .message()
                        .doesNotContain("5551234567"))
                .verify(LONG);
    }

    @Test
    void aListIsResumedFromASavedLink() throws Exception {
        answer("{\"calls\":[{\"n\":2}],\"next_page_uri\":null}");

        Page<ByteBuffer> page = client.list(ListCalls.builder().build())
                .raw()
                .byPage("/v2/texml/Accounts/AC1/Calls.json?Page=7")
                .single()
                .block(LONG);

        assertThat(server.takeRequest().getTarget()).isEqualTo("/v2/texml/Accounts/AC1/Calls.json?Page=7");
        assertThat(page).isNotNull();
        assertThat(page.items()).singleElement().extracting(RawItemsTest::text).isEqualTo("{\"n\":2}");
    }

    @Test
    void listsThatArePagedByNumberAreWalkedToo() throws Exception {
        answer("{\"data\":[{\"id\":\"1\"}],\"meta\":{\"page_number\":1,\"total_pages\":2}}");
        answer("{\"meta\":{\"page_number\":2,\"total_pages\":2},\"data\":[{\"id\":\"2\"}]}");

        List<String> received = client.list(ListApplications.builder().build())
                .raw()
                .map(RawItemsTest::text)
                .collectList()
                .block(LONG);

        assertThat(received).containsExactly("{\"id\":\"1\"}", "{\"id\":\"2\"}");
        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).contains("page%5Bnumber%5D=2");
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder().code(200).body(body).build());
    }

    private static String text(ByteBuffer item) {
        return StandardCharsets.UTF_8.decode(item).toString();
    }
}
