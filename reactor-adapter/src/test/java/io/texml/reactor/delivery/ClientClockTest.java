package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.SaturationException;
import io.texml.TransportException;
import io.texml.calls.Call;
import io.texml.calls.CallCreated;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.reactor.spi.DialPace;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Who brings a scheduler moves every wait of the client, and nothing that happens on the wire. */
class ClientClockTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();

    @AfterEach
    void stopTheClock() {
        clock.dispose();
    }

    @Test
    void dialsThatWaitForThePaceGoOutWhenTheClockIsMoved() throws Exception {
        try (FaultServer server = answering(CREATED);
                TexmlClient client = at(server)
                        .dialPace(DialPace.rolling(1, HOUR))
                        .totalTimeout(Duration.ofDays(1))
                        .build()) {
            List<CompletableFuture<CallCreated>> dials = IntStream.range(0, 8)
                    .mapToObj(i -> Clients.dial(client).toFuture())
                    .toList();
            for (int hour = 0; hour < 8; hour++) {
                int done = hour + 1;
                Waiting.until("the dial of this hour", () -> client.load().waiting() == 8 - done);
                dials.get(hour).get(20, TimeUnit.SECONDS);
                assertThat(client.load().waiting()).isEqualTo(7 - hour);
                clock.advanceTimeBy(HOUR.plusNanos(1));
            }

            assertThat(dials).allMatch(dial -> dial.isDone() && !dial.isCompletedExceptionally());
        }
    }

    @Test
    void thePaceThatAClientHasByItselfKeepsToItsClock() throws Exception {
        try (FaultServer server = answering(CREATED);
                TexmlClient client = at(server).build()) {
            List<CompletableFuture<CallCreated>> dials = IntStream.range(0, 151)
                    .mapToObj(i -> Clients.dial(client).toFuture())
                    .toList();
            Waiting.until(
                    "150 were sent",
                    () -> server.requests().size() == 150 && client.load().underWay() == 0);
            assertThat(client.load().waiting()).isOne();

            clock.advanceTimeBy(Duration.ofSeconds(5).plusMillis(1));

            for (CompletableFuture<CallCreated> dial : dials) {
                dial.get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void pausesBeforeRetriesPassWhenTheClockIsMoved() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(429, "{}", "retry-after: 30");
                    connection.readRequest();
                    connection.answer(200, Clients.CALL);
                });
                TexmlClient client = at(server).totalTimeout(HOUR).build()) {
            CompletableFuture<Call> call = client.calls().get("v3:call").toFuture();
            Waiting.until(
                    "it was refused", () -> !client.rateLimit().pausedFor().isZero());

            long refused = clock.now(TimeUnit.SECONDS);

            Waiting.until("it was sent again", () -> {
                clock.advanceTimeBy(Duration.ofSeconds(1));
                return call.isDone();
            });

            assertThat(clock.now(TimeUnit.SECONDS) - refused).isGreaterThanOrEqualTo(30);
            assertThat(call.get(20, TimeUnit.SECONDS).sid()).isEqualTo("v3:call");
        }
    }

    @Test
    void timeThatIsMovedCutsNoRequestThatIsUnderWay() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch moved = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    arrived.countDown();
                    moved.await();
                    connection.answer(200, Clients.CALL);
                });
                TexmlClient client = at(server)
                        .responseTimeout(LONG_ENOUGH)
                        .totalTimeout(LONG_ENOUGH)
                        .build()) {
            CompletableFuture<Call> call = client.calls().get("v3:call").toFuture();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();

            clock.advanceTimeBy(HOUR);
            moved.countDown();

            assertThat(call.get(20, TimeUnit.SECONDS).sid()).isEqualTo("v3:call");
        }
    }

    @Test
    void theTotalTimeoutPassesUnderWayThoughNobodyMovesTheClock() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.awaitEnd();
                });
                TexmlClient client = at(server)
                        .responseTimeout(LONG_ENOUGH)
                        .totalTimeout(Duration.ofMillis(200))
                        .build()) {
            CompletableFuture<Call> call = client.calls().get("v3:call").toFuture();

            TransportException failure = (TransportException) failureOf(call);
            assertThat(failure.phase()).isEqualTo(TransportException.Phase.DEADLINE);
        }
    }

    @Test
    void theTotalTimeoutOfWhoWaitsPassesWhenTheClockIsMoved() throws Exception {
        DialPace closed = new DialPace() {
            @Override
            public Mono<Slot> acquire() {
                return Mono.never();
            }

            @Override
            public Duration pause(Duration retryAfter) {
                return Duration.ZERO;
            }
        };
        try (FaultServer server = answering(CREATED);
                TexmlClient client =
                        at(server).dialPace(closed).totalTimeout(HOUR).build()) {
            CompletableFuture<CallCreated> dial = Clients.dial(client).toFuture();
            Waiting.until("it waits", () -> client.load().waiting() == 1);
            clock.advanceTimeBy(HOUR.minusMillis(1));
            assertThat(dial).isNotDone();

            clock.advanceTimeBy(Duration.ofMillis(1));

            assertThat(((SaturationException) failureOf(dial)).bound()).isEqualTo(SaturationException.Bound.DIAL_PACE);
        }
    }

    private TexmlClientBuilder at(FaultServer server) {
        return Clients.at(server.baseUrl()).scheduler(clock);
    }

    private static FaultServer answering(String body) throws Exception {
        return new FaultServer((number, connection) -> {
            while (true) {
                connection.readRequest();
                connection.answer(200, body);
            }
        });
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
