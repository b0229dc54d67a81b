package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.aCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ClientClosedException;
import io.texml.calls.CreateCall;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Bulk dialling over the wire. Its arithmetic is proved in {@code BulkFluxTest}. */
class BulkDiallingTest {

    @Test
    void aFailureIsAnOutcomeThatSaysWhetherThePhoneMayRing() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    switch (number) {
                        case 1 -> connection.answer(422, "{\"errors\":[{\"code\":\"10016\"}]}", "Connection: close");
                        case 2 -> connection.reset();
                        default -> connection.answer(200, CREATED, "Connection: close");
                    }
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(1).build()) {
            List<CallOutcome> outcomes =
                    client.calls().createEach(calls(3)).collectList().block(LONG_ENOUGH);

            assertThat(outcomes).extracting(CallOutcome::isCreated).containsExactly(false, false, true);
            assertThat(outcomes).extracting(CallOutcome::outcomeUnknown).containsExactly(false, true, false);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void cancellingSendsNothingMoreAndReportsWhatWasUnderWayAsUnknown() throws Exception {
        CountDownLatch arrived = new CountDownLatch(3);
        AtomicInteger taken = new AtomicInteger();
        List<CallOutcome> cutOff = new CopyOnWriteArrayList<>();
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    arrived.countDown();
                    connection.awaitEnd();
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(3)
                        .responseTimeout(LONG_ENOUGH)
                        .build()) {
            Disposable bulk = client.calls()
                    .createEach(calls(100_000).doOnNext(call -> taken.incrementAndGet()), cutOff::add)
                    .subscribe();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            bulk.dispose();

            assertThat(cutOff).hasSize(3).allMatch(CallOutcome::outcomeUnknown);
            assertThat(taken).hasValue(3);
            assertThat(client.load().underWay()).isZero();
            assertThat(client.load().waiting()).isZero();
            Waiting.until("the connections end", () -> server.openConnections() == 0);
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void closingTheClientEndsABulkThatWaitsForThePaceAtOnce() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            connection.answer(200, CREATED);
            connection.awaitEnd();
        })) {
            TexmlClient client = Clients.at(server.baseUrl())
                    .dialPace(DialPace.rolling(1, Duration.ofHours(1)))
                    .build();

            StepVerifier.create(client.calls().createEach(calls(10)))
                    .expectNextMatches(CallOutcome::isCreated)
                    .then(client::close)
                    .expectError(ClientClosedException.class)
                    .verify(LONG_ENOUGH);
        }
    }

    @Test
    void aThousandAtOnceOverEightConnectionsAreAllServedAndNoNinthIsOpened() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        connection.answer(200, Clients.CALL);
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(8)
                        .responseTimeout(LONG_ENOUGH)
                        .totalTimeout(LONG_ENOUGH)
                        .build()) {
            Long served = Flux.range(0, 1_000)
                    .flatMap(i -> client.calls().get("v3:" + i), 1_000)
                    .count()
                    .block(LONG_ENOUGH);

            assertThat(served).isEqualTo(1_000);
            assertThat(server.requests()).hasSize(1_000);
            assertThat(server.connections()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void anotherClientHasARetryBudgetOfItsOwn() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        connection.answer(503, "{}");
                    }
                });
                TexmlClient inTrouble = Clients.at(server.baseUrl())
                        .responseTimeout(LONG_ENOUGH)
                        .retryBudget(5)
                        .build();
                TexmlClient unrelated = Clients.at(server.baseUrl())
                        .responseTimeout(LONG_ENOUGH)
                        .retryBudget(5)
                        .build()) {
            inTrouble.calls().get("v3:1").onErrorComplete().block(LONG_ENOUGH);
            assertThat(server.requests()).as("one retry, 5 tokens").hasSize(2);

            unrelated.calls().get("v3:2").onErrorComplete().block(LONG_ENOUGH);

            assertThat(server.requests()).as("the same again").hasSize(4);
        }
    }

    @Test
    void theRetryBudgetIsAsLargeAsConfiguredAndSharedByAllAccounts() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    while (true) {
                        connection.readRequest();
                        connection.answer(503, "{}");
                    }
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(1)
                        .responseTimeout(LONG_ENOUGH)
                        .retryBudget(10)
                        .build()) {
            Mono<?> one = client.calls().get("v3:1").onErrorComplete();
            Mono<?> another = client.account("another").calls().get("v3:2").onErrorComplete();

            one.block(LONG_ENOUGH);
            assertThat(server.requests()).as("two retries, 5 tokens each").hasSize(3);
            another.block(LONG_ENOUGH);
            assertThat(server.requests()).as("nothing is left for another").hasSize(4);
        }
    }

    private static Flux<CreateCall> calls(int count) {
        return Flux.range(0, count).map(i -> aCall());
    }
}
