package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.StrictApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiException;
import io.texml.AuthenticationException;
import io.texml.DecodingException;
import io.texml.InvalidRequestException;
import io.texml.NotFoundException;
import io.texml.PaginationException;
import io.texml.PermissionException;
import io.texml.RateLimitException;
import io.texml.ServerException;
import io.texml.TransportException;
import io.texml.applications.ListApplications;
import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.operation.Page;
import io.texml.policy.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Answers that are not what they should be. */
class BadInputTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CALL = "GET " + ACCOUNT + "/Calls/c1";
    private static final String HTML = "<html><body>502 Bad Gateway for +13125550147</body></html>";

    @RegisterExtension
    final StrictApi api = new StrictApi();

    private <E extends Throwable> E failure(Mono<?> mono, Class<E> type) {
        Throwable[] failure = new Throwable[1];
        StepVerifier.create(mono)
                .expectErrorSatisfies(thrown -> failure[0] = thrown)
                .verify(SOON);
        assertThat(failure[0]).isInstanceOf(type);
        return type.cast(failure[0]);
    }

    static Stream<Arguments> documentedErrors() {
        return Stream.of(
                Arguments.of(400, "400", InvalidRequestException.class, "10015", "/"),
                Arguments.of(401, "401", AuthenticationException.class, "10009", null),
                Arguments.of(403, "403", PermissionException.class, "10010", "/"),
                Arguments.of(404, "404", NotFoundException.class, null, null),
                Arguments.of(404, "404-application", NotFoundException.class, "10005", "/"),
                Arguments.of(422, "422", InvalidRequestException.class, "10004", "/To"),
                Arguments.of(422, "422-enum", InvalidRequestException.class, "10032", "/Status"),
                Arguments.of(429, "429", RateLimitException.class, "10011", null),
                Arguments.of(429, "429-dials", RateLimitException.class, "90103", null),
                Arguments.of(500, "500", ServerException.class, "10007", null),
                Arguments.of(503, "500", ServerException.class, "10007", null),
                Arguments.of(409, "400", ApiException.class, "10015", "/"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("documentedErrors")
    void everyDocumentedErrorIsTyped(int status, String sample, Class<?> type, String code, String pointer) {
        String body = Samples.read("errors/" + sample);
        api.expect(CALL, json(status, body));

        ApiException failure = failure(api.client().calls().get("c1"), ApiException.class);

        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.errors()).hasSize(1);
        assertThat(failure.errors().get(0).pointer()).isEqualTo(pointer);
        assertThat(failure.errors().get(0).detail()).isNotBlank();
        assertThat(failure.rawBody()).isEqualTo(body);
        assertThat(failure.requestId()).contains("req-1");
        assertThat(failure.operationId()).isEqualTo("calls.get");
        assertThat(failure.pathTemplate()).isEqualTo("/texml/Accounts/{account_sid}/Calls/{call_sid}");
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.outcomeUnknown()).isFalse();
        assertThat(failure).hasMessageContaining("HTTP " + status);
    }

    @ParameterizedTest(name = "body {0}")
    @DisplayName("an error body that is no error envelope keeps its type by status and its text")
    @ValueSource(strings = {HTML, "{\"errors\":[{\"code\":", "{\"errors\":7}", "[]", "null", "\"x\"", "", "{"})
    void anErrorBodyThatIsNoEnvelopeIsKeptRaw(String body) {
        api.expect(CALL, json(502, body));

        ServerException failure = failure(api.client().calls().get("c1"), ServerException.class);

        assertThat(failure.errors()).isEmpty();
        assertThat(failure.rawBody()).isEqualTo(body);
        assertThat(failure.getMessage()).doesNotContain("555");
    }

    @Test
    void errorsInOddShapesAreRead() {
        api.expect(
                CALL,
                json(
                        422,
                        "{\"errors\":[{\"code\":10015,\"description\":\"no\",\"source\":{\"parameter\":\"To\"}},7,{}]}"));

        ApiException failure = failure(api.client().calls().get("c1"), InvalidRequestException.class);

        assertThat(failure.errors()).hasSize(2);
        assertThat(failure.code()).isEqualTo("10015");
        assertThat(failure.errors().get(0).detail()).isEqualTo("no");
        assertThat(failure.errors().get(0).pointer()).isEqualTo("To");
    }

    @Test
    @DisplayName("of a 1 MB error body 64 KiB are kept, and the connection is used again")
    void aLargeErrorBodyIsBoundedAndTheConnectionStaysUsable() {
        Buffer huge = new Buffer().writeUtf8("x".repeat(1024 * 1024));
        api.expect(CALL, new MockResponse.Builder().code(500).body(huge));
        api.expect("GET " + ACCOUNT + "/Calls/c2", json("{\"sid\":\"c2\"}"));
        TexmlClient client = api.client(builder -> builder.maxConnections(1));

        ServerException failure = failure(client.calls().get("c1"), ServerException.class);
        Call next = client.calls().get("c2").block(SOON);

        assertThat(failure.rawBody()).hasSize(64 * 1024);
        assertThat(next.sid()).isEqualTo("c2");
        assertThat(api.received().getConnectionIndex()).isZero();
        assertThat(api.received().getConnectionIndex()).isZero();
    }

    @ParameterizedTest(name = "body {0}")
    @ValueSource(
            strings = {
                "{\"sid\":\"c1\"",
                "{\"sid\":\"c1",
                "",
                "[]",
                "null",
                "\"+13125550147\"",
                HTML,
                "{\"sid\":\"c1\"} {\"sid\":\"c1\"}",
                "{\"sid\":\"c1\"}x",
                "{sid:1}"
            })
    void aSuccessThatIsNoJsonObjectFailsWithoutQuotingTheBody(String body) {
        api.expect(CALL, json(body));

        DecodingException failure = failure(api.client().calls().get("c1"), DecodingException.class);

        assertThat(failure.status()).isEqualTo(200);
        assertThat(failure.requestId()).contains("req-1");
        assertThat(failure.getCause()).isNull();
        assertThat(failure.getMessage()).doesNotContain("555").doesNotContain("html");
    }

    @Test
    void aSuccessWithoutABodyIsAnErrorWhereTheOperationAnswersWithOne() {
        api.expect(CALL, new MockResponse.Builder().code(204));

        DecodingException failure = failure(api.client().calls().get("c1"), DecodingException.class);

        assertThat(failure.status()).isEqualTo(204);
        assertThat(failure).hasMessageContaining("empty");
    }

    @Test
    @DisplayName("an operation that answers with nothing takes 204, 200 and a body that nobody needs")
    void anOperationWithoutAnAnswerTakesAnyBody() {
        api.expect("DELETE " + ACCOUNT + "/Queues/q", new MockResponse.Builder().code(204));
        api.expect("DELETE " + ACCOUNT + "/Queues/q", json("{\"deleted\":true}"));
        api.expect("DELETE " + ACCOUNT + "/Queues/q", json("<html>"));
        TexmlClient client = api.client();

        for (int i = 0; i < 3; i++) {
            StepVerifier.create(client.queues().delete("q")).expectComplete().verify(SOON);
        }
    }

    @Test
    @DisplayName("values of a wrong type and unknown ones are kept, and fail nothing")
    void wrongTypesAndUnknownValuesAreKept() {
        api.expect(
                CALL,
                json("{\"sid\":7,\"status\":\"on-the-moon\",\"start_time\":\"tomorrow\",\"duration\":\"long\","
                        + "\"price\":{\"amount\":1},\"direction\":[1],\"new_field\":{\"a\":[1]},\"to\":null}"));

        Call call = api.client().calls().get("c1").block(SOON);

        assertThat(call.status()).isEqualTo(CallStatus.of("on-the-moon"));
        assertThat(call.status().isKnown()).isFalse();
        assertThat(call.startTime()).isNull();
        assertThat(call.duration()).isNull();
        assertThat(call.additionalProperties())
                .containsEntry("start_time", "tomorrow")
                .containsEntry("duration", "long")
                .containsKeys("price", "direction", "new_field");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{}", "{\"calls\":{}}", "{\"calls\":\"x\"}", "{\"calls\":[{\"sid\":\"1\"}"})
    void aPageThatIsNoneFailsTheList(String body) {
        api.expect("GET " + ACCOUNT + "/Calls", json(body));

        StepVerifier.create(api.client().calls().list())
                .expectError(DecodingException.class)
                .verify(SOON);
    }

    @Test
    void itemsThatAreNoObjectsAreKeptInEveryView() {
        String page = "{\"calls\":[7,{\"sid\":\"c1\"},null,\"x\"]}";
        for (int i = 0; i < 3; i++) {
            api.expect("GET " + ACCOUNT + "/Calls", json(page));
        }
        ListCalls all = ListCalls.builder().build();

        List<Call> items = api.client().calls().list(all).collectList().block(SOON);
        List<Call> ofPages = api.client()
                .calls()
                .list(all)
                .byPage()
                .flatMapIterable(Page::items)
                .collectList()
                .block(SOON);

        assertThat(items).extracting(Call::sid).containsExactly(null, "c1", null, null);
        assertThat(items)
                .extracting(Call::additionalProperties)
                .hasToString("[{calls=7}, {}, {calls=null}, {calls=x}]");
        assertThat(ofPages).isEqualTo(items);
        assertThat(api.client().list(all).raw().count().block(SOON)).isEqualTo(4);
    }

    @ParameterizedTest(name = "next_page_uri {0}")
    @ValueSource(strings = {"false", "0", "{}", "[]", "\"null\"", "7"})
    void behindALinkThatIsNoneTheListEndsWithAnErrorAndNotInSilence(String link) {
        String page = "{\"calls\":[{\"sid\":\"c1\"}],\"next_page_uri\":" + link + "}";
        api.expect("GET " + ACCOUNT + "/Calls", json(page));
        api.expect("GET " + ACCOUNT + "/Calls", json(page));

        StepVerifier.create(api.client().calls().list())
                .expectNextMatches(call -> "c1".equals(call.sid()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PaginationException.class)
                        .hasMessageContaining("its link is none"))
                .verify(SOON);
        StepVerifier.create(api.client()
                        .list(ListCalls.builder().build())
                        .raw()
                        .byPage()
                        .map(raw -> raw.items().size()))
                .expectNext(1)
                .expectError(PaginationException.class)
                .verify(SOON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"meta\":null",
                ",\"meta\":7",
                ",\"meta\":{}",
                ",\"meta\":{\"page_number\":1}",
                ",\"meta\":{\"total_pages\":2}",
                ",\"meta\":{\"page_number\":1,\"total_pages\":null}",
                ",\"meta\":{\"page_number\":1,\"total_pages\":\"many\"}",
                ",\"meta\":{\"page_number\":1,\"total_pages\":1.5}",
                ",\"meta\":{\"page_number\":{},\"total_pages\":9000000000}",
                ",\"meta\":{\"page_number\":1,\"total_pages\":0}",
                ",\"meta\":{\"page_number\":1,\"total_pages\":-1}"
            })
    void behindApplicationsWithoutANumberOfPagesTheListEndsWithAnErrorThatSaysSo(String meta) {
        String page = "{\"data\":[{\"id\":\"a1\"}]" + meta + "}";
        api.expect("GET /v2/texml_applications", json(page));
        api.expect("GET /v2/texml_applications", json(page));

        StepVerifier.create(api.client().applications().list())
                .expectNextMatches(application -> "a1".equals(application.id()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PaginationException.class)
                        .hasMessageContaining("total_pages"))
                .verify(SOON);
        StepVerifier.create(api.client()
                        .list(ListApplications.builder().build())
                        .raw()
                        .byPage()
                        .map(raw -> raw.hasNextPage() + " " + raw.items().size()))
                .expectNext("true 1")
                .expectError(PaginationException.class)
                .verify(SOON);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 2"})
    void anEmptyPageBehindTheLastOneEndsTheApplications(int number, int totalPages) {
        String meta = "{\"page_number\":" + number + ",\"total_pages\":" + totalPages + "}";
        api.expect("GET /v2/texml_applications", json("{\"data\":[],\"meta\":" + meta + "}"));

        StepVerifier.create(api.client().applications().list()).verifyComplete();
    }

    @Test
    void aBodyAboveTheLimitIsRefusedAndTheClientGoesOn() {
        api.expect(CALL, json("{\"sid\":\"" + "x".repeat(100_000) + "\"}"));
        api.expect("GET " + ACCOUNT + "/Calls/c2", json("{\"sid\":\"" + "y".repeat(1000) + "\"}"));
        TexmlClient client = api.client(builder -> builder.maxResponseBytes(2048));

        DecodingException failure = failure(client.calls().get("c1"), DecodingException.class);
        Call next = client.calls().get("c2").block(SOON);

        assertThat(failure).hasMessageContaining("maxResponseBytes");
        assertThat(next.sid()).hasSize(1000);
    }

    @Test
    void withoutASettingAnAnswerMayHaveSixteenMebibytes() {
        String call = "{\"sid\":\"v3:a\"}";
        int largest = 16 * 1024 * 1024;
        api.expect(CALL, json(call + " ".repeat(largest - call.length())));
        api.expect(CALL, json(call + " ".repeat(largest - call.length() + 1)));
        TexmlClient client = api.client();

        assertThat(client.calls().get("c1").block(SOON).sid()).isEqualTo("v3:a");
        assertThat(failure(client.calls().get("c1"), DecodingException.class))
                .hasMessageContaining("maxResponseBytes, 16777216");
    }

    @Test
    void anAnswerOfTooManyValuesIsRefusedAtOnceAndTheClientGoesOn() {
        String list = "GET " + ACCOUNT + "/Calls";
        api.expect(list, json("{\"calls\":[" + "{},".repeat(499_999) + "{}]}"));
        api.expect(list, json("{\"calls\":[" + "{},".repeat(500_000) + "{}]}"));
        api.expect(list, json("{\"calls\":[{\"sid\":\"c1\"}]}"));
        ListCalls query = ListCalls.builder().build();
        TexmlClient client = api.client(builder -> builder.retryPolicy(RetryPolicy.defaults()));

        assertThat(client.calls().list(query).count().block(SOON)).isEqualTo(500_000);
        // It would be the same again, so that the second attempt does not take the third answer.
        assertThat(failure(client.calls().list(query).then(), DecodingException.class))
                .hasMessageContaining("the body has more than 500,000 values; ask for smaller pages");
        assertThat(client.calls().list(query).map(Call::sid).collectList().block(SOON))
                .containsExactly("c1");
    }

    @Test
    void aDialWhoseAnswerCannotBeReadHasAnUnknownOutcome() {
        api.expect("POST " + ACCOUNT + "/Calls", json("{\"from\":"));
        CreateCall request = CreateCall.builder()
                .applicationSid("1")
                .from("+13125550147")
                .to("+17735550199")
                .build();

        DecodingException failure = failure(api.client().calls().create(request), DecodingException.class);

        assertThat(failure.outcomeUnknown()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a redirect to another host is not followed, and the key is not sent there")
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) throws Exception {
        try (MockWebServer foreign = new MockWebServer()) {
            foreign.start();
            api.expect(
                    CALL,
                    new MockResponse.Builder()
                            .code(status)
                            .addHeader("location", "http://localhost:" + foreign.getPort() + "/v2/x"));

            ApiException failure = failure(api.client().calls().get("c1"), ApiException.class);

            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.headers().first("location")).contains("/v2/x");
            assertThat(foreign.getRequestCount()).isZero();
        }
    }

    @Test
    void aConnectionThatEndsInTheBodyIsATransportError() {
        api.expect(
                CALL, json("{\"sid\":\"" + "x".repeat(50_000) + "\"}").onResponseBody(new SocketEffect.CloseSocket()));

        TransportException failure = failure(api.client().calls().get("c1"), TransportException.class);

        assertThat(failure.phase()).isEqualTo(TransportException.Phase.SENT);
        assertThat(failure.outcomeUnknown()).isFalse();
    }

    @Test
    void aServerThatIsNotThereIsATransportErrorBeforeSending() throws Exception {
        int port;
        try (MockWebServer gone = new MockWebServer()) {
            gone.start();
            port = gone.getPort();
        }
        TexmlClient client = api.client(builder -> builder.baseUrl(URI.create("http://localhost:" + port)));

        TransportException failure = failure(client.calls().get("c1"), TransportException.class);

        assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
    }
}
