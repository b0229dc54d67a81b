package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.Call;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.TexmlClientBuilder;
import io.texml.reactor.spi.DialPace;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A client is busy with what real time moves on, and not with what waits for its clock. */
class BusyClientTest {

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();
    private final FaultServer server = new FaultServer((number, connection) -> {
        while (true) {
            connection.readRequest();
            asked.countDown();
            mayAnswer.await();
            boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            connection.answer(fails ? 503 : 200, CALL);
        }
    });
    private final TexmlClient client = settings().build();

    BusyClientTest() throws IOException {}

    private TexmlClientBuilder settings() {
        return Clients.at(server.baseUrl())
                .scheduler(clock)
                .responseTimeout(LONG_ENOUGH)
                .retryPolicy(new RetryPolicy(2, Duration.ofSeconds(5), Duration.ofSeconds(5)));
    }

    @AfterEach
    void close() throws Exception {
        mayAnswer.countDown();
        client.close();
        server.close();
    }

    @Test
    void untilItsCallersHaveHeardTheAnswer() throws Exception {
        assertThat(client.load().busy()).isZero();
        AtomicInteger whileTold = new AtomicInteger();
        CompletableFuture<Call> got = client.calls()
                .get("v3:call")
                .doOnNext(call -> whileTold.set(client.load().busy()))
                .toFuture();
        asked.await();
        assertThat(client.load().busy()).isEqualTo(1);
        mayAnswer.countDown();
        assertThat(got).succeedsWithin(LONG_ENOUGH);
        assertThat(whileTold).hasValue(1);
        Waiting.until("it is done", () -> client.load().busy() == 0);
    }

    @Test
    void notWhileItPausesBeforeARetry() throws Exception {
        failures.set(1);
        CompletableFuture<Call> got = client.calls().get("v3:call").toFuture();
        asked.await();
        mayAnswer.countDown();
        Waiting.until("it pauses", () -> client.load().busy() == 0);
        assertThat(got).isNotDone();
        clock.advanceTimeBy(Duration.ofSeconds(5));
        assertThat(got).succeedsWithin(LONG_ENOUGH);
    }

    @Test
    void notWhileItWaitsForTheDialPace() {
        mayAnswer.countDown();
        try (TexmlClient slow =
                settings().dialPace(DialPace.rolling(1, Duration.ofSeconds(5))).build()) {
            CompletableFuture<?> first = Clients.dial(slow).toFuture();
            CompletableFuture<?> second = Clients.dial(slow).toFuture();
            assertThat(first).succeedsWithin(LONG_ENOUGH);
            Waiting.until("the second waits", () -> slow.load().busy() == 0);
            assertThat(slow.load().waiting()).isEqualTo(1);
            assertThat(second).isNotDone();
        }
    }

    @Test
    void untilTheConnectionOfACancelledRequestIsFree() throws Exception {
        Disposable got = client.calls().get("v3:call").subscribe();
        asked.await();
        got.dispose();
        assertThat(client.load().underWay()).isZero();
        Waiting.until("its connection is closed", () -> client.load().busy() == 0);
    }
}
