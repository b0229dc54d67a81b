package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.texml.RequestValidationException;
import io.texml.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientState;
import reactor.test.StepVerifier;

/** Whom a download asks, and what it says of itself there. */
class MediaHostsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final StrictApi api = new StrictApi();

    @TempDir
    Path directory;

    private final MockWebServer media = new MockWebServer();

    @AfterEach
    void stop() {
        media.close();
    }

    private String start() throws IOException {
        media.enqueue(new MockResponse.Builder().body("abc").build());
        media.start();
        return ":" + media.getPort();
    }

    private MediaFile save(String link, UnaryOperator<HttpClient> hook) {
        api.expect(
                "GET " + OperationCase.ACCOUNT + "/Recordings/RE1.json",
                StrictApi.json("{\"sid\":\"RE1\",\"status\":\"completed\",\"media_url\":\"" + link + "\"}"));
        return Objects.requireNonNull(api.client(builder -> builder.customizeHttpClient(hook))
                .recordings()
                .save("RE1", directory.resolve("a.mp3"))
                .block(SOON));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1, /rec/call 2026-01-05.mp3?x=1, /rec/call%202026-01-05.mp3?x=1",
        "http://127.0.0.1, /rec/a|b.mp3, /rec/a%7Cb.mp3",
        "http://127.0.0.1, /rec/gr\u00fc\u00dfe.mp3, /rec/gr%C3%BC%C3%9Fe.mp3",
        "http://127.0.0.1, /rec/a%2Bb%252F+c?s=%2fB+d#t, /rec/a%2Bb%252F+c?s=%2fB+d",
        "http://127.0.0.1, /rec/100%.mp3, /rec/100%25.mp3",
        "http://127.0.0.1, /rec/a\\\\b.mp3, /rec/a%5Cb.mp3",
        "http://127.0.0.1, ?x=1, /?x=1",
        "http://telephony_recordings_prod.s3.localhost, /rec/a.mp3, /rec/a.mp3",
        "http://b\u00fccher.localhost, /rec/a.mp3, /rec/a.mp3"
    })
    void aLinkIsAskedForWithWhatMustNotStandInItEncoded(String host, String target, String asked) throws Exception {
        MediaFile saved = save(host + start() + target, http -> http.resolver(new Loopback()));

        assertThat(saved.file()).hasContent("abc");
        RecordedRequest request = media.takeRequest();
        assertThat(request.getTarget()).isEqualTo(asked);
        assertThat(request.getHeaders().get("host"))
                .startsWith(host.contains("127") ? "127.0.0.1:" : host.contains("_") ? "telephony_" : "xn--bcher-kva.");
    }

    @Test
    void aHostMayBeAnAddressOfIpv6() throws Exception {
        media.enqueue(new MockResponse.Builder().body("abc").build());
        media.start(InetAddress.getByName("::1"), 0);

        assertThat(save("http://[::1]:" + media.getPort() + "/a", http -> http).file())
                .hasContent("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "http://me:secret@127.0.0.1/a, holds a user name or password",
        "ftp://127.0.0.1/a, must be an absolute http or https URL",
        "/rec/a.mp3, must be an absolute http or https URL",
        "http://127.0.0.1 /a, is no URL",
        "http://[::1/a, is no URL"
    })
    void theReasonOfALinkThatIsRefusedIsTheRightOne(String link, String reason) {
        StepVerifier.create(Mono.fromCallable(() -> save(link, http -> http)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(RequestValidationException.class)
                        .hasMessageContaining("media_url " + reason)
                        .hasMessageNotContaining("secret")
                        .hasMessageNotContaining("missing"))
                .verify(SOON);
    }

    private static HttpClient talkative(HttpClient http) {
        return http.headers(headers -> headers.set("x-team", "t0ken").set("host", "elsewhere"))
                .cookie(new DefaultCookie("session", "s3cret"))
                .headersWhen(headers -> Mono.just(headers.set("x-later", "t0ken")))
                .doOnRequest((request, connection) -> request.header("authorization", "Bearer " + StrictApi.KEY)
                        .header("x-last", "t0ken"));
    }

    /** Later than every doOnRequest: with the request's head on its way to the socket. */
    private static HttpClient talkativeToTheLast(HttpClient http) {
        return http.observe((connection, state) -> {
                    if (state == HttpClientState.REQUEST_PREPARED && connection instanceof HttpClientRequest request) {
                        request.header("x-observed", "t0ken").header("authorization", "Bearer " + StrictApi.KEY);
                    }
                })
                .doOnConnected(connection -> connection
                        .addHandlerLast("last", new Talkative("x-last"))
                        .addHandlerFirst("first", new Talkative("x-first")));
    }

    private static final class Talkative extends ChannelOutboundHandlerAdapter {

        private final String name;

        Talkative(String name) {
            this.name = name;
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof HttpRequest request) {
                request.headers().set(name, "t0ken").set(name + "-key", "Bearer " + StrictApi.KEY);
            }
            context.write(message, promise);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatTheHooksHandlersAddGoesToMediaHostsOnlyWhenThatIsAskedFor(boolean identify) throws Exception {
        URI url = URI.create("http://127.0.0.1" + start() + "/a");

        api.client(builder -> builder.customizeHttpClient(MediaHostsTest::talkativeToTheLast)
                        .identifyToMediaHosts(identify))
                .recordings()
                .download(url)
                .blockLast(SOON);

        RecordedRequest request = media.takeRequest();
        Set<String> usual = Set.of("host", "user-agent", "accept", "accept-encoding");
        Set<String> added = Set.of("x-observed", "x-last", "x-first");
        Set<String> expected = new HashSet<>(usual);
        expected.addAll(identify ? added : Set.of());
        assertThat(request.getHeaders().names()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void headersOfTheHookStayWithTheApi() throws Exception {
        URI url = URI.create("http://127.0.0.1" + start() + "/a");

        api.client(builder -> builder.customizeHttpClient(MediaHostsTest::talkative))
                .recordings()
                .download(url)
                .blockLast(SOON);

        RecordedRequest request = media.takeRequest();
        assertThat(request.getHeaders().names())
                .containsExactlyInAnyOrder("host", "user-agent", "accept", "accept-encoding");
        assertThat(request.getHeaders().get("host")).isEqualTo(url.getAuthority());
    }

    @Test
    void headersOfTheHookGoToMediaHostsWhenThatIsAskedForButNeverTheKey() throws Exception {
        URI url = URI.create("http://127.0.0.1" + start() + "/a");

        api.client(builder ->
                        builder.customizeHttpClient(MediaHostsTest::talkative).identifyToMediaHosts(true))
                .recordings()
                .download(url)
                .blockLast(SOON);

        RecordedRequest request = media.takeRequest();
        assertThat(request.getHeaders().names()).contains("x-team", "x-later", "x-last", "cookie");
        assertThat(request.getHeaders().values("authorization")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHookThatWouldRepeatTheRequestWithTheKeyEndsIt(boolean identify) throws Exception {
        media.enqueue(new MockResponse.Builder().code(401).body("no").build());
        URI url = URI.create("http://127.0.0.1" + start() + "/a");

        StepVerifier.create(api.client(builder -> builder.identifyToMediaHosts(identify)
                                .customizeHttpClient(http -> http.httpAuthentication(
                                        (request, response) -> response.status().code() == 401,
                                        (request, address) ->
                                                request.header("authorization", "Bearer " + StrictApi.KEY))))
                        .recordings()
                        .download(url))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(TransportException.class)
                        .hasMessageContaining("do without httpAuthentication"))
                .verify(SOON);

        assertThat(media.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theClientCertificateGoesToMediaHostsOnlyWhenThatIsAskedFor(boolean byHook) throws Exception {
        SSLContext context = Certificates.forHost("localhost");
        media.useHttps(context.getSocketFactory());
        media.requestClientAuth();
        URI url = URI.create("https://localhost" + start() + "/a");
        Consumer<TexmlClientBuilder> tls = builder -> {
            if (byHook) {
                builder.customizeHttpClient(http -> http.secure(spec -> spec.sslContext(new JdkSslContext(
                        context, true, null, IdentityCipherSuiteFilter.INSTANCE, null, ClientAuth.NONE, null, false))));
            } else {
                builder.sslContext(context);
            }
        };

        StepVerifier.create(api.client(builder -> {
                            tls.accept(builder);
                            return builder;
                        })
                        .recordings()
                        .download(url))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure)
                            .isInstanceOf(TransportException.class)
                            .hasMessageContaining("nothing was sent")
                            .hasMessageContaining("identifyToMediaHosts");
                    assertThat(((TransportException) failure).phase()).isEqualTo(TransportException.Phase.NOT_SENT);
                })
                .verify(SOON);
        api.client(builder -> {
                    tls.accept(builder);
                    return builder.identifyToMediaHosts(true);
                })
                .recordings()
                .download(url)
                .blockLast(SOON);

        RecordedRequest first = media.takeRequest();
        assertThat(Objects.requireNonNull(first.getHandshake()).peerCertificates())
                .hasSize(1);
        assertThat(media.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "*.s3.localhost, a_b.s3.localhost, true",
        "a_b.s3.localhost, A_b.s3.localhost, true",
        "*.s3.localhost, a_b.c.s3.localhost, false",
        "*.localhost, a_b.s3.localhost, false",
        "a-b.s3.localhost, a_b.s3.localhost, false",
        "*.localhost, a_b.localhost, false",
        "*.other.localhost, a_b.s3.localhost, false"
    })
    void aHostWithAnUnderscoreMustHaveACertificateForIt(String certificate, String host, boolean fits)
            throws Exception {
        SSLContext context = Certificates.forHost(certificate);
        media.useHttps(context.getSocketFactory());
        URI url = URI.create("https://" + host + start() + "/a");
        Mono<Integer> length = api.client(builder -> builder.sslContext(context)
                        .identifyToMediaHosts(true)
                        .customizeHttpClient(http -> http.resolver(new Loopback())))
                .recordings()
                .download(url)
                .map(ByteBuffer::remaining)
                .reduce(0, Integer::sum);

        if (fits) {
            assertThat(length.block(SOON)).isEqualTo(3);
        } else {
            StepVerifier.create(length)
                    .expectErrorSatisfies(failure -> {
                        assertThat(failure).isInstanceOf(TransportException.class);
                        assertThat(((TransportException) failure).phase()).isEqualTo(TransportException.Phase.NOT_SENT);
                    })
                    .verify(SOON);
            assertThat(media.getRequestCount()).isZero();
        }
    }

    private static final class Loopback extends AddressResolverGroup<InetSocketAddress> {

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> promise) {
                    promise.setSuccess(InetAddress.getLoopbackAddress());
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                    promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
                }
            }.asAddressResolver();
        }
    }
}
