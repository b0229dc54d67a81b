package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.HookedPace;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A proxy that does not lead to the API: nothing was sent, whatever the scheme, and the failure says who refused. */
class ProxyTest {

    private static final String PASSWORD = "hunter2-of-the-proxy";

    @TempDir
    Path directory;

    private static TexmlClientBuilder through(FaultServer proxy, String scheme) {
        return Clients.at(URI.create(scheme + "://api.example.test/v2"))
                .allowPlainHttp()
                .proxy("127.0.0.1", proxy.baseUrl().getPort(), "user", PASSWORD);
    }

    /** How a refusal may look. */
    private static Stream<Arguments> refusals() {
        return Stream.of("http", "https").flatMap(scheme -> Stream.of(
                        "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
                        "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
                        "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 4\r\n\r\nnope",
                        "HTTP/1.1 407 No\r\nConnection: close\r\n\r\n<html>nope</html>",
                        "HTTP/1.0 407 No\r\nContent-Length: 400\r\n\r\n<html>half a page",
                        "HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnope\r\n0\r\n\r\n",
                        "HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n",
                        "HTTP/1.1 302 Login\r\nLocation: http://portal.test/\r\nContent-Length: 0\r\n\r\n")
                .map(answer -> Arguments.of(scheme, answer)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsToldByItsStatusAndNotTriedAgain(String scheme, String answer) throws Exception {
        try (FaultServer proxy = new FaultServer((number, connection) -> {
                    connection.readHead();
                    connection.write(answer);
                    // A page that is announced and does not come must not keep the caller waiting.
                    if (answer.contains("half")) {
                        connection.awaitEnd();
                    }
                });
                TexmlClient client = through(proxy, scheme).build()) {
            TransportException failure = failureOf(dial(client));

            assertThat(failure).hasMessageContaining("the proxy refused (" + answer.substring(9, 12) + ")");
            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(failure.attempts()).isOne();
            assertThat(proxy.requests()).containsExactly(connect(scheme));
            assertThat(printed(failure)).doesNotContain(PASSWORD).doesNotContainIgnoringCase("basic ");
        }
    }

    private static Stream<Arguments> passingFailures() {
        return Stream.of("http", "https").flatMap(scheme -> Stream.of(
                        "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n",
                        "HTTP/1.1 503 Unavailable\r\nConnection: close\r\n\r\nlater",
                        "HTTP/1.1 504 Timeout\r\nContent-Length: 0\r\n\r\n",
                        "",
                        "HTTP/1.1 20",
                        "\u0016\u0003\u0001 no HTTP\r\n\r\n")
                .map(answer -> Arguments.of(scheme, answer)));
    }

    @ParameterizedTest
    @MethodSource("passingFailures")
    void whatMayPassIsTriedAgainForADialToo(String scheme, String answer) throws Exception {
        try (FaultServer proxy = new FaultServer((number, connection) -> {
                    connection.readHead();
                    connection.write(answer);
                });
                TexmlClient client = through(proxy, scheme).maxConnections(1).build()) {
            TransportException failure = failureOf(dial(client));

            assertThat(failure).hasMessageContaining("the proxy");
            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(proxy.requests()).hasSize(4).containsOnly(connect(scheme));
        }
    }

    /** Also behind an interim answer, which only announces the answer. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 102 Processing\r\nVia: proxy\r\n\r\n"})
    void aDialThatIsLetThroughAfterAllReachesTheServerOnce(String interim) throws Exception {
        try (FaultServer proxy = new FaultServer((number, connection) -> {
                    connection.readHead();
                    if (number < 3) {
                        connection.write(interim + "HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n");
                        return;
                    }
                    connection.write(interim + "HTTP/1.1 200 Connection established\r\n\r\n");
                    connection.readRequest();
                    connection.answer(200, CREATED);
                    connection.readRequest();
                    connection.answer(200, CALL);
                });
                TexmlClient client = through(proxy, "http").build()) {
            assertThat(dial(client).block(LONG_ENOUGH)).isNotNull();
            assertThat(client.calls().get("v3:call").block(LONG_ENOUGH)).isNotNull();

            assertThat(proxy.connections()).isEqualTo(3);
            assertThat(proxy.requests())
                    .filteredOn(line -> line.startsWith("POST"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aProxyThatDoesNotAnswerIsGivenUpAfterTheConnectTimeout(String scheme) throws Exception {
        try (FaultServer proxy = new FaultServer((number, connection) -> {
                    connection.readHead();
                    connection.awaitEnd();
                });
                TexmlClient client = through(proxy, scheme)
                        .connectTimeout(Duration.ofMillis(300))
                        .responseTimeout(Duration.ofMillis(100))
                        .totalTimeout(Duration.ofSeconds(8))
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            TransportException failure = failureOf(dial(client));

            assertThat(failure).hasMessageContaining("the proxy");
            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure.outcomeUnknown()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aDialWhoseTimeIsUpWhileTheProxyDecidesWasNotSent(String scheme) throws Exception {
        AtomicBoolean slotUsed = new AtomicBoolean();
        try (FaultServer proxy = new FaultServer((number, connection) -> {
                    connection.readHead();
                    connection.awaitEnd();
                });
                TexmlClient client = through(proxy, scheme)
                        .totalTimeout(Duration.ofMillis(300))
                        .dialPace(new HookedPace(() -> slotUsed.set(true)))
                        .build()) {
            TransportException failure = failureOf(dial(client));

            assertThat(failure.phase()).isEqualTo(TransportException.Phase.DEADLINE);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(slotUsed).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aDownloadIsRefusedTheSameWay(String scheme) throws Exception {
        try (FaultServer proxy = new FaultServer((number, connection) -> {
                    connection.readHead();
                    connection.write("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
                });
                TexmlClient client = through(proxy, "http").build()) {
            TransportException failure = failureOf(client.recordings()
                    .download(URI.create(scheme + "://media.example.test/a.mp3?signature=x"))
                    .then());

            assertThat(failure).hasMessageContaining("the proxy refused (407)");
            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(proxy.requests()).hasSize(1);
        }
    }

    @Test
    void aSavedRecordingIsTriedAgainOnlyWhereItMayHelp() throws Exception {
        String recording = "{\"sid\":\"RE1\",\"media_url\":\"http://media.example.test/a.mp3\"}";
        for (int status : new int[] {407, 503}) {
            try (FaultServer proxy = new FaultServer((number, connection) -> {
                        if (connection.readHead().contains("media.example.test")) {
                            connection.write("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n");
                            return;
                        }
                        connection.write("HTTP/1.1 200 OK\r\n\r\n");
                        for (int i = 0; i < 9; i++) {
                            connection.readRequest();
                            connection.answer(200, recording);
                        }
                    });
                    TexmlClient client = through(proxy, "http").build()) {
                TransportException failure = failureOf(client.recordings().save("RE1", directory.resolve("a.mp3")));

                assertThat(failure).hasMessageContaining("the proxy refused (" + status + ")");
                assertThat(proxy.requests())
                        .filteredOn(line -> line.startsWith("CONNECT media"))
                        .hasSize(status == 407 ? 1 : 5);
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static String connect(String scheme) {
        return "CONNECT api.example.test:" + (scheme.equals("http") ? 80 : 443) + " HTTP/1.1";
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static TransportException failureOf(Mono<?> mono) {
        TexmlException failure = catchThrowableOfType(TexmlException.class, () -> mono.block(LONG_ENOUGH));
        assertThat(failure).isInstanceOf(TransportException.class);
        return (TransportException) failure;
    }
}
