package io.texml.reactor.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.RequestOptions;
import io.texml.TransportException;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

class HttpStageTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Operation<Void> CREATE = Operation.builder(
                    "test.create", HttpMethod.POST, "/", ResponseType.empty())
            .build();

    @Test
    void aPoolThatHasNoConnectionInTimeSentNothing() throws InterruptedException {
        ConnectionProvider pool = ConnectionProvider.builder("full")
                .maxConnections(1)
                .pendingAcquireTimeout(Duration.ofMillis(50))
                .build();
        CountDownLatch arrived = new CountDownLatch(1);
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    arrived.countDown();
                    return response.neverComplete();
                })
                .bindNow();
        try {
            HttpStage stage = new HttpStage(
                    HttpClient.create(pool).disableRetry(true), "http://127.0.0.1:" + server.port(), 1_024, SOON);
            Disposable holdsTheConnection = stage.exchange(exchange()).subscribe();
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

            StepVerifier.create(stage.exchange(exchange()))
                    .expectErrorSatisfies(failure -> {
                        assertThat(failure).isInstanceOf(TransportException.class);
                        assertThat(((TransportException) failure).phase()).isEqualTo(TransportException.Phase.NOT_SENT);
                        assertThat(((TransportException) failure).outcomeUnknown())
                                .isFalse();
                    })
                    .verify(SOON);
            holdsTheConnection.dispose();
        } finally {
            pool.disposeLater().block(SOON);
            server.disposeNow(SOON);
        }
    }

    private static Exchange<Void> exchange() {
        Exchange<Void> exchange = new Exchange<>(
                CREATE,
                Safety.CREATING,
                new EncodedRequest("/", null, new byte[0]),
                RequestOptions.none(),
                Duration.ofMinutes(1),
                System.nanoTime());
        exchange.beginAttempt();
        return exchange;
    }
}
