package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ClientClosedException;
import io.texml.TexmlException;
import io.texml.calls.CreateCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The end of a client. */
class ClosingTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String CALL = "GET " + ACCOUNT + "/Calls/c1";

    @RegisterExtension
    final StrictApi api = new StrictApi();

    @Test
    @DisplayName("Trap 27: a closed client says so and sends nothing")
    void useAfterCloseIsAClearError() {
        api.expect(CALL, StrictApi.json("{}"));
        TexmlClient client = api.client();
        client.calls().get("c1").block(SOON);
        client.close();
        CreateCall dial = CreateCall.builder()
                .applicationSid("1")
                .from("+13125550147")
                .to("+17735550199")
                .build();

        for (Mono<?> use : List.<Mono<?>>of(
                client.calls().get("c1"),
                client.calls().create(dial),
                client.calls().list().next(),
                client.account("other").calls().get("c1"),
                client.recordings().download(api.baseUrl()).next(),
                client.recordings().download(api.baseUrl(), Path.of("never")))) {
            StepVerifier.create(use).expectError(ClientClosedException.class).verify(SOON);
        }
        assertThat(Path.of("never")).doesNotExist();
    }

    @Test
    void closingTwiceIsTheSameAsOnce() {
        TexmlClient client = api.client();

        client.close();
        client.close();

        StepVerifier.create(client.closeLater()).expectComplete().verify(SOON);
        StepVerifier.create(client.closeLater()).expectComplete().verify(SOON);
    }

    @Test
    void closeCountsFromTheCallAndNotFromTheSubscription() {
        TexmlClient client = api.client();

        Mono<Void> closing = client.closeLater();

        StepVerifier.create(client.calls().get("c1"))
                .expectError(ClientClosedException.class)
                .verify(SOON);
        StepVerifier.create(closing).expectComplete().verify(SOON);
    }

    @Test
    void whatIsUnderWayMayEndWithinTheGraceTime() {
        api.expect(CALL, StrictApi.json("{\"sid\":\"c1\"}").headersDelay(300, TimeUnit.MILLISECONDS));
        TexmlClient client = api.client(builder -> builder.closeGrace(SOON));

        StepVerifier.create(client.calls().get("c1"))
                .then(() -> {
                    api.received();
                    client.close();
                })
                .assertNext(call -> assertThat(call.sid()).isEqualTo("c1"))
                .expectComplete()
                .verify(SOON);
        StepVerifier.create(client.closeLater()).expectComplete().verify(SOON);
    }

    @Test
    void closeWaitsForADownloadThatIsUnderWay() {
        api.expect("GET /media", new MockResponse.Builder().body("sound").headersDelay(300, TimeUnit.MILLISECONDS));
        TexmlClient client = api.client(builder -> builder.closeGrace(SOON));
        CompletableFuture<Long> length = client.recordings()
                .download(api.origin().resolve("/media"))
                .map(bytes -> (long) bytes.remaining())
                .reduce(0L, Long::sum)
                .toFuture();
        api.received();

        client.close();

        assertThat(length).isCompletedWithValue(5L);
    }

    @Test
    void aClientOfWhichNothingIsUnderWayIsClosedAtOnce() {
        TexmlClient client = api.client(builder -> builder.closeGrace(Duration.ofDays(365 * 1_000)));

        StepVerifier.create(Mono.fromRunnable(client::close)).expectComplete().verify(SOON);
    }

    @Test
    void aRequestThatOutlastsTheGraceTimeIsCutOff() {
        api.expect(CALL, new MockResponse.Builder().headersDelay(60, TimeUnit.SECONDS));
        TexmlClient client = api.client(builder -> builder.closeGrace(Duration.ofMillis(100)));

        StepVerifier.create(client.calls().get("c1"))
                .then(() -> {
                    api.received();
                    client.close();
                })
                .expectError(TexmlException.class)
                .verify(SOON);
    }

    @Test
    @DisplayName("Trap 27: after closing, the server sees every connection ended")
    void noConnectionIsLeft() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CountDownLatch ended = new CountDownLatch(3);
            Thread accepting = new Thread(() -> accept(server, ended), "test-server");
            accepting.setDaemon(true);
            accepting.start();
            TexmlClient client = api.client(
                    builder -> builder.baseUrl(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v2")));

            Mono.when(
                            client.calls().get("a"),
                            client.calls().get("b"),
                            client.calls().get("c"))
                    .block(SOON);
            assertThat(ended.getCount()).as("connections are kept alive").isEqualTo(3);
            client.closeLater().block(SOON);

            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Answers one request on each of three connections at once, and counts those that the client ends. */
    private static void accept(ServerSocket server, CountDownLatch ended) {
        CountDownLatch together = new CountDownLatch((int) ended.getCount());
        for (long i = ended.getCount(); i > 0; i--) {
            try {
                Socket socket = server.accept();
                Thread serving = new Thread(() -> serve(socket, together, ended), "test-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket socket, CountDownLatch together, CountDownLatch ended) {
        try (socket) {
            socket.getInputStream().read(new byte[8192]);
            together.countDown();
            together.await(10, TimeUnit.SECONDS);
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() == -1) {
                ended.countDown();
            }
        } catch (IOException reset) {
            ended.countDown();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("Trap 28: twenty clients leave no thread of their own, and none that keeps the JVM alive")
    void noThreadIsLeft() {
        api.client().calls().list();
        api.expect(CALL, StrictApi.json("{}"));
        api.client().calls().get("c1").block(SOON);
        Set<String> before = threads(thread -> true);

        for (int i = 0; i < 20; i++) {
            api.expect(CALL, StrictApi.json("{}"));
            TexmlClient client = api.client();
            client.calls().get("c1").block(SOON);
            client.closeLater().block(SOON);
        }

        Set<String> added = threads(thread -> true);
        added.removeAll(before);
        assertThat(added)
                .filteredOn(name -> !name.startsWith("MockWebServer"))
                // The event loops and schedulers are the process's own, and bounded by its processors.
                .allMatch(name -> name.matches("(reactor-http-|parallel-|boundedElastic).*"))
                .hasSizeLessThanOrEqualTo(4 * Runtime.getRuntime().availableProcessors() + 8);
        assertThat(threads(thread -> !thread.isDaemon()))
                .noneMatch(name -> name.startsWith("reactor-http") || name.contains("texml"));
    }

    private static Set<String> threads(Predicate<Thread> which) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(which)
                .map(Thread::getName)
                .collect(Collectors.toSet());
    }
}
