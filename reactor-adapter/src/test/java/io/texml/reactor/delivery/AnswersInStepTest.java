package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.netty.channel.Channel;
import io.texml.ApiException;
import io.texml.TransportException;
import io.texml.calls.CallCreated;
import io.texml.reactor.LogLines;
import io.texml.reactor.TexmlClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.netty.resources.LoopResources;

/** Guarantee 9: no byte that a connection carried before or beside an answer is taken for it. */
class AnswersInStepTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String ANOTHERS =
            "{\"sid\":\"SOMEONE-ELSES\",\"from\":\"+15550199\",\"to\":\"+15550198\",\"status\":\"completed\"}";
    private static final String WHOLE_ANSWER = FaultServer.answerOf(200, ANOTHERS);

    /** What comes behind the answer to the first request, in the same write or in one of its own. */
    enum Stray {
        SECOND_ANSWER(WHOLE_ANSWER),
        HEAD_WITHOUT_BODY("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"),
        HALF_A_HEAD("HTTP/1.1 200 O"),
        REQUEST_TIMEOUT("HTTP/1.0 408 Request Time-out\r\nConnection: close\r\n\r\n<html>408</html>"),
        TWO_BYTES("{}"),
        LINE_BREAK("\r\n"),
        INTERIM_ANSWER("HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n");

        private final String bytes;

        Stray(String bytes) {
            this.bytes = bytes;
        }
    }

    @ParameterizedTest
    @EnumSource(Stray.class)
    void bytesInTheSameWriteAsTheAnswerAreNobodysAnswer(Stray stray) throws Exception {
        areNobodysAnswer(connection -> connection.write(FaultServer.answerOf(200, CALL) + stray.bytes));
    }

    /** The answer's head is cut in the midst of a line, so that the decoder keeps its beginning. */
    @ParameterizedTest
    @EnumSource(Stray.class)
    void bytesBehindAnAnswerThatCameInPiecesAreNobodysAnswer(Stray stray) throws Exception {
        String answer = FaultServer.answerOf(200, CALL);
        areNobodysAnswer(connection -> {
            connection.write(answer.substring(0, 25));
            connection.pause(50);
            connection.write(answer.substring(25) + stray.bytes);
        });
    }

    private static void areNobodysAnswer(BrokenConnectionsTest.Fault answer) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    if (number == 1) {
                        connection.readRequest();
                        answer.happenTo(connection);
                    }
                    answerDials(connection);
                });
                TexmlClient client = clientOf(server)) {
            assertThat(client.calls().get("v3:a").block(SOON).sid()).isEqualTo("v3:call");
            isItsOwn(dial(client).block(SOON));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Stray.class)
    void bytesOnAnIdleConnectionCloseIt(Stray stray) throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    if (number == 1) {
                        connection.readRequest();
                        connection.answer(200, CALL);
                        connection.pause(50);
                        connection.write(stray.bytes);
                        connection.awaitEnd();
                        closed.countDown();
                    } else {
                        answerDials(connection);
                    }
                });
                TexmlClient client = clientOf(server)) {
            assertThat(client.calls().get("v3:a").block(SOON)).isNotNull();
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            isItsOwn(dial(client).block(SOON));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 151\r\n\r\n"
            })
    void aConnectionWhoseBodylessAnswerDeclaresABodyIsNotUsedAgain(String answer) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    if (number == 1) {
                        connection.readRequest();
                        connection.write(answer);
                        connection.pause(20);
                        connection.write(WHOLE_ANSWER);
                    }
                    answerDials(connection);
                });
                TexmlClient client = clientOf(server)) {
            client.queues().delete("q").block(SOON);
            isItsOwn(dial(client).block(SOON));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2", "Transfer-Encoding: chunked"})
    void theSameHoldsForA304(String declaration) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    if (number == 1) {
                        connection.readRequest();
                        connection.write("HTTP/1.1 304 Not Modified\r\n" + declaration + "\r\n\r\n");
                        connection.pause(20);
                        connection.write(WHOLE_ANSWER);
                    }
                    answerDials(connection);
                });
                TexmlClient client = clientOf(server)) {
            ApiException refusal = catchThrowableOfType(
                    ApiException.class, () -> client.calls().get("v3:a").block(SOON));
            assertThat(refusal.status()).isEqualTo(304);
            isItsOwn(dial(client).block(SOON));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void anAnswerWithoutABodyThatDeclaresNoneKeepsItsConnection() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
                    answerDials(connection);
                });
                TexmlClient client = clientOf(server)) {
            client.queues().delete("q").block(SOON);
            isItsOwn(dial(client).block(SOON));
            assertThat(server.connections()).isOne();
        }
    }

    /** What the server does on the idle connection while the loop is too busy to read it. */
    enum Unread {
        AN_ANSWER(connection -> connection.write(WHOLE_ANSWER)),
        THE_END(FaultServer.Connection::finish),
        A_RESET(FaultServer.Connection::reset);

        private final BrokenConnectionsTest.Fault fault;

        Unread(BrokenConnectionsTest.Fault fault) {
            this.fault = fault;
        }
    }

    @ParameterizedTest
    @EnumSource(Unread.class)
    void whatLiesUnreadInTheSocketIsSeenBeforeARequestIsWritten(Unread unread) throws Exception {
        seesBeforeItWrites(unread, true);
    }

    @ParameterizedTest
    @EnumSource(Unread.class)
    void whatLiesUnreadInTheSocketIsSeenWithoutTheNativeTransportToo(Unread unread) throws Exception {
        seesBeforeItWrites(unread, false);
    }

    private static void seesBeforeItWrites(Unread unread, boolean nativeTransport) throws Exception {
        CountDownLatch loopIsBusy = new CountDownLatch(1);
        CountDownLatch isThere = new CountDownLatch(1);
        AtomicReference<Channel> first = new AtomicReference<>();
        LoopResources loops = LoopResources.create("in-step", 1, true);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    if (number == 1) {
                        connection.readRequest();
                        connection.answer(200, CALL);
                        loopIsBusy.await();
                        unread.fault.happenTo(connection);
                        isThere.countDown();
                        connection.awaitEnd();
                    } else {
                        answerDials(connection);
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(1)
                        .customizeHttpClient(http -> http.runOn(loops, nativeTransport)
                                .doOnChannelInit((observer, channel, address) -> first.compareAndSet(null, channel)))
                        .build()) {
            assertThat(client.calls().get("v3:a").block(SOON)).isNotNull();
            CompletableFuture<CallCreated> dialled = new CompletableFuture<>();
            first.get().eventLoop().execute(() -> {
                loopIsBusy.countDown();
                while (isThere.getCount() > 0) {
                    // Nothing else may run on the loop.
                }
                dial(client).subscribe(dialled::complete, dialled::completeExceptionally);
            });

            isItsOwn(dialled.get(20, TimeUnit.SECONDS));
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        } finally {
            loops.disposeLater(Duration.ZERO, SOON).block(SOON);
        }
    }

    /** One that the server closed before its first request is no stale one: the retry policy decides, with its pauses. */
    @Test
    void connectionsThatAreClosedAtOnceAreNotTriedMoreOftenThanThePolicySays() throws Exception {
        LoopResources loops = LoopResources.create("in-step", 1, true);
        Semaphore written = new Semaphore(0);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.write("HTTP/1.1 400 No\r\n\r\n");
                    written.release();
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .customizeHttpClient(http -> http.runOn(loops).doOnConnected(connection -> {
                            // What the server sends at once is there before the request is written; nothing else may
                            // run on the loop meanwhile.
                            long latest = System.nanoTime() + SOON.toNanos();
                            while (!written.tryAcquire() && System.nanoTime() < latest) {
                                // The server has not sent it yet.
                            }
                            long arrived = System.nanoTime() + 20_000_000;
                            while (System.nanoTime() < arrived) {
                                // It is on its way over loopback.
                            }
                        }))
                        .build()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> dial(client).block(SOON));

            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure.attempts()).isEqualTo(4);
            assertThat(server.connections()).isEqualTo(4);
            client.closeLater().block(SOON);
        } finally {
            loops.disposeLater(Duration.ZERO, SOON).block(SOON);
        }
    }

    /** What Netty says of such an answer quotes it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\":\"+15550198\"} HTTP/1.1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +15550198x\r\n\r\n",
                "HTTP/1.1 200 OK\r\n+15550198\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n+15550198\r\n"
            })
    void anAnswerThatIsNoHttpIsQuotedNowhere(String answer) throws Exception {
        try (LogLines log = new LogLines("reactor.netty", Level.WARN);
                FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write(answer);
                    connection.awaitEnd();
                });
                TexmlClient client = clientOf(server)) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> dial(client).block(SOON));

            assertThat(failure.outcomeUnknown()).isTrue();
            StringWriter told = new StringWriter();
            failure.printStackTrace(new PrintWriter(told, true));
            assertThat(told.toString()).doesNotContain("15550198");
            assertThat(log.everything()).noneMatch(line -> line.contains("15550198"));
        }
    }

    @Test
    void strayAnswersUnderLoadReachNobody() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    for (int i = 1; true; i++) {
                        connection.readRequest();
                        connection.write(FaultServer.answerOf(200, CALL) + (i % 4 == 0 ? WHOLE_ANSWER : ""));
                    }
                });
                TexmlClient client = clientOf(server)) {
            Long others = Flux.range(0, 2_000)
                    .flatMap(i -> client.calls().get("v3:a"), 8)
                    .filter(call -> !"v3:call".equals(call.sid()))
                    .count()
                    .block(Duration.ofSeconds(60));

            assertThat(others).isZero();
        }
    }

    private static void isItsOwn(CallCreated created) {
        assertThat(created.from()).isEqualTo("+13120001234");
        assertThat(created.additionalProperties()).isEmpty();
    }

    private static TexmlClient clientOf(FaultServer server) {
        return Clients.at(server.baseUrl())
                .responseTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static void answerDials(FaultServer.Connection connection) throws IOException {
        while (true) {
            connection.readRequest();
            connection.answer(200, CREATED);
        }
    }
}
