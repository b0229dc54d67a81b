package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.texml.ApiException;
import io.texml.InvalidRequestException;
import io.texml.ServerException;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** A body that belongs to an error holds nobody up: the status is known, and what was read of the rest is kept. */
class ErrorBodiesTest {

    private static final String BEGINNING = "{\"errors\":[{\"code\":\"10015\"}],\"rest\":\"";

    /** Ways of a body not to end. The response timeout of these clients is far below their total timeout. */
    enum Endless {
        FAST {
            @Override
            void go(FaultServer.Connection connection) throws IOException {
                connection.write("\r\n" + BEGINNING);
                String much = "x".repeat(64 * 1024);
                while (true) {
                    connection.write(much);
                }
            }
        },
        CHUNKED {
            @Override
            void go(FaultServer.Connection connection) throws IOException {
                connection.write("Transfer-Encoding: chunked\r\n\r\n");
                connection.write(Integer.toHexString(BEGINNING.length()) + "\r\n" + BEGINNING + "\r\n");
                String much = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
                while (true) {
                    connection.write(much);
                }
            }
        },
        TRICKLING {
            @Override
            void go(FaultServer.Connection connection) throws IOException, InterruptedException {
                connection.write("Content-Length: 100000\r\n\r\n" + BEGINNING);
                while (true) {
                    connection.pause(20);
                    connection.write("x");
                }
            }
        },
        STALLED {
            @Override
            void go(FaultServer.Connection connection) throws IOException {
                connection.write("Content-Length: 100000\r\n\r\n" + BEGINNING);
                connection.awaitEnd();
            }
        },
        CUT_OFF {
            @Override
            void go(FaultServer.Connection connection) throws IOException {
                connection.write("Content-Length: 100000\r\n\r\n" + BEGINNING);
            }
        };

        abstract void go(FaultServer.Connection connection) throws IOException, InterruptedException;
    }

    private final CountDownLatch clientIsGone = new CountDownLatch(1);

    @TempDir
    Path directory;

    private void answer(FaultServer.Connection connection, int status, Endless how)
            throws IOException, InterruptedException {
        try {
            connection.write("HTTP/1.1 " + status + " Status\r\n");
            how.go(connection);
        } finally {
            clientIsGone.countDown();
        }
    }

    private static TexmlClientBuilder at(FaultServer server) {
        return Clients.at(server.baseUrl())
                .totalTimeout(Duration.ofSeconds(60))
                .maxConnections(1)
                .retryPolicy(RetryPolicy.never());
    }

    @ParameterizedTest
    @EnumSource(Endless.class)
    void anErrorWhoseBodyDoesNotEndIsToldByItsStatusAndItsConnectionIsClosed(Endless how) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    if (number == 1) {
                        answer(connection, 500, how);
                    }
                    connection.answer(200, CALL);
                });
                TexmlClient client = at(server).build()) {
            ServerException failure = failureOf(dial(client), ServerException.class);

            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure.rawBody()).startsWith(BEGINNING).hasSizeLessThanOrEqualTo(64 * 1024);
            assertThat(clientIsGone.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.calls().get("v3:call").block(LONG_ENOUGH)).isNotNull();
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Endless.class)
    void aRefusalOfADialStaysARefusalHoweverItsBodyEnds(Endless how) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    answer(connection, 422, how);
                });
                TexmlClient client = at(server).build()) {
            InvalidRequestException failure = failureOf(dial(client), InvalidRequestException.class);

            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(failure.rawBody()).startsWith(BEGINNING);
        }
    }

    @ParameterizedTest(name = "{0} bytes on {1} connections")
    @CsvSource({"1048576, 1", "1048577, 2"})
    void theConnectionIsKeptForABodyOfUpToOneMegabyte(int length, int connections) throws Exception {
        String body = "x".repeat(length);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        if (connection.readHead().contains("gone")) {
                            connection.answer(404, body);
                        } else {
                            connection.answer(200, CALL);
                        }
                    }
                });
                TexmlClient client = at(server).build()) {
            ApiException failure = failureOf(client.calls().get("v3:gone"), ApiException.class);
            assertThat(failure.rawBody()).hasSize(64 * 1024);

            assertThat(client.calls().get("v3:call").block(LONG_ENOUGH)).isNotNull();
            assertThat(server.connections()).isEqualTo(connections);
        }
    }

    @Test
    void aCancelInTheMidstOfTheBodyClosesTheConnectionToo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 500 Status\r\nContent-Length: 100000\r\n\r\n" + BEGINNING);
                    begun.countDown();
                    connection.awaitEnd();
                    clientIsGone.countDown();
                });
                TexmlClient client =
                        at(server).responseTimeout(Duration.ofSeconds(60)).build()) {
            Disposable running = dial(client).subscribe(created -> {}, failed -> {});
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

            running.dispose();

            assertThat(clientIsGone.await(10, TimeUnit.SECONDS)).isTrue();
            Waiting.until("the permit is back", () -> client.load().underWay() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Endless.class)
    void aDownloadsRefusalEndsToo(Endless how) throws Exception {
        try (FaultServer host = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    if (number == 1) {
                        answer(connection, 404, how);
                    }
                    connection.answer(200, "media");
                });
                TexmlClient client = at(host).build()) {
            URI media = host.baseUrl().resolve("/a.mp3");
            ApiException failure = failureOf(client.recordings().download(media).then(), ApiException.class);

            assertThat(failure.status()).isEqualTo(404);
            assertThat(failure.rawBody()).startsWith(BEGINNING);
            assertThat(clientIsGone.await(10, TimeUnit.SECONDS)).isTrue();
            client.recordings().download(media, directory.resolve("a.mp3")).block(LONG_ENOUGH);
            assertThat(directory.resolve("a.mp3")).hasContent("media");
        }
    }

    @Test
    void aSavedRecordingIsCompleteThoughTheAnswerThatSaysSoDoesNotEnd() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        String head = connection.readHead();
                        if (head.contains("Range: bytes=5-") || head.contains("range: bytes=5-")) {
                            connection.write("HTTP/1.1 416 Status\r\nContent-Range: bytes */5\r\n");
                            Endless.TRICKLING.go(connection);
                        } else if (head.startsWith("GET /media")) {
                            // All of it is there, but the connection breaks before the end is.
                            connection.write(
                                    "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nmedia\r\n");
                            return;
                        } else {
                            connection.answer(
                                    200, "{\"sid\":\"RE1\",\"media_url\":\"" + connection.origin() + "/media\"}");
                        }
                    }
                });
                TexmlClient client = at(server).build()) {
            client.recordings().save("RE1", directory.resolve("a.mp3")).block(LONG_ENOUGH);

            assertThat(directory.resolve("a.mp3")).hasContent("media");
        }
    }

    private static <T extends ApiException> T failureOf(Mono<?> mono, Class<T> type) {
        T failure = catchThrowableOfType(type, () -> mono.block(LONG_ENOUGH));
        assertThat(failure).isNotNull();
        return failure;
    }
}
