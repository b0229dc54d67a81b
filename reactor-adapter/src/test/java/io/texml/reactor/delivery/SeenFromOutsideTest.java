package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.texml.reactor.LogLines;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.micrometer.TexmlMeters;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What an operator sees: log lines, gauges and the state of the rate limit. */
class SeenFromOutsideTest {

    @Test
    void attemptsEndsRetriesAndTheWireHaveALoggerEach() throws Exception {
        try (LogLines log = new LogLines("io.texml", Level.TRACE);
                FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(429, "{}", "Retry-After: 0.01");
                    connection.readRequest();
                    connection.answer(200, CALL);
                    connection.awaitEnd();
                });
                TexmlClient client =
                        Clients.at(server.baseUrl()).maxConnections(1).build()) {
            client.calls().get("v3:call").block(LONG_ENOUGH);

            assertThat(log.linesOf("io.texml.request"))
                    .containsExactly("DEBUG calls.get attempt 1", "DEBUG calls.get attempt 2");
            assertThat(log.linesOf("io.texml.response"))
                    .singleElement()
                    .asString()
                    .matches("DEBUG calls.get 200 after \\d+ ms, attempts 2");
            assertThat(log.linesOf("io.texml.retry"))
                    .anyMatch(line -> line.matches("WARN all requests paused for \\d+ ms.*"))
                    .anyMatch(
                            line -> line.matches("INFO again in \\d+ ms: calls.get failed with HTTP 429, attempt 1.*"));
            assertThat(log.linesOf("io.texml.wire")).hasSize(4);
        }
    }

    @Test
    void theGaugesMoveWithWhatTheClientDoes() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(503, "{}");
                    connection.readRequest();
                    connection.answer(200, CALL);
                    connection.readRequest();
                    arrived.countDown();
                    assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
                    connection.answer(200, CALL, "x-ratelimit-remaining: 0", "x-ratelimit-reset: 60");
                    connection.awaitEnd();
                });
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(1)
                        .responseTimeout(LONG_ENOUGH)
                        .totalTimeout(Duration.ofMinutes(5))
                        .build()) {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            new TexmlMeters(client).bindTo(meters);
            client.calls().get("v3:call").block(LONG_ENOUGH);
            assertThat(gauge(meters, "texml.retry.budget"))
                    .as("a retry costs 5, a success gives 1 back")
                    .isEqualTo(496);

            var underWay = client.calls().get("v3:call").toFuture();
            Disposable waiting = Mono.when(
                            client.calls().get("v3:a"), client.calls().get("v3:b"))
                    .subscribe();
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(gauge(meters, "texml.exchanges.under.way")).isOne();
            assertThat(gauge(meters, "texml.exchanges.waiting")).isEqualTo(2);
            assertThat(gauge(meters, "texml.rate.limit.paused")).isZero();

            go.countDown();
            underWay.get(20, TimeUnit.SECONDS);
            assertThat(gauge(meters, "texml.exchanges.under.way")).isZero();
            assertThat(gauge(meters, "texml.exchanges.waiting")).isEqualTo(2);
            assertThat(gauge(meters, "texml.rate.limit.paused")).isBetween(1.0, 60.0);
            waiting.dispose();
            assertThat(gauge(meters, "texml.exchanges.waiting")).isZero();
        }
    }

    @Test
    void theStateOfTheRateLimitIsThatOfTheLastAnswer() throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
                    connection.readRequest();
                    connection.answer(
                            404, "{}", "x-ratelimit-limit: 100", "x-ratelimit-remaining: 7", "x-ratelimit-reset: 60");
                    connection.awaitEnd();
                });
                TexmlClient client = Clients.at(server.baseUrl()).build()) {
            assertThat(client.rateLimit().limit()).isNull();

            client.calls().get("v3:gone").onErrorComplete().block(LONG_ENOUGH);

            assertThat(client.rateLimit().limit()).isEqualTo(100);
            assertThat(client.rateLimit().remaining()).isEqualTo(7);
            assertThat(client.rateLimit().reset()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
            assertThat(client.rateLimit().pausedFor()).isZero();
            assertThat(client.account("another").rateLimit().remaining())
                    .as("one state for all accounts of a client")
                    .isEqualTo(7);
        }
    }

    private static double gauge(SimpleMeterRegistry meters, String name) {
        return meters.get(name).gauge().value();
    }
}
