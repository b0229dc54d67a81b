package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.StrictApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.texml.ApiException;
import io.texml.ExchangeObserver;
import io.texml.RequestOptions;
import io.texml.TexmlException;
import io.texml.calls.CallOperations;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.calls.SipHeader;
import io.texml.conferences.CreateParticipant;
import io.texml.operation.TexmlRequest;
import io.texml.policy.RetryPolicy;
import io.texml.secrets.CreateSecret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Things that nobody may read in a log go through a client, and everything that it prints is searched for them. */
@DisplayName("no key, password, number or secret in any toString, message or log line")
class CanaryTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String KEY = "KEYcanary0001";
    private static final String FROM = "+13125550147";
    private static final String TO = "+17735550199";
    private static final String SIP_PASSWORD = "canary-sip-password";
    private static final String SIP_HEADER = "canary-sip-header";
    private static final String SECRET = "canary-secret-value";
    private static final String BODY = "canary-body-text";
    private static final String TEXML = "<Response><Say>canary-texml</Say></Response>";
    private static final String HEADER = "canary-header-value";
    private static final String PROXY_PASSWORD = "canary-proxy-password";
    private static final List<String> CANARIES = List.of(
            KEY,
            FROM,
            FROM.substring(1),
            TO,
            TO.substring(1),
            "555-0147",
            SIP_PASSWORD,
            SIP_HEADER,
            SECRET,
            BODY,
            "canary-texml",
            HEADER,
            PROXY_PASSWORD);

    @RegisterExtension
    final StrictApi api = new StrictApi();

    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final LogLines log = new LogLines("io.texml", Level.TRACE);

    private final CreateCall call = CreateCall.builder()
            .applicationSid("1")
            .from(FROM)
            .to(TO)
            .texml(TEXML)
            .sipAuthUsername("me")
            .sipAuthPassword(SIP_PASSWORD)
            .customHeaders(List.of(new SipHeader("X-Token", SIP_HEADER)))
            .build();

    @AfterEach
    void searchEverything() {
        log.close();
        printed.addAll(log.everything());
        assertThat(printed).as("something was printed at all").isNotEmpty();
        assertThat(printed).allSatisfy(text -> assertThat(text).doesNotContain(CANARIES));
    }

    /** An observer that throws too, so that the client logs. */
    private TexmlClient client() {
        return api.client(builder -> {
            builder.apiKey(KEY)
                    .defaultHeader("x-token", HEADER)
                    .retryPolicy(new RetryPolicy(2, Duration.ZERO, Duration.ZERO))
                    .observer(new ExchangeObserver() {
                        @Override
                        public void onRetry(TexmlException failure, Duration delay) {
                            print(failure);
                        }

                        @Override
                        public void onFailure(TexmlException failure, Duration elapsed) {
                            print(failure);
                            throw new IllegalStateException(failure);
                        }

                        @Override
                        public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
                            printed.add(operationId);
                            throw new IllegalStateException(operationId);
                        }
                    });
            printed.add(builder.toString());
            return builder;
        });
    }

    /** The whole chain with causes and suppressed exceptions, and what hangs on it. */
    private void print(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        printed.add(text.toString());
        printed.add(failure.toString());
        if (failure instanceof TexmlException typed) {
            printed.add(typed.details().toString());
        }
        if (failure instanceof ApiException answer) {
            printed.add(answer.headers().toString());
            printed.add(answer.errors().toString());
        }
    }

    private void run(Publisher<?> publisher) {
        try {
            Flux.from(publisher).doOnNext(item -> printed.add(item.toString())).blockLast(SOON);
        } catch (RuntimeException failure) {
            print(failure);
        }
    }

    @Test
    void answersAndRequestsPrintNothing() {
        TexmlClient client = client();
        CreateParticipant participant = CreateParticipant.builder()
                .applicationSid("1")
                .from(FROM)
                .to(TO)
                .sipAuthUsername("me")
                .sipAuthPassword(SIP_PASSWORD)
                .build();
        CreateSecret secret = CreateSecret.builder().name("token").value(SECRET).build();
        api.expect("POST " + ACCOUNT + "/Calls", json(Samples.read("CallCreated")));
        api.expect("POST " + ACCOUNT + "/Calls", json(Samples.read("CallCreated")));
        api.expect("GET " + ACCOUNT + "/Calls", json(Samples.lastPage("CallPage")));
        api.expect("GET " + ACCOUNT + "/Calls", json(Samples.lastPage("CallPage")));
        api.expect("POST " + ACCOUNT + "/Conferences/c/Participants", json(Samples.read("ParticipantCreated")));
        api.expect("POST /v2/texml/secrets", json("{\"name\":\"token\",\"value\":\"" + SECRET + "\"}"));
        api.expect("GET " + ACCOUNT + "/Transcriptions/t.json", json("{\"transcription_text\":\"" + BODY + "\"}"));

        run(client.calls().create(call));
        run(client.exchange(call));
        run(client.calls().list());
        run(client.calls().list(ListCalls.builder().build()).byPage());
        run(client.conferences().participants("c").create(participant));
        run(client.secrets().create(secret));
        run(client.transcriptions().get("t"));

        List<Object> values = new ArrayList<>(List.of(
                client,
                call,
                call.toBuilder(),
                participant,
                secret,
                call.withParameter("Url", "https://example.com/" + BODY),
                TexmlRequest.of(CallOperations.GET).withPathValue("call_sid", FROM),
                RequestOptions.builder().header("x-token", HEADER).build(),
                new SipHeader("X-Token", SIP_HEADER),
                client.calls(),
                client.rateLimit(),
                client.calls().list(),
                client.calls().create(call)));
        values.forEach(value -> printed.add(value.toString()));
    }

    @Test
    void refusalsPrintNothing() {
        TexmlClient client = client();
        String quoting = "{\"errors\":[{\"code\":\"10016\",\"title\":\"" + BODY + "\",\"detail\":\"" + TO
                + " is not valid\",\"source\":{\"pointer\":\"/" + TO + "\"}}]}";
        for (int status : new int[] {400, 401, 403, 404, 409, 422, 429, 500, 302}) {
            for (int attempt = 0; attempt < (status == 429 ? 2 : 1); attempt++) {
                api.expect("POST " + ACCOUNT + "/Calls", json(status, quoting));
            }
            run(client.calls().create(call));
        }
        api.expect("GET " + ACCOUNT + "/Calls/c", json(502, "<html>" + BODY + TO));
        api.expect("GET " + ACCOUNT + "/Calls/c", json(502, "<html>" + BODY + TO));
        run(client.calls().get("c"));
        api.expect("GET " + ACCOUNT + "/Calls/" + TO.replace("+", "%2B"), json(404, quoting));
        run(client.calls().get(TO));
    }

    @Test
    void brokenAnswersPrintNothing() {
        TexmlClient client = client();
        for (String body : List.of("{\"to\":\"" + TO, "\"" + BODY + "\"", "<html>" + BODY, "{} " + BODY)) {
            api.expect("POST " + ACCOUNT + "/Calls", json(body));
            run(client.calls().create(call));
        }
        String page = "{\"calls\":[],\"next_page_uri\":\"https://evil.example/?To=" + TO + BODY + "\"}";
        api.expect("GET " + ACCOUNT + "/Calls?To=%2B17735550199", json(page));
        run(client.calls().list(ListCalls.builder().to(TO).build()));
        api.expect("POST " + ACCOUNT + "/Calls", json("{}").onResponseStart(new SocketEffect.CloseSocket()));
        run(client.calls().create(call));
        api.expect(
                "POST " + ACCOUNT + "/Calls", new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        run(client.with(RequestOptions.builder()
                        .totalTimeout(Duration.ofMillis(200))
                        .build())
                .calls()
                .create(call));
    }

    @Test
    void serversThatCannotBeReachedPrintNothing() throws Exception {
        int port;
        try (MockWebServer gone = new MockWebServer()) {
            gone.start();
            port = gone.getPort();
        }
        TexmlClient refused = api.client(builder -> builder.apiKey(KEY)
                .baseUrl(URI.create("http://localhost:" + port))
                .accountSid(FROM));
        run(refused.calls().create(call));
        TexmlClient proxied = api.client(builder -> builder.apiKey(KEY)
                .baseUrl(URI.create("https://api.invalid"))
                .proxy("localhost", port, "me", PROXY_PASSWORD));
        run(proxied.calls().create(call));
        run(refused.recordings().download(URI.create("http://localhost:" + port + "/" + BODY)));
        printed.add(refused.recordings().toString());
    }

    @Test
    void requestsThatCannotBeBuiltPrintNothing() {
        List<Runnable> builds = List.of(
                () -> CreateCall.builder()
                        .from(FROM)
                        .url(URI.create("ftp://" + BODY))
                        .texml(TEXML)
                        .build(),
                () -> call.withParameter("x", new Object()),
                () -> RequestOptions.builder().header("x-token", HEADER + "\r\n"),
                () -> RequestOptions.builder().header("authorization", "Bearer " + KEY),
                () -> TexmlClient.builder().apiKey(KEY + " ").build(),
                () -> TexmlClient.builder()
                        .apiKey(KEY)
                        .baseUrl(URI.create("https://me:" + SECRET + "@api.example.com"))
                        .build());
        for (Runnable build : builds) {
            run(Mono.fromRunnable(build));
        }
        run(api.client().recordings().download(URI.create("ftp://" + BODY)));
    }
}
