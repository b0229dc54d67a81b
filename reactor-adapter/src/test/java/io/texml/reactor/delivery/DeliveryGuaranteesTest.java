package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.aCall;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.texml.TexmlException;
import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The nine guarantees of the design, each by its name. What is behind them is tested in detail next door. */
class DeliveryGuaranteesTest {

    @Test
    void aPhoneNeverRingsTwiceBecauseOfUs() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.reset();
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(failureOf(dial(client)).outcomeUnknown()).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(number == 1 ? 429 : 200, CREATED, "Retry-After: 0.01", "Connection: close");
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(dial(client).block(LONG_ENOUGH)).isNotNull();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void waitingCostsNothing() throws Exception {
        CountDownLatch refused = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(503, "{}", "Retry-After: 10");
                    refused.countDown();
                    connection.readRequest();
                    connection.answer(200, CALL);
                    connection.awaitEnd();
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(1).build()) {
            Disposable waitsForItsRetry = client.calls().get("v3:1").subscribe();
            assertThat(refused.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(client.calls().get("v3:2").block(LONG_ENOUGH)).isNotNull();

            assertThat(client.load().underWay()).isZero();
            assertThat(server.connections()).isOne();
            assertThat(waitsForItsRetry.isDisposed()).isFalse();
            waitsForItsRetry.dispose();
        }
    }

    @Test
    void noStorm() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        connection.answer(500, "{}");
                    }
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(16).build()) {
            Long failures = Flux.range(0, 1_000)
                    .flatMap(
                            i -> client.calls()
                                    .get("v3:" + i)
                                    .then(Mono.<Integer>empty())
                                    .onErrorReturn(TexmlException.class, 1),
                            64)
                    .count()
                    .block(LONG_ENOUGH);

            assertThat(failures).isEqualTo(1_000);
            assertThat(server.requests()).hasSizeBetween(1_001, 1_200);
        }
    }

    @Test
    void demandDecides() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        connection.answer(200, CREATED);
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            AtomicInteger taken = new AtomicInteger();
            dial(client);
            Flux<?> bulk = client.calls()
                    .createEach(Flux.range(0, 100_000).map(i -> aCall()).doOnNext(request -> taken.incrementAndGet()));
            assertThat(server.connections()).as("before anybody subscribes").isZero();

            assertThat(bulk.take(3, true).collectList().block(LONG_ENOUGH)).hasSize(3);

            assertThat(taken).hasValue(3);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void cancelMeansNow() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch clientIsGone = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    arrived.countDown();
                    connection.awaitEnd();
                    clientIsGone.countDown();
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(1)
                        .responseTimeout(LONG_ENOUGH)
                        .build()) {
            Disposable underWay = client.calls().get("v3:1").subscribe();
            Disposable waiting = client.calls().get("v3:2").subscribe();
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(client.load().waiting()).isOne();

            waiting.dispose();
            assertThat(client.load().waiting()).isZero();
            underWay.dispose();
            assertThat(client.load().underWay()).isZero();

            assertThat(clientIsGone.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void whoTimesOutAndSubscribesAgainGetsTheValue() throws Exception {
        Sinks.Many<Integer> timesOut = Sinks.many().multicast().directBestEffort();
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    if (number == 1) {
                        timesOut.tryEmitNext(number);
                        connection.awaitEnd();
                    }
                    connection.answer(200, CALL);
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(1)
                        .responseTimeout(LONG_ENOUGH)
                        .retryPolicy(RetryPolicy.never())
                        .build()) {
            Mono<Call> call =
                    client.calls().get("v3:call").timeout(timesOut.asFlux()).retry(1);

            assertThat(call.block(LONG_ENOUGH)).isNotNull();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void theKeyStaysHome() throws Exception {
        AtomicInteger keysElsewhere = new AtomicInteger();
        try (FaultServer elsewhere = new FaultServer((number, connection) -> {
                    if (connection.readHead().toLowerCase(java.util.Locale.ROOT).contains("authorization")) {
                        keysElsewhere.incrementAndGet();
                    }
                    connection.answer(200, "media");
                });
                FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    if (number == 1) {
                        connection.answer(302, "", "Location: " + elsewhere.baseUrl(), "Connection: close");
                    } else {
                        connection.answer(
                                200,
                                "{\"calls\":[{\"sid\":\"a\"}],\"next_page_uri\":\"" + elsewhere.baseUrl() + "/next\"}",
                                "Connection: close");
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            failureOf(client.calls().get("v3:call"));
            failureOf(client.calls().list().collectList());
            assertThat(elsewhere.connections())
                    .as("redirects and foreign page links")
                    .isZero();

            client.recordings().download(elsewhere.baseUrl().resolve("/media")).blockLast(LONG_ENOUGH);

            assertThat(elsewhere.requests()).hasSize(1);
            assertThat(keysElsewhere).hasValue(0);
        }
    }

    @Test
    void nothingLostInTranslation() throws Exception {
        String strange = "{\"sid\":\"v3:call\",\"status\":\"teleporting\",\"start_time\":\"when the cock crows\","
                + "\"a_field_of_tomorrow\":{\"depth\":[1,2]}}";
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(200, strange);
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            Call call = client.calls().get("v3:call").block(LONG_ENOUGH);

            assertThat(call.status()).isEqualTo(CallStatus.of("teleporting"));
            assertThat(call.status().isKnown()).isFalse();
            assertThat(call.startTime()).isNull();
            assertThat(call.additionalProperties())
                    .containsEntry("start_time", "when the cock crows")
                    .containsKey("a_field_of_tomorrow");
        }
    }

    @Test
    void secretsAndNumbersAreNotPrinted() throws Exception {
        String quoting = "{\"errors\":[{\"code\":\"10016\",\"title\":\"+13120001234\",\"detail\":\"+13120004321\"}]}";
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(422, quoting, "Connection: close");
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            TexmlException failure = failureOf(dial(client));

            for (Object printed : List.of(client, aCall(), failure, failure.details(), failure.getMessage())) {
                assertThat(printed.toString()).doesNotContain("KEY-of-a-test").doesNotContain("3120");
            }
        }
    }

    @Test
    void anAnswerBelongsToItsRequest() throws Exception {
        String others = "{\"from\":\"+13129999999\",\"to\":\"+13128888888\",\"status\":\"completed\"}";
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    // One too many: the connection's next request would take it for its answer.
                    connection.write(FaultServer.answerOf(200, CREATED) + FaultServer.answerOf(200, others));
                    connection.awaitEnd();
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(1).build()) {
            for (int i = 0; i < 20; i++) {
                assertThat(dial(client).block(LONG_ENOUGH).from()).isEqualTo("+13120001234");
            }
            assertThat(server.connections()).isEqualTo(20);
        }
    }

    private static TexmlException failureOf(Mono<?> mono) {
        TexmlException failure = catchThrowableOfType(TexmlException.class, () -> mono.block(LONG_ENOUGH));
        assertThat(failure).isNotNull();
        return failure;
    }
}
