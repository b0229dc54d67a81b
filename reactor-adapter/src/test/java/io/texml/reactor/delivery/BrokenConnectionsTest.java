package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import io.texml.ApiException;
import io.texml.RequestOptions;
import io.texml.SaturationException;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A server that breaks the connection in every way, over bare sockets. */
class BrokenConnectionsTest {

    /** Ways to fail after the whole request was read: nobody can tell what the server did. */
    enum AmbiguousFault {
        RESET(FaultServer.Connection::reset),
        CLOSED_WITHOUT_ANSWER(connection -> {}),
        HALF_A_HEADER(connection -> connection.write("HTTP/1.1 200 OK\r\nContent-Le")),
        HALF_A_BODY(connection -> connection.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"sid\":")),
        HALF_A_BODY_AND_RESET(connection -> {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"sid\":");
            connection.reset();
        }),
        GARBAGE(connection -> connection.write("\u0000\u0001 this is no HTTP \r\n\r\n\r\n")),
        NEVER_ANSWERED(FaultServer.Connection::awaitEnd),
        CONTINUE_AND_NOTHING_MORE(connection -> {
            connection.write("HTTP/1.1 100 Continue\r\n\r\n");
            connection.awaitEnd();
        }),
        NO_JSON(connection -> connection.answer(200, "<html>a proxy</html>")),
        REQUEST_TIMEOUT(connection -> connection.answer(408, "{}", "Connection: close")),
        SERVER_ERROR(connection -> connection.answer(500, "{}")),
        BAD_GATEWAY_IN_HTML(connection -> connection.answer(502, "<html>bad gateway</html>", "Connection: close"));

        private final Fault fault;

        AmbiguousFault(Fault fault) {
            this.fault = fault;
        }
    }

    @FunctionalInterface
    interface Fault {
        void happenTo(FaultServer.Connection connection) throws IOException, InterruptedException;
    }

    @ParameterizedTest
    @EnumSource(AmbiguousFault.class)
    void aCreatingRequestIsSeenOnceAndItsOutcomeIsUnknown(AmbiguousFault how) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    how.fault.happenTo(connection);
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            TexmlException failure = failureOf(dial(client));

            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure.attempts()).isOne();
            assertThat(server.requests()).containsExactly("POST /v2/texml/Accounts/account/Calls HTTP/1.1");
        }
    }

    @ParameterizedTest
    @EnumSource(AmbiguousFault.class)
    void aReadIsRepeatedAfterTheSameFailures(AmbiguousFault how) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    if (number == 1) {
                        how.fault.happenTo(connection);
                    }
                    // A connection that was kept alive carries the next request too.
                    if (number == 1) {
                        connection.readRequest();
                    }
                    connection.answer(200, CALL, "Connection: close");
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(client.calls().get("v3:call").block(LONG_ENOUGH).status())
                    .isEqualTo(CallStatus.COMPLETED);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aConnectionThatTheServerClosedWhileIdleIsNotUsedAgain() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(200, CREATED);
                    if (number == 1) {
                        connection.finish();
                        connection.awaitEnd();
                        closed.countDown();
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            dial(client).block(LONG_ENOUGH);
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();

            dial(client).block(LONG_ENOUGH);

            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeptConnectionThatBreaksUnderTheNextRequestDoesNotDialTwice(boolean reset) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(200, CREATED);
                    connection.readRequest();
                    if (reset) {
                        connection.reset();
                    }
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(1).build()) {
            dial(client).block(LONG_ENOUGH);

            TexmlException failure = failureOf(dial(client));

            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aRequestThatWasReadInPartIsNotRepeatedEither() throws Exception {
        CreateCall large = Clients.aCall().toBuilder()
                .additionalParameter("Large", "x".repeat(8_000_000))
                .build();
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readHead();
                    connection.reset();
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            TexmlException failure = failureOf(client.calls().create(large));

            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void whereNobodyListensADialIsRetriedBecauseNothingWasSent() {
        try (TexmlClient client = Clients.at(FaultServer.nobody()).build()) {
            TexmlException failure = failureOf(dial(client));

            assertThat(failure).isInstanceOf(TransportException.class);
            assertThat(((TransportException) failure).phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(failure.attempts()).isEqualTo(4);
            assertThat(failure.getSuppressed())
                    .filteredOn(earlier -> earlier instanceof TransportException)
                    .hasSize(3);
        }
    }

    @Test
    void aHandshakeThatFailsIsRetriedForADialBecauseNothingWasSent() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> connection.reset());
                TexmlClient client = Clients.at(
                                URI.create(server.baseUrl().toString().replace("http:", "https:")))
                        .build()) {
            TexmlException failure = failureOf(dial(client));

            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(failure.attempts()).isEqualTo(4);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aHandshakeThatNeverEndsIsEndedByTheConnectTimeoutAndNothingWasSent() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> connection.awaitEnd());
                TexmlClient client = Clients.at(
                                URI.create(server.baseUrl().toString().replace("http:", "https:")))
                        .connectTimeout(Duration.ofMillis(200))
                        .totalTimeout(Duration.ofSeconds(8))
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            TransportException failure = (TransportException) failureOf(dial(client));

            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure.outcomeUnknown()).isFalse();
        }
    }

    @Test
    void timesThatStandForNoLimitDoNotOverflow() throws Exception {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(200, CREATED);
                    connection.awaitEnd();
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .connectTimeout(forever)
                        .responseTimeout(forever)
                        .totalTimeout(forever)
                        .maxWait(forever)
                        .maxIdleTime(forever)
                        .closeGrace(forever)
                        .build()) {
            assertThat(dial(client).block(LONG_ENOUGH)).isNotNull();

            client.closeLater().block(LONG_ENOUGH);
        }
    }

    @Test
    void anOwnDecisionToTakeTheRiskRepeatsADial() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    if (number > 1) {
                        connection.answer(200, CREATED, "Connection: close");
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            TexmlClient atOwnRisk =
                    client.with(RequestOptions.builder().repeatEvenIfDoneTwice().build());

            assertThat(dial(atOwnRisk).block(LONG_ENOUGH)).isNotNull();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aServerThatForbidsTheRetryIsObeyedAndOneThatUrgesItIsNot() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(503, "{}", "x-should-retry: false", "Connection: close");
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            failureOf(client.calls().get("v3:call"));
            assertThat(server.requests()).hasSize(1);
        }
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(503, "{}", "x-should-retry: true", "Connection: close");
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(failureOf(dial(client)).outcomeUnknown()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints"})
    void anInterimAnswerIsNotTheAnswerOfThisRequestNorOfTheNext(String interim) throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 " + interim + "\r\nLink: </a>\r\n\r\n");
                    connection.write("HTTP/1.1 " + interim + "\r\n\r\n");
                    connection.answer(200, CREATED);
                    connection.readRequest();
                    connection.answer(200, CALL);
                    connection.awaitEnd();
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(1).build()) {
            assertThat(dial(client).block(LONG_ENOUGH).status()).isNotNull();
            assertThat(client.calls().get("v3:call").block(LONG_ENOUGH).sid()).isEqualTo("v3:call");
            assertThat(server.requests()).hasSize(2);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aDialWhoseConnectionClosesBeforeItIsWrittenIsSentOnAnother() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(200, CREATED, "Connection: close");
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .customizeHttpClient(http -> http.doOnRequest((request, connection) -> {
                            if (attempts.incrementAndGet() == 1) {
                                connection.channel().close();
                            }
                        }))
                        .build()) {
            assertThat(dial(client).block(LONG_ENOUGH)).isNotNull();

            assertThat(attempts).hasValue(2);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theTransportRepeatsNothingOnItsOwnNotEvenWhatWasNotWritten() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(200, CREATED, "Connection: close");
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .customizeHttpClient(http -> http.disableRetry(false).doOnRequest((request, connection) -> {
                            if (attempts.incrementAndGet() == 1) {
                                connection
                                        .channel()
                                        .pipeline()
                                        .fireExceptionCaught(new IOException("Connection reset by peer"));
                                connection.channel().close();
                            }
                        }))
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            TransportException failure = (TransportException) failureOf(dial(client));

            assertThat(failure.phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(attempts).hasValue(1);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aNameThatDoesNotResolveIsTriedAgainForADialBecauseNothingWasSent() {
        AtomicInteger lookUps = new AtomicInteger();
        AddressResolverGroup<InetSocketAddress> nowhere = new AddressResolverGroup<>() {
            @Override
            protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
                return new InetNameResolver(executor) {
                    @Override
                    protected void doResolve(String name, Promise<InetAddress> promise) {
                        lookUps.incrementAndGet();
                        promise.setFailure(new UnknownHostException());
                    }

                    @Override
                    protected void doResolveAll(String name, Promise<List<InetAddress>> promise) {
                        lookUps.incrementAndGet();
                        promise.setFailure(new UnknownHostException());
                    }
                }.asAddressResolver();
            }
        };
        try (TexmlClient client = Clients.at(URI.create("http://api.invalid/v2"))
                .allowPlainHttp()
                .customizeHttpClient(http -> http.resolver(nowhere))
                .build()) {
            TexmlException failure = failureOf(dial(client));

            assertThat(((TransportException) failure).phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(failure.attempts()).isEqualTo(4);
            assertThat(lookUps).hasValue(4);
        } finally {
            nowhere.close();
        }
    }

    @Test
    void aHookThatThrowsAtTheAnswerLeavesADialsOutcomeUnknown() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(200, CREATED);
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .customizeHttpClient(http -> http.doOnResponse((response, connection) -> {
                            throw new IllegalStateException("a hook");
                        }))
                        .build()) {
            assertThat(failureOf(dial(client)).outcomeUnknown()).isTrue();
            assertThat(server.requests()).hasSize(1);
            assertThat(client.load().underWay()).isZero();
        }
    }

    @Test
    void aLargeErrorBodyIsReadToItsEndSoThatTheOnlyConnectionServesTheNextRequest() throws Exception {
        String large = "x".repeat(1024 * 1024);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(404, large);
                    connection.readRequest();
                    connection.answer(200, CALL);
                    connection.awaitEnd();
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(1).build()) {
            TexmlException failure = failureOf(client.calls().get("v3:gone"));
            assertThat(((ApiException) failure).rawBody()).hasSize(64 * 1024);

            assertThat(client.calls().get("v3:call").block(LONG_ENOUGH)).isNotNull();
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aServerThatDripsIsEndedByTheTotalTimeAlthoughNoReadTakesTooLong() throws Exception {
        CountDownLatch clientIsGone = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{");
                    try {
                        for (int i = 0; i < 400; i++) {
                            connection.pause(50);
                            connection.write(" ");
                        }
                    } catch (IOException broken) {
                        clientIsGone.countDown();
                        throw broken;
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .totalTimeout(Duration.ofMillis(1_200))
                        .build()) {
            TexmlException failure = failureOf(dial(client));

            assertThat(((TransportException) failure).phase()).isEqualTo(TransportException.Phase.DEADLINE);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(clientIsGone.await(10, TimeUnit.SECONDS))
                    .as("the connection is freed")
                    .isTrue();
        }
    }

    @Test
    void headersThatDripAreEndedByTheTotalTimeToo() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\n");
                    for (int i = 0; i < 400; i++) {
                        connection.pause(50);
                        connection.write("X-Drip-" + i + ": 1\r\n");
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .totalTimeout(Duration.ofMillis(700))
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            assertThat(failureOf(client.calls().get("v3:call"))).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsNotFetchedAgain() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(200, "{\"x\":\"" + "x".repeat(200_000) + "\"}");
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxResponseBytes(1_024).build()) {
            assertThat(failureOf(client.calls().get("v3:call"))).hasMessageContaining("maxResponseBytes");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRedirectIsNotFollowedSoTheKeyStaysHome() throws Exception {
        try (FaultServer elsewhere = new FaultServer((number, connection) -> connection.readRequest());
                FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(302, "", "Location: " + elsewhere.baseUrl());
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .customizeHttpClient(http -> http.followRedirect(true))
                        .build()) {
            TexmlException failure = failureOf(client.calls().get("v3:call"));

            assertThat(((ApiException) failure).status()).isEqualTo(302);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void aHookThatThrowsBeforeTheRequestIsWrittenFailsLikeAConnectionThatWasNotMade() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> connection.readRequest());
                TexmlClient client = Clients.at(server.baseUrl())
                        .customizeHttpClient(http -> http.doOnRequest((request, connection) -> {
                            throw new IllegalStateException("a hook");
                        }))
                        .build()) {
            TexmlException failure = failureOf(dial(client));

            assertThat(failure.attempts()).isEqualTo(4);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aFullQueueSaysSoAndSendsNothing() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.awaitEnd();
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(1)
                        .maxWaiting(0)
                        .build()) {
            var first = client.calls().get("v3:1").subscribe(call -> {}, thrown -> {});

            assertThat(failureOf(client.calls().get("v3:2"))).isInstanceOf(SaturationException.class);
            first.dispose();
        }
    }

    private static TexmlException failureOf(Mono<?> mono) {
        TexmlException failure = catchThrowableOfType(TexmlException.class, () -> mono.block(LONG_ENOUGH));
        assertThat(failure).isNotNull();
        return failure;
    }
}
