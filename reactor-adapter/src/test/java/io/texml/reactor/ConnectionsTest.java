package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.StrictApi.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.texml.ExchangeObserver;
import io.texml.TransportException;
import io.texml.calls.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Protocol;
import okio.Buffer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

/** How a client connects: proxy, TLS, names, protocol, event loops and the time that each may take. */
class ConnectionsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String CALL = "GET " + ACCOUNT + "/Calls/c1";

    @RegisterExtension
    final StrictApi api = new StrictApi();

    private static <T> T failure(Mono<?> mono, Class<T> type) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        StepVerifier.create(mono).expectErrorSatisfies(failure::set).verify(SOON);
        assertThat(failure.get()).isInstanceOf(type);
        return type.cast(failure.get());
    }

    private TexmlClient over(MockWebServer server, SSLContext context) {
        return api.client(builder -> builder.baseUrl(URI.create("https://localhost:" + server.getPort() + "/v2"))
                .sslContext(context));
    }

    @Test
    @DisplayName("HTTP/1.1 is spoken although the server offers HTTP/2, and the given trust counts")
    void tlsTrustsWhatItIsTold() throws Exception {
        SSLContext context = Certificates.forHost("localhost");
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(context.getSocketFactory());
            server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
            server.enqueue(json("{\"sid\":\"c1\"}").build());
            server.start();

            Call call = over(server, context).calls().get("c1").block(SOON);

            RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
            assertThat(call.sid()).isEqualTo("c1");
            assertThat(request.getVersion()).isEqualTo("HTTP/1.1");
            assertThat(request.getHandshake()).isNotNull();
        }
    }

    @Test
    void aTlsConnectionIsUsedAgain() throws Exception {
        SSLContext context = Certificates.forHost("localhost");
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(context.getSocketFactory());
            for (int i = 0; i < 3; i++) {
                server.enqueue(json("{\"sid\":\"c1\"}").build());
            }
            server.start();
            TexmlClient client = over(server, context);

            for (int i = 0; i < 3; i++) {
                assertThat(client.calls().get("c1").block(SOON).sid()).isEqualTo("c1");
                RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
                assertThat(request.getConnectionIndex()).isZero();
                assertThat(request.getExchangeIndex()).isEqualTo(i);
            }
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefusedAndNothingIsSent() throws Exception {
        SSLContext context = Certificates.forHost("other.example");
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(context.getSocketFactory());
            server.start();

            TransportException failure = failure(over(server, context).calls().get("c1"), TransportException.class);

            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure).hasCauseInstanceOf(SSLHandshakeException.class);
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void aServerThatDoesNotAnswerTheTlsHandshakeIsGivenUpAfterTheConnectTimeout() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            TexmlClient client = api.client(builder -> builder.connectTimeout(Duration.ofMillis(300))
                    .baseUrl(URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/v2")));

            TransportException failure = failure(client.calls().get("c1"), TransportException.class);

            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure).hasCauseInstanceOf(SslHandshakeTimeoutException.class);
            assertThat(failure.getCause()).hasMessageContaining("300ms");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpAfterTheResponseTimeout() {
        api.expect(CALL, new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));

        TransportException failure = failure(
                api.client(builder -> builder.responseTimeout(Duration.ofMillis(300)))
                        .calls()
                        .get("c1"),
                TransportException.class);

        assertThat(failure.phase()).isEqualTo(TransportException.Phase.SENT);
        assertThat(failure).hasMessageContaining("response timeout");
    }

    @Test
    @DisplayName("HTTP/2 is there for who switches it on")
    void http2IsSpokenWhenTheHookSwitchesItOn() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
            server.enqueue(json("{\"sid\":\"c1\"}").build());
            server.start();
            TexmlClient client =
                    api.client(builder -> builder.baseUrl(URI.create("http://localhost:" + server.getPort() + "/v2"))
                            .customizeHttpClient(http -> http.protocol(HttpProtocol.H2C)));

            assertThat(client.calls().get("c1").block(SOON).sid()).isEqualTo("c1");
            assertThat(server.takeRequest(10, TimeUnit.SECONDS).getVersion()).isEqualTo("HTTP/2");
        }
    }

    @Test
    void onHttp2ACancelEndsItsOwnStreamAndNoOther() {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .protocol(HttpProtocol.H2C)
                .handle((request, response) -> request.uri().endsWith("/slow")
                        ? response.neverComplete()
                        : response.header("Content-Type", "application/json")
                                .sendString(Mono.just("{\"sid\":\"c1\"}").delayElement(Duration.ofMillis(2))))
                .bindNow();
        try {
            TexmlClient client =
                    api.client(builder -> builder.baseUrl(URI.create("http://127.0.0.1:" + server.port() + "/v2"))
                            .maxConcurrency(2)
                            .customizeHttpClient(http -> http.protocol(HttpProtocol.H2C)));
            for (int i = 0; i < 20; i++) {
                Disposable slow = client.calls().get("slow").subscribe();
                Mono<Call> other = client.calls().get("c1").doOnSubscribe(begun -> Schedulers.parallel()
                        .schedule(slow::dispose, 2, TimeUnit.MILLISECONDS));

                assertThat(other.block(SOON).sid()).isEqualTo("c1");
            }
        } finally {
            server.disposeNow(SOON);
        }
    }

    @Test
    @DisplayName("names are resolved by whom the hook names")
    void theResolverCanBeExchanged() {
        api.expect(CALL, json("{\"sid\":\"c1\"}"));
        List<String> asked = new CopyOnWriteArrayList<>();
        TexmlClient client = api.client(builder -> builder.baseUrl(
                        URI.create("http://api.invalid:" + api.server().getPort() + "/v2"))
                .allowPlainHttp()
                .customizeHttpClient(http -> http.resolver(new Loopback(asked))));

        assertThat(client.calls().get("c1").block(SOON).sid()).isEqualTo("c1");
        assertThat(asked).containsExactly("api.invalid");
    }

    private static final class Loopback extends AddressResolverGroup<InetSocketAddress> {

        private final List<String> asked;

        Loopback(List<String> asked) {
            this.asked = asked;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) {
                    asked.add(name);
                    promise.setSuccess(InetAddress.getLoopbackAddress());
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                    asked.add(name);
                    promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
                }
            }.asAddressResolver();
        }
    }

    @Test
    void eventLoopsThatWereBroughtInAreUsedAndStayOpenWhenTheClientCloses() {
        api.expect(CALL, json("{}"));
        api.expect(CALL, json("{}"));
        LoopResources loops = LoopResources.create("brought-in", 1, true);
        List<String> threads = new CopyOnWriteArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                TexmlClient client = api.client(builder -> builder.customizeHttpClient(http -> http.runOn(loops))
                        .observer(new ExchangeObserver() {
                            @Override
                            public void onSuccess(String operationId, int status, int attempts, Duration elapsed) {
                                threads.add(Thread.currentThread().getName());
                            }
                        }));
                client.calls().get("c1").block(SOON);
                client.closeLater().block(SOON);

                assertThat(loops.isDisposed()).isFalse();
            }
            assertThat(threads).hasSize(2).allMatch(name -> name.startsWith("brought-in"));
        } finally {
            loops.disposeLater(Duration.ZERO, SOON).block(SOON);
        }
    }

    @Test
    void aCompressedAnswerIsRead() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write("{\"sid\":\"c1\"}".getBytes(StandardCharsets.UTF_8));
        }
        api.expect(
                CALL,
                new MockResponse.Builder()
                        .addHeader("content-encoding", "gzip")
                        .body(new Buffer().write(zipped.toByteArray())));

        Call call = api.client(builder -> builder.compression(true))
                .calls()
                .get("c1")
                .block(SOON);

        assertThat(call.sid()).isEqualTo("c1");
    }

    @Test
    void aProxyLeadsToTheApiAndDoesNotSeeTheKey() throws Exception {
        api.expect(CALL, json("{\"sid\":\"c1\"}"));
        List<String> heads = new CopyOnWriteArrayList<>();
        try (ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> tunnel(proxy, heads, api.server().getPort()), "test-proxy");
            serving.setDaemon(true);
            serving.start();
            TexmlClient client = api.client(builder -> builder.baseUrl(URI.create("http://api.invalid/v2"))
                    .allowPlainHttp()
                    .proxy("127.0.0.1", proxy.getLocalPort(), "me", "secret"));

            assertThat(client.calls().get("c1").block(SOON).sid()).isEqualTo("c1");
        }
        assertThat(heads).singleElement().satisfies(head -> assertThat(head)
                .startsWith("CONNECT api.invalid:80 ")
                .containsIgnoringCase("proxy-authorization: basic bWU6c2VjcmV0")
                .doesNotContain(StrictApi.KEY));
        assertThat(api.received().getHeaders().get("proxy-authorization")).isNull();
    }

    @Test
    void tlsIsSpokenWithTheServerBehindTheProxy() throws Exception {
        SSLContext context = Certificates.forHost("api.example.test");
        List<String> heads = new CopyOnWriteArrayList<>();
        try (MockWebServer server = new MockWebServer();
                ServerSocket proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            server.useHttps(context.getSocketFactory());
            server.enqueue(json("{\"sid\":\"c1\"}").build());
            server.start();
            Thread serving = new Thread(() -> tunnel(proxy, heads, server.getPort()), "test-proxy");
            serving.setDaemon(true);
            serving.start();
            TexmlClient client = api.client(builder -> builder.baseUrl(URI.create("https://api.example.test/v2"))
                    .sslContext(context)
                    .proxy("127.0.0.1", proxy.getLocalPort()));

            assertThat(client.calls().get("c1").block(SOON).sid()).isEqualTo("c1");

            assertThat(server.takeRequest(10, TimeUnit.SECONDS).getHandshake()).isNotNull();
        }
        assertThat(heads).singleElement().asString().startsWith("CONNECT api.example.test:443 ");
    }

    /** A proxy for one connection, which leads to a port whatever it is asked for. */
    private static void tunnel(ServerSocket proxy, List<String> heads, int port) {
        try (Socket client = proxy.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            heads.add(head(client.getInputStream()));
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Thread back = new Thread(() -> copy(server, client), "test-proxy-back");
            back.setDaemon(true);
            back.start();
            copy(client, server);
        } catch (IOException ended) {
            // The test looks at what the client says about it.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client went away");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void copy(Socket from, Socket to) {
        try {
            byte[] bytes = new byte[8192];
            for (int length = from.getInputStream().read(bytes);
                    length >= 0;
                    length = from.getInputStream().read(bytes)) {
                to.getOutputStream().write(bytes, 0, length);
            }
        } catch (IOException ended) {
            // Both sides are closed by the caller.
        }
    }
}
