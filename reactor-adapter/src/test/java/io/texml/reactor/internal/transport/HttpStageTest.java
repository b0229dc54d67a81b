package io.texml.reactor.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiResponse;
import io.texml.RequestOptions;
import io.texml.TransportException;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.reactor.internal.exchange.Attempt;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.TotalTime;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
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
            Disposable holdsTheConnection = answer(stage).subscribe();
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

            StepVerifier.create(answer(stage))
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

    /** As if it had its turn. */
    private static Mono<ApiResponse<Void>> answer(HttpStage stage) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super ApiResponse<Void>> actual) {
                stage.send(exchange(), new WithTurn<>(actual));
            }
        };
    }

    private record WithTurn<R>(CoreSubscriber<? super ApiResponse<R>> actual) implements Attempt<R> {

        @Override
        public boolean mayBeWritten() {
            return true;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            actual.onSubscribe(subscription);
        }

        @Override
        public void onNext(ApiResponse<R> answer) {
            actual.onNext(answer);
        }

        @Override
        public void onError(Throwable failure) {
            actual.onError(failure);
        }

        @Override
        public void onComplete() {
            actual.onComplete();
        }
    }

    private static Exchange<Void> exchange() {
        Exchange<Void> exchange = new Exchange<>(
                CREATE,
                Safety.CREATING,
                new EncodedRequest("/", null, new byte[0]),
                RequestOptions.none(),
                new TotalTime(Duration.ofMinutes(1), Timer.system(), Timer.system()),
                () -> {});
        exchange.beginAttempt();
        return exchange;
    }
}
