package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.texml.ClientClosedException;
import io.texml.RequestOptions;
import io.texml.TransportException;
import io.texml.reactor.LogLines;
import io.texml.reactor.TexmlClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class ClosingTest {

    @Test
    void aClosedClientSaysSoAndNoPoolComesBackToLife() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            connection.answer(200, CALL);
            connection.awaitEnd();
        })) {
            TexmlClient client = Clients.at(server.baseUrl()).build();
            client.calls().get("v3:call").block(LONG_ENOUGH);
            client.closeLater().block(LONG_ENOUGH);

            for (Mono<?> use : List.<Mono<?>>of(
                    client.calls().get("v3:call"),
                    dial(client),
                    client.calls().list().next(),
                    client.account("other").calls().get("v3:call"),
                    client.recordings().download(server.baseUrl()).next(),
                    client.recordings().download(server.baseUrl(), Path.of("never")))) {
                assertThat(failureOf(use.toFuture())).isInstanceOf(ClientClosedException.class);
            }
            assertThat(Path.of("never")).doesNotExist();
            assertThat(server.connections()).isOne();
            Waiting.until("the server sees the connection end", () -> server.openConnections() == 0);
            client.closeLater().block(LONG_ENOUGH);
        }
    }

    @Test
    void closingCountsFromTheCallAndTwiceIsTheSameAsOnce() throws Exception {
        TexmlClient client = Clients.at(URI.create("http://127.0.0.1:1/v2")).build();

        Mono<Void> closing = client.closeLater();

        assertThat(failureOf(client.calls().get("v3:call").toFuture())).isInstanceOf(ClientClosedException.class);
        closing.block(LONG_ENOUGH);
        client.close();
        client.closeLater().block(LONG_ENOUGH);
    }

    @Test
    void aClientOfWhichNothingIsUnderWayIsClosedAtOnce() {
        TexmlClient client = Clients.at(URI.create("http://127.0.0.1:1/v2"))
                .closeGrace(Duration.ofDays(365 * 1_000))
                .build();

        StepVerifier.create(Mono.fromRunnable(client::close)).expectComplete().verify(LONG_ENOUGH);
    }

    @Test
    void closeWaitsForADownloadThatIsUnderWay() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            arrived.countDown();
            assertThat(closing.await(20, TimeUnit.SECONDS)).isTrue();
            connection.answer(200, "sound");
            connection.awaitEnd();
        })) {
            TexmlClient client = Clients.at(server.baseUrl())
                    .responseTimeout(LONG_ENOUGH)
                    .closeGrace(LONG_ENOUGH)
                    .build();
            CompletableFuture<Long> length = client.recordings()
                    .download(server.baseUrl())
                    .map(bytes -> (long) bytes.remaining())
                    .reduce(0L, Long::sum)
                    .toFuture();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> closed = client.closeLater().toFuture();
            closing.countDown();
            closed.get(20, TimeUnit.SECONDS);

            assertThat(length).isCompletedWithValue(5L);
        }
    }

    @Test
    void whatIsUnderWayMayEndWithinTheGraceTimeAndTheRestFailsAtOnce() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            arrived.countDown();
            assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            connection.answer(200, CALL);
            connection.awaitEnd();
        })) {
            TexmlClient client = Clients.at(server.baseUrl())
                    .maxConnections(1)
                    .responseTimeout(LONG_ENOUGH)
                    .closeGrace(LONG_ENOUGH)
                    .build();
            var underWay = client.calls().get("v3:call").toFuture();
            var waiting = client.calls().get("v3:call").toFuture();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> closed = client.closeLater().toFuture();

            assertThat(failureOf(waiting)).isInstanceOf(ClientClosedException.class);
            assertThat(closed).isNotDone();
            go.countDown();
            assertThat(underWay.get(20, TimeUnit.SECONDS)).isNotNull();
            closed.get(20, TimeUnit.SECONDS);
            Waiting.until("no connection is left", () -> server.openConnections() == 0);
        }
    }

    @Test
    void afterTheGraceTimeWhatIsUnderWayIsEndedWithItsConnection() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            arrived.countDown();
            connection.awaitEnd();
        })) {
            TexmlClient client = Clients.at(server.baseUrl())
                    .responseTimeout(LONG_ENOUGH)
                    .closeGrace(Duration.ofMillis(50))
                    .build();
            var underWay = dial(client).toFuture();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            client.closeLater().block(LONG_ENOUGH);

            Throwable failure = failureOf(underWay);
            assertThat(failure).isInstanceOf(TransportException.class);
            assertThat(((TransportException) failure).outcomeUnknown()).isTrue();
            Waiting.until("no connection is left", () -> server.openConnections() == 0);
        }
    }

    @Test
    void closingEndsConnectionsAfterTheGraceTimeAlthoughNobodyWaitsForIt() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            arrived.countDown();
            connection.awaitEnd();
        })) {
            TexmlClient client = Clients.at(server.baseUrl())
                    .responseTimeout(LONG_ENOUGH)
                    .closeGrace(Duration.ofMillis(50))
                    .build();
            var underWay = client.calls().get("v3:call").toFuture();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            client.closeLater();

            assertThat(failureOf(underWay)).isInstanceOf(ClientClosedException.class);
            Waiting.until("no connection is left", () -> server.openConnections() == 0);
        }
    }

    @Test
    void aHundredClientsLeaveNoThreadBehindAndNoneThatKeepsTheJvmAlive() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            connection.answer(200, CALL);
            connection.awaitEnd();
        })) {
            // The first one starts the event loops that the whole process shares.
            useAndClose(server, 20);
            Set<String> before = clientThreads();
            useAndClose(server, 100);

            assertThat(clientThreads()).isSubsetOf(before);
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !thread.isDaemon())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("reactor-http") || name.contains("texml"));
            Waiting.until("no connection is left", () -> server.openConnections() == 0);
        }
    }

    /** As Spring closes a bean, and as the end of a try block does. */
    @Test
    void closeReturnsWhenTheOutcomesOfTheDialsThatWereUnderWayHaveBeenTold() throws Exception {
        int dials = 8;
        for (int round = 0; round < 20; round++) {
            CountDownLatch arrived = new CountDownLatch(dials);
            CountDownLatch go = new CountDownLatch(1);
            try (FaultServer server = new FaultServer((number, connection) -> {
                connection.readRequest();
                arrived.countDown();
                assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                if (number % 4 == 0) {
                    connection.reset();
                } else {
                    connection.answer(200, CREATED);
                    connection.awaitEnd();
                }
            })) {
                TexmlClient client = Clients.at(server.baseUrl())
                        .responseTimeout(LONG_ENOUGH)
                        .totalTimeout(LONG_ENOUGH)
                        .closeGrace(LONG_ENOUGH)
                        .build();
                List<CompletableFuture<?>> outcomes = new ArrayList<>();
                for (int i = 0; i < dials; i++) {
                    outcomes.add(dial(client).toFuture());
                }
                assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
                List<Boolean> told = new CopyOnWriteArrayList<>();
                Thread closing = new Thread(() -> {
                    client.close();
                    outcomes.forEach(outcome -> told.add(outcome.isDone()));
                });
                closing.start();
                Waiting.until("it waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
                assertThat(outcomes).noneMatch(CompletableFuture::isDone);

                go.countDown();

                closing.join(20_000);
                assertThat(told).hasSize(dials).doesNotContain(false);
                assertThat(outcomes)
                        .filteredOn(CompletableFuture::isCompletedExceptionally)
                        .hasSize(dials / 4);
                assertThat(server.requests()).hasSize(dials);
            }
        }
    }

    @Test
    void closeWaitsNoLongerThanTheGraceTimeAndTellsTheOutcomeThatIsUnknown() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            arrived.countDown();
            connection.awaitEnd();
        })) {
            TexmlClient client = Clients.at(server.baseUrl())
                    .responseTimeout(LONG_ENOUGH)
                    .totalTimeout(LONG_ENOUGH)
                    .closeGrace(Duration.ofMillis(200))
                    .build();
            var underWay = dial(client).toFuture();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            long begin = System.nanoTime();

            client.close();

            assertThat(underWay).isCompletedExceptionally();
            assertThat(System.nanoTime() - begin)
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos())
                    .isLessThan(Duration.ofSeconds(15).toNanos());
            assertThat(((TransportException) failureOf(underWay)).outcomeUnknown())
                    .isTrue();
            Waiting.until("no connection is left", () -> server.openConnections() == 0);
        }
    }

    /** The permit and the connection of a dial whose time is up are gone before its caller is told. */
    @Test
    void closeReturnsBehindTheLastCallerAndNotBehindTheLastConnection() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            connection.answer(200, CALL);
            connection.readRequest();
            arrived.countDown();
            connection.awaitEnd();
        })) {
            TexmlClient client = Clients.at(server.baseUrl())
                    .maxConnections(1)
                    .responseTimeout(LONG_ENOUGH)
                    .closeGrace(LONG_ENOUGH)
                    .build();
            client.with(RequestOptions.builder().totalTimeout(LONG_ENOUGH).build())
                    .calls()
                    .get("v3:warm")
                    .block(LONG_ENOUGH);
            CountDownLatch closed = new CountDownLatch(1);
            CompletableFuture<Boolean> closedBefore = new CompletableFuture<>();
            dial(client.with(RequestOptions.builder()
                            .totalTimeout(Duration.ofSeconds(1))
                            .build()))
                    .subscribe(call -> {}, failure -> {
                        // It must not block here. Half a second is enough for what must not happen.
                        long giveUp = System.nanoTime() + Duration.ofMillis(500).toNanos();
                        while (closed.getCount() > 0 && System.nanoTime() < giveUp) {}
                        closedBefore.complete(closed.getCount() == 0);
                    });
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            client.close();
            closed.countDown();

            assertThat(closedBefore.get(20, TimeUnit.SECONDS)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAThreadThatMustNotBlockCloseDoesNotWaitAndSaysSo(boolean eventLoop) throws Exception {
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        try (LogLines log = new LogLines("io.texml.client", Level.INFO);
                FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    arrived.countDown();
                    if (number == 1) {
                        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
                    } else {
                        assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                    }
                    connection.answer(200, CREATED);
                    connection.awaitEnd();
                })) {
            TexmlClient client = Clients.at(server.baseUrl())
                    .responseTimeout(LONG_ENOUGH)
                    .closeGrace(LONG_ENOUGH)
                    .build();
            Mono<?> first = eventLoop ? dial(client) : dial(client).publishOn(Schedulers.parallel());
            CompletableFuture<Boolean> waited = new CompletableFuture<>();
            first.subscribe(
                    call -> {
                        client.close();
                        waited.complete(go.getCount() == 0);
                    },
                    waited::completeExceptionally);
            Waiting.until("the first is on its way", () -> server.requests().size() == 1);
            var underWay = dial(client).toFuture();

            assertThat(waited.get(20, TimeUnit.SECONDS)).isFalse();
            assertThat(log.lines()).singleElement().asString().contains("closeLater()");
            go.countDown();
            assertThat(underWay.get(20, TimeUnit.SECONDS)).isNotNull();
            Waiting.until("no connection is left", () -> server.openConnections() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aThreadThatIsInterruptedReturnsFromCloseAndStaysInterruptedAndClosingGoesOn(boolean before) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            arrived.countDown();
            assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            connection.answer(200, CREATED);
            connection.awaitEnd();
        })) {
            TexmlClient client = Clients.at(server.baseUrl())
                    .responseTimeout(LONG_ENOUGH)
                    .closeGrace(LONG_ENOUGH)
                    .build();
            var underWay = dial(client).toFuture();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            AtomicBoolean interrupted = new AtomicBoolean();
            Thread closing = new Thread(() -> {
                if (before) {
                    Thread.currentThread().interrupt();
                }
                client.close();
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            closing.start();
            if (!before) {
                Waiting.until("it waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
                closing.interrupt();
            }
            closing.join(20_000);

            assertThat(closing.isAlive()).isFalse();
            assertThat(interrupted).isTrue();
            assertThat(failureOf(dial(client).toFuture())).isInstanceOf(ClientClosedException.class);
            go.countDown();
            assertThat(underWay.get(20, TimeUnit.SECONDS)).isNotNull();
            Waiting.until("no connection is left", () -> server.openConnections() == 0);
        }
    }

    @Test
    void anExchangeThatNobodyAskedForAnAnswerOfHoldsUpNoClosing() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> connection.readRequest())) {
            TexmlClient client =
                    Clients.at(server.baseUrl()).closeGrace(LONG_ENOUGH).build();
            BaseSubscriber<Object> withoutDemand = new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {}
            };
            dial(client).subscribe(withoutDemand);
            long begin = System.nanoTime();

            client.close();

            assertThat(System.nanoTime() - begin)
                    .isLessThan(Duration.ofSeconds(15).toNanos());
            withoutDemand.cancel();
        }
    }

    private static void useAndClose(FaultServer server, int clients) {
        List<TexmlClient> all = IntStream.range(0, clients)
                .mapToObj(i -> Clients.at(server.baseUrl()).build())
                .toList();
        all.forEach(client -> client.calls().get("v3:call").block(LONG_ENOUGH));
        all.forEach(client -> client.closeLater().block(LONG_ENOUGH));
    }

    /** Without the server's own threads and without those of the process-wide pools, which grow to their fixed size. */
    private static Set<String> clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.equals("fault-server"))
                .filter(name -> !name.matches("(parallel|reactor-http-\\w+)-\\d+"))
                .collect(Collectors.toSet());
    }

    private static Throwable failureOf(CompletableFuture<?> future) throws Exception {
        try {
            future.get(20, TimeUnit.SECONDS);
            throw new AssertionError("it did not fail");
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }
}
