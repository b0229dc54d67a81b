package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.StrictApi.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.texml.ApiResponse;
import io.texml.RequestOptions;
import io.texml.RequestValidationException;
import io.texml.ServerException;
import io.texml.TransportException;
import io.texml.calls.Call;
import io.texml.calls.CallOperations;
import io.texml.calls.CreateCall;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.operation.TexmlRequest;
import io.texml.policy.RetryPolicy;
import io.texml.queues.QueueOperations;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What a client can be told, and what of it the server sees. */
class ClientOptionsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @RegisterExtension
    final StrictApi api = new StrictApi();

    @Test
    void theEnvironmentGivesKeyAccountAndBaseUrl() {
        Map<String, String> environment = Map.of(
                "TELNYX_API_KEY", "KEY_env",
                "TELNYX_ACCOUNT_SID", "account-env",
                "TELNYX_BASE_URL", api.origin() + "/base/");
        api.expect("GET /base/texml/Accounts/account-env/Calls/c1", json("{}"));

        TexmlClient client = new TexmlClientBuilder(environment::get).build();
        client.calls().get("c1").block(SOON);
        client.closeLater().block(SOON);

        assertThat(api.received().getHeaders().get("authorization")).isEqualTo("Bearer KEY_env");
    }

    @Test
    void whatIsSetInTheProgramGoesBeforeTheEnvironment() {
        Map<String, String> environment = Map.of(
                "TELNYX_API_KEY", "KEY_env", "TELNYX_ACCOUNT_SID", "env", "TELNYX_BASE_URL", "http://localhost:1");
        api.expect("GET /v2/texml/Accounts/mine/Calls/c1", json("{}"));

        TexmlClient client = new TexmlClientBuilder(environment::get)
                .apiKey("KEY_mine")
                .accountSid("mine")
                .baseUrl(api.baseUrl())
                .build();
        client.calls().get("c1").block(SOON);
        client.closeLater().block(SOON);

        assertThat(api.received().getHeaders().get("authorization")).isEqualTo("Bearer KEY_mine");
    }

    @Test
    void aMissingKeyIsToldBeforeAnythingIsSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TexmlClientBuilder(variable -> null).build())
                .withMessageContaining("TELNYX_API_KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TexmlClientBuilder(variable -> null).apiKey("  ").build())
                .withMessageContaining("TELNYX_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEY with space", "KEY\r\nx: y", "KEY\n", "SCHLÜSSEL"})
    void aKeyThatCannotStandInAHeaderIsRefusedAndNotQuoted(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new TexmlClientBuilder(variable -> null).apiKey(key).build())
                .withMessageNotContaining(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.telnyx.com/v2",
                "ftp://api.telnyx.com",
                "https://user:secret@api.telnyx.com/v2",
                "https://api.telnyx.com/v2?x=1",
                "https://api.telnyx.com/v2#top",
                "https:///v2",
                "mailto:a@b",
                "http://localhost:99999/v2",
                "http://localhost:0/v2",
                "http://my_host/v2",
                "https://user:secret@ api.telnyx.com/v2"
            })
    void aBaseUrlThatIsNoneIsRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TexmlClientBuilder(Map.of("TELNYX_BASE_URL", url)::get)
                        .apiKey("KEY")
                        .build())
                .withMessageContaining("http(s)://host[:port][/path]")
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @Test
    void aMissingAccountIsToldWithoutSendingAnything() {
        TexmlClient client = new TexmlClientBuilder(variable -> null)
                .apiKey("KEY")
                .baseUrl(api.baseUrl())
                .build();

        StepVerifier.create(client.calls().get("c1"))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(RequestValidationException.class)
                        .hasMessageContaining("TELNYX_ACCOUNT_SID"))
                .verify(SOON);
        StepVerifier.create(client.calls().list())
                .expectError(RequestValidationException.class)
                .verify(SOON);
        client.closeLater().block(SOON);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  ",
                ".",
                "..",
                " acc",
                "acc ",
                "acc\n",
                "a\r\nb",
                "acc\u00a0",
                "\ufeffacc",
                "\"acc\"",
                "'acc'"
            })
    void anAccountThatIsNoneIsRefused(String sid) {
        TexmlClient client = api.client();

        assertThatThrownBy(() -> client.account(sid))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("account_sid");
        assertThatThrownBy(() ->
                        TexmlClient.builder().apiKey("KEY").accountSid(sid).build())
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("account_sid");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\ufeff", "\u200b", " \u00a0\r\n"})
    void whatStandsRoundAValueOfTheEnvironmentIsStripped(String blanks) {
        api.expect("GET /v2/texml/Accounts/acc/Calls/c1", json("{}"));
        Map<String, String> environment = Map.of(
                "TELNYX_API_KEY", blanks + "KEY_env" + blanks,
                "TELNYX_ACCOUNT_SID", blanks + "acc" + blanks,
                "TELNYX_BASE_URL", blanks + api.baseUrl() + blanks);

        TexmlClient client = new TexmlClientBuilder(environment::get).build();
        client.calls().get("c1").block(SOON);
        client.closeLater().block(SOON);

        assertThat(api.received().getHeaders().get("authorization")).isEqualTo("Bearer KEY_env");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a c", "\"acc\"", "a\nc", "a\u00a0c"})
    void anAccountOfTheEnvironmentThatIsNoneIsRefused(String sid) {
        Map<String, String> environment = Map.of("TELNYX_API_KEY", "KEY", "TELNYX_ACCOUNT_SID", sid);

        assertThatThrownBy(() -> new TexmlClientBuilder(environment::get).build())
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("account_sid must be printable ASCII without blanks, line breaks and quotes");
    }

    @Test
    void blanksInTheEnvironmentAreNoSettings() {
        Map<String, String> environment =
                Map.of("TELNYX_API_KEY", "KEY", "TELNYX_ACCOUNT_SID", "\u00a0\n", "TELNYX_BASE_URL", "\ufeff");

        try (TexmlClient client = new TexmlClientBuilder(environment::get).build()) {
            assertThat(client).hasToString("TexmlClient[accountSid=null]");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TexmlClientBuilder(Map.of("TELNYX_API_KEY", "\u00a0")::get).build())
                .withMessageContaining("there is no API key");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"v3:a\n", "v3:a ", "\u00a0v3:a", "\"v3:a\"", "", " "})
    void aSidThatIsNoneIsRefusedWhereTheRequestIsMade(String sid) {
        TexmlClient client = api.client();
        for (ThrowingCallable request : List.<ThrowingCallable>of(
                () -> client.calls().get(sid),
                () -> client.calls().hangUp(sid),
                () -> client.calls().recordings(sid).list(),
                () -> client.calls().recordings("v3:a").stop(sid),
                () -> client.calls().siprec("v3:a").stop(sid),
                () -> client.calls().streams("v3:a").stop(sid),
                () -> client.conferences().get(sid),
                () -> client.conferences().participants(sid).list(),
                () -> client.conferences().participants("c1").get(sid),
                () -> client.queues().get(sid),
                () -> client.recordings().get(sid),
                () -> client.transcriptions().get(sid),
                () -> client.applications().get(sid))) {
            assertThatThrownBy(request)
                    .isInstanceOf(RequestValidationException.class)
                    .hasMessageContaining(" must ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.telnyx.com/v2",
                "HTTP://api.telnyx.com/v2",
                "http://127.0.0.1.example.com/v2",
                "http://localhost.example.com/v2",
                "http://notlocalhost/v2",
                "http://10.0.0.1/v2",
                "http://128.0.0.1/v2",
                "http://0.0.0.0/v2",
                "http://[::2]/v2",
                "http://[::]/v2",
                "http://[2001:db8::1]/v2",
                "http://[::ffff:10.0.0.1]/v2"
            })
    void plainHttpToAnotherMachineHasToBeAllowed(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TexmlClientBuilder(variable -> null)
                        .apiKey("KEY")
                        .baseUrl(URI.create(url))
                        .build())
                .withMessageContaining("allowPlainHttp()")
                .withMessageContaining("https");
        new TexmlClientBuilder(variable -> null)
                .apiKey("KEY")
                .baseUrl(URI.create(url))
                .allowPlainHttp()
                .build()
                .close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/v2",
                "http://LocalHost./v2",
                "http://api.localhost:8080/v2",
                "http://127.0.0.1/v2",
                "http://127.255.3.4:8080/v2",
                "http://[::1]/v2",
                "http://[0:0:0:0:0:0:0:1]:8080/v2",
                "http://[0000:0000:0000:0000:0000:0000:0000:0001]/v2",
                "http://[0::1]/v2",
                "http://[::0.0.0.1]/v2",
                "http://[::ffff:127.0.0.1]/v2",
                "http://[::FFFF:7f00:1]/v2",
                "https://api.telnyx.com/v2"
            })
    void plainHttpToThisMachineIsAllowed(String url) {
        new TexmlClientBuilder(variable -> null)
                .apiKey("KEY")
                .baseUrl(URI.create(url))
                .build()
                .close();
    }

    @Test
    void anotherAccountSharesEverythingButThePath() {
        api.expect("GET /v2/texml/Accounts/other/Calls/c1", json("{}"));
        api.expect("GET " + ACCOUNT + "/Calls/c1", json("{}"));
        TexmlClient client = api.client(builder -> builder.maxConnections(1));

        client.account("other").calls().get("c1").block(SOON);
        client.calls().get("c1").block(SOON);

        assertThat(api.received().getConnectionIndex()).isZero();
        assertThat(api.received().getConnectionIndex())
                .as("the same connection")
                .isZero();
    }

    @Test
    void headersAndUserAgentAreAddedAndOptionsGoBeforeDefaults() {
        api.expect("GET " + ACCOUNT + "/Calls/c1", json("{}"));
        TexmlClient client = api.client(builder -> builder.userAgentSuffix("my-dialler/1.2")
                .defaultHeader("X-Team", "north")
                .defaultHeader("X-Kept", "yes"));
        RequestOptions options = RequestOptions.builder()
                .header("x-team", "south")
                .header("accept-language", "de")
                .build();

        client.with(options).calls().get("c1").block(SOON);

        Headers headers = api.received().getHeaders();
        assertThat(headers.values("user-agent"))
                .containsExactly("texml-reactor/" + Version.current() + " my-dialler/1.2");
        assertThat(headers.values("x-team")).containsExactly("south");
        assertThat(headers.values("x-kept")).containsExactly("yes");
        assertThat(headers.values("accept-language")).containsExactly("de");
        assertThat(headers.values("authorization")).containsExactly("Bearer " + StrictApi.KEY);
    }

    @Test
    void headersOfOptionsGoWithEveryPageOfAList() {
        String next = ACCOUNT + "/Calls.json?Page=1";
        api.expect("GET " + ACCOUNT + "/Calls", json("{\"calls\":[],\"next_page_uri\":\"" + next + "\"}"));
        api.expect("GET " + next, json("{\"calls\":[]}"));

        api.client()
                .with(RequestOptions.builder().header("x-export", "7").build())
                .calls()
                .list()
                .blockLast(SOON);

        assertThat(api.received().getHeaders().get("x-export")).isEqualTo("7");
        assertThat(api.received().getHeaders().get("x-export")).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Host", "Content-Type", "content-length", "bad name", "x\r\ny"})
    void headersThatMakeUpTheExchangeCannotBeSet(String name) {
        assertThatThrownBy(() -> RequestOptions.builder().header(name, "x"))
                .isInstanceOf(RequestValidationException.class);
        assertThatThrownBy(() -> TexmlClient.builder().defaultHeader(name, "x"))
                .isInstanceOf(RequestValidationException.class);
    }

    @Test
    void aRetryPolicyOfOptionsGoesBeforeTheClients() {
        api.expect("GET " + ACCOUNT + "/Calls/c1", json(500, "{}"));
        api.expect("GET " + ACCOUNT + "/Calls/c1", json("{\"sid\":\"c1\"}"));
        RetryPolicy twice = new RetryPolicy(2, Duration.ZERO, Duration.ZERO);

        ApiResponse<Call> answer = api.client()
                .with(RequestOptions.builder().retryPolicy(twice).build())
                .exchange(TexmlRequest.of(CallOperations.GET).withPathValue("call_sid", "c1"))
                .block(SOON);

        assertThat(answer.attempts()).isEqualTo(2);
        assertThat(answer.requestId()).contains("req-1");
        assertThat(answer.body().sid()).isEqualTo("c1");
    }

    @Test
    void theTotalTimeoutOfOptionsEndsARequestThatIsNotAnswered() {
        api.expect(
                "POST " + ACCOUNT + "/Calls", new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        CreateCall request = CreateCall.builder()
                .applicationSid("1")
                .from("+13125550147")
                .to("+17735550199")
                .build();

        StepVerifier.create(api.client()
                        .with(RequestOptions.builder()
                                .totalTimeout(Duration.ofMillis(300))
                                .build())
                        .calls()
                        .create(request))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOf(TransportException.class);
                    assertThat(((TransportException) failure).phase()).isEqualTo(TransportException.Phase.DEADLINE);
                    assertThat(((TransportException) failure).outcomeUnknown()).isTrue();
                })
                .verify(SOON);
    }

    @Test
    void exchangeTellsWhatHttpSaidAroundTheBody() {
        api.expect(
                "DELETE " + ACCOUNT + "/Queues/q",
                new MockResponse.Builder().code(204).addHeader("x-ratelimit-remaining", "7"));

        ApiResponse<Void> answer = api.client()
                .exchange(TexmlRequest.of(QueueOperations.DELETE).withPathValue("queue_sid", "q"))
                .block(SOON);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isNull();
        assertThat(answer.headers().first("X-RateLimit-Remaining")).isEqualTo("7");
        assertThat(answer.attempts()).isEqualTo(1);
    }

    /** What an application makes of an answer that this library has no type for. */
    public record Balance(String currency, int amount) {}

    @Test
    void anOperationOfYourOwnAnswersWithYourOwnRecord() {
        Operation<Balance> operation = Operation.builder(
                        "balance.set", HttpMethod.PUT, "/balance/{id}", ResponseType.of(Balance.class))
                .safety(Safety.IDEMPOTENT)
                .build();
        api.expect("PUT /v2/balance/a%2Fb", json("{\"data\":{\"currency\":\"USD\",\"amount\":7,\"new\":1}}"));
        api.expect("PUT /v2/balance/c", json("{\"currency\":\"EUR\",\"amount\":8}"));

        TexmlClient client = api.client();
        Balance wrapped = client.execute(
                        TexmlRequest.of(operation).withPathValue("id", "a/b").withParameter("amount", 7))
                .block(SOON);
        Balance plain = client.execute(TexmlRequest.of(operation).withPathValue("id", "c"))
                .block(SOON);

        RecordedRequest request = api.received();
        assertThat(request.getBody().utf8()).isEqualTo("{\"amount\":7}");
        assertThat(wrapped).isEqualTo(new Balance("USD", 7));
        assertThat(plain).isEqualTo(new Balance("EUR", 8));
    }

    @Test
    @SuppressWarnings("rawtypes")
    void anOperationOfYourOwnAnswersWithAMap() {
        Operation<Map> operation = Operation.builder("echo", HttpMethod.GET, "/echo", ResponseType.of(Map.class))
                .build();
        api.expect("GET /v2/echo?q=a%26b", json("{\"data\":{},\"list\":[1,null,{\"x\":\"y\"}]}"));

        Map<?, ?> answer = api.client()
                .execute(TexmlRequest.of(operation).withParameter("q", "a&b"))
                .block(SOON);

        assertThat(answer).hasToString("{data={}, list=[1, null, {x=y}]}");
    }

    @Test
    void aListOfYourOwnIsPagedAsTheOthers() {
        Operation<Page<Balance>> operation = Operation.builder(
                        "balances.list", HttpMethod.GET, "/balances", ResponseType.page("balances", Balance.class))
                .build();
        api.expect(
                "GET /v2/balances",
                json("{\"balances\":[{\"currency\":\"USD\",\"amount\":1}],\"next_page_uri\":\"/v2/balances?Page=1\"}"));
        api.expect("GET /v2/balances?Page=1", json("{\"balances\":[{\"currency\":\"EUR\",\"amount\":2}]}"));

        List<Balance> balances =
                api.client().list(TexmlRequest.of(operation)).collectList().block(SOON);

        assertThat(balances).containsExactly(new Balance("USD", 1), new Balance("EUR", 2));
    }

    @Test
    void theHookCustomisesTheHttpClientButCannotSwitchRedirectsOn() {
        api.expect(
                "GET " + ACCOUNT + "/Calls/c1",
                new MockResponse.Builder().code(302).addHeader("location", "/v2/elsewhere"));
        TexmlClient client = api.client(builder -> builder.customizeHttpClient(
                http -> http.followRedirect(true).headers(headers -> headers.set("x-hook", "1"))));

        StepVerifier.create(client.calls().get("c1"))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isNotInstanceOf(ServerException.class)
                        .hasMessageContaining("302"))
                .verify(SOON);

        assertThat(api.received().getHeaders().get("x-hook")).isEqualTo("1");
    }

    @Test
    void aHookWithCookiesThatComeLaterDoesNotLoseTheKey() {
        api.expect("GET " + ACCOUNT + "/Calls/c1", json("{}"));

        api.client(builder -> builder.customizeHttpClient(
                        http -> http.cookiesWhen("a", cookie -> Mono.just(new DefaultCookie("a", "b")))))
                .calls()
                .get("c1")
                .block(SOON);

        Headers headers = api.received().getHeaders();
        assertThat(headers.get("cookie")).isEqualTo("a=b");
        assertThat(headers.get("authorization")).isEqualTo("Bearer " + StrictApi.KEY);
        assertThat(headers.get("accept")).isEqualTo("application/json");
        assertThat(headers.get("accept-encoding")).isEqualTo("identity");
    }

    @Test
    void compressionIsAskedForOnlyWhenItIsSwitchedOn() {
        api.expect("GET " + ACCOUNT + "/Calls/c1", json("{}"));
        api.expect("GET " + ACCOUNT + "/Calls/c1", json("{}"));

        api.client().calls().get("c1").block(SOON);
        api.client(builder -> builder.compression(true)).calls().get("c1").block(SOON);

        assertThat(api.received().getHeaders().get("accept-encoding")).isEqualTo("identity");
        assertThat(api.received().getHeaders().get("accept-encoding")).contains("gzip");
    }

    @Test
    void aPathValueThatWouldLeaveItsSegmentIsRefused() {
        assertThatThrownBy(() -> api.client().calls().get("..")).isInstanceOf(RequestValidationException.class);
        assertThatThrownBy(() -> api.client().calls().get(" ")).isInstanceOf(RequestValidationException.class);
    }

    @Test
    void theBaseUrlMayBeAUriWithASlashAtTheEnd() {
        api.expect("GET " + ACCOUNT + "/Calls/c1", json("{}"));

        api.client(builder -> builder.baseUrl(URI.create(api.baseUrl() + "/")))
                .calls()
                .get("c1")
                .block(SOON);
    }
}
