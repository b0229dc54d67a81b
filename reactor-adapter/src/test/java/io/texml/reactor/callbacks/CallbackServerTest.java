package io.texml.reactor.callbacks;

import static io.texml.reactor.callbacks.Deliveries.CALL;
import static io.texml.reactor.callbacks.Deliveries.NOW;
import static io.texml.reactor.callbacks.Deliveries.instructions;
import static io.texml.reactor.callbacks.Deliveries.progress;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.Callback;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Through a server of Reactor Netty: the leak detector and BlockHound watch. */
class CallbackServerTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Texml MENU = Texml.of(Say.text("menu ä"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final InMemoryCallbackEvents events =
            InMemoryCallbackEvents.builder().deliverOn(Schedulers.immediate()).build();
    private final List<Callback> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CallbackEndpoint endpoint = CallbackEndpoint.builder(Deliveries.strict(), events)
            .onInstructions(request -> "v3:never".equals(request.callSid())
                    ? Mono.<Texml>never()
                            .doOnSubscribe(subscription -> begun.countDown())
                            .doOnCancel(cancelled::countDown)
                    : Mono.just(MENU))
            .handlerTimeout(Duration.ofSeconds(30))
            .build();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes ->
                    routes.post("/texml", endpoint).get("/texml", endpoint).put("/texml", endpoint))
            .bindNow();

    @BeforeEach
    void listen() {
        events.all().subscribe(told::add);
    }

    @AfterEach
    void close() {
        server.disposeNow();
        endpoint.dispose();
    }

    private HttpResponse<byte[]> post(String form, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/texml?tenant=1"))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void aSignedStatusIsPublishedAndAnsweredWith200() throws Exception {
        String form = progress(CALL, "ringing", 1);

        HttpResponse<byte[]> answer = post(form, Deliveries.signature(form, NOW));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("content-length")).contains("0");
        assertThat(told).singleElement().satisfies(callback -> {
            assertThat(callback.callSid()).isEqualTo(CALL);
            assertThat(callback.urlParameters()).containsEntry("tenant", List.of("1"));
        });
    }

    @Test
    void aDocumentComesAsXmlWithItsLength() throws Exception {
        String form = instructions(CALL);

        HttpResponse<byte[]> answer = post(form, Deliveries.signature(form, NOW));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(MENU.toBytes());
        assertThat(answer.headers().firstValue("content-type")).contains("application/xml; charset=utf-8");
        assertThat(answer.headers().firstValue("content-length")).contains(Integer.toString(MENU.toBytes().length));
    }

    @Test
    void whatIsNotSignedOrNoCallbackIsRefused() throws Exception {
        assertThat(post(progress(CALL, "ringing", 1), Map.of()).statusCode()).isEqualTo(401);
        HttpResponse<Void> put = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/texml"))
                        .PUT(HttpRequest.BodyPublishers.ofString("CallSid=a"))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("allow")).contains("GET, POST");
        assertThat(told).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongIsNotReadToItsEnd() throws Exception {
        String answer = raw("POST /texml HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\n"
                + "content-length: 1048577\r\n\r\nCallSid=a");
        assertThat(answer).startsWith("HTTP/1.1 413 ").containsIgnoringCase("connection: close");

        String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        String chunked = raw("POST /texml HTTP/1.1\r\nhost: a\r\ncontent-type: application/x-www-form-urlencoded\r\n"
                + "transfer-encoding: chunked\r\n\r\n" + chunk.repeat(17));
        assertThat(chunked).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aBodyInManyChunksIsReadWhole() throws Exception {
        String form = progress(CALL, "ringing", 1);
        StringBuilder chunks = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            chunks.append("1\r\n").append(form.charAt(i)).append("\r\n");
        }
        StringBuilder headers = new StringBuilder();
        Deliveries.signature(form, NOW)
                .forEach((name, value) ->
                        headers.append(name).append(": ").append(value).append("\r\n"));

        String answer = raw("POST /texml HTTP/1.1\r\nhost: a\r\nconnection: close\r\n"
                + "content-type: application/x-www-form-urlencoded\r\n" + headers
                + "transfer-encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ");
        assertThat(told).hasSize(1);
    }

    private static String head(String form, String more) {
        StringBuilder head = new StringBuilder("POST /texml HTTP/1.1\r\nhost: a\r\n"
                + "content-type: application/x-www-form-urlencoded\r\ncontent-length: " + form.length() + "\r\n"
                + more);
        Deliveries.signature(form, NOW)
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    @Test
    void twoCallbacksThatComeAtOnceOnOneConnectionAreAnsweredInTheirOrder() throws Exception {
        String status = progress(CALL, "ringing", 1);
        String asking = instructions(CALL);

        String answers = raw(head(asking, "") + asking + head(status, "") + status, 2);

        assertThat(answers.split("HTTP/1.1 200 ", -1)).hasSize(3);
        assertThat(answers.indexOf("<Say>")).isPositive().isLessThan(answers.lastIndexOf("HTTP/1.1 200 "));
        assertThat(told).hasSize(2);
    }

    @Test
    void whoeverAsksWhetherToSendTheBodyIsToldToGoOn() throws Exception {
        String form = progress(CALL, "ringing", 1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream()
                    .write(head(form, "expect: 100-continue\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket, 1)).startsWith("HTTP/1.1 100 ");
            socket.getOutputStream().write(form.getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket, 1)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws Exception {
        CallbackEndpoint impatient = CallbackEndpoint.builder(Deliveries.strict(), events)
                .handlerTimeout(Duration.ofMillis(200))
                .build();
        DisposableServer other = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.post("/texml", impatient))
                .bindNow();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), other.port())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream()
                    .write((head(progress(CALL, "ringing", 1), "") + "CallSid=").getBytes(StandardCharsets.US_ASCII));

            assertThat(answer(socket, Integer.MAX_VALUE))
                    .startsWith("HTTP/1.1 408 ")
                    .containsIgnoringCase("connection: close");
        } finally {
            other.disposeNow();
            impatient.dispose();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aConnectionThatBreaksInABodyLeavesNothing() throws Exception {
        String form = progress(CALL, "ringing", 1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write((head(form, "") + form.substring(1)).getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(post(form, Deliveries.signature(form, NOW)).statusCode()).isEqualTo(200);
        assertThat(told).hasSize(1);
        assertThat(endpoint.load()).isEqualTo(new EndpointLoad(0, 0));
    }

    @Test
    void aPlatformThatHangsUpCancelsTheHandlerOfItsDocument() throws Exception {
        String form = instructions("v3:never");
        StringBuilder request = new StringBuilder("POST /texml HTTP/1.1\r\nhost: a\r\n"
                + "content-type: application/x-www-form-urlencoded\r\ncontent-length: " + form.length() + "\r\n");
        Deliveries.signature(form, NOW)
                .forEach((name, value) ->
                        request.append(name).append(": ").append(value).append("\r\n"));
        try (Socket platform = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            platform.getOutputStream()
                    .write(request.append("\r\n").append(form).toString().getBytes(StandardCharsets.US_ASCII));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void manyRequestsAtOnceAreAllAnswered() {
        List<Integer> statuses = reactor.core.publisher.Flux.range(0, 300)
                .flatMap(
                        i -> {
                            String form = progress("v3:" + i, "ringing", 1);
                            HttpRequest.Builder request = HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + server.port() + "/texml"))
                                    .header("content-type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form));
                            Deliveries.signature(form, NOW).forEach(request::header);
                            return Mono.fromCompletionStage(() ->
                                            http.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()))
                                    .map(HttpResponse::statusCode);
                        },
                        16)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(statuses).hasSize(300).containsOnly(200);
        assertThat(told).hasSize(300);
        assertThat(endpoint.load()).isEqualTo(new EndpointLoad(0, 0));
    }

    /** What is answered until the server closes, or the end of the first head. */
    private String raw(String request) throws IOException {
        return raw(request, 1);
    }

    private String raw(String request, int heads) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) SOON.toMillis());
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closedWhileWriting) {
                // The answer may be there all the same.
            }
            return answer(socket, heads);
        }
    }

    /** Reads to the end of so many heads, or until the server closes. */
    private static String answer(Socket socket, int heads) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        int ends = 0;
        while (ends < heads) {
            int read = in.read();
            if (read < 0) {
                break;
            }
            answer.append((char) read);
            if (answer.toString().endsWith("\r\n\r\n")) {
                ends++;
            }
        }
        return answer.toString();
    }
}
