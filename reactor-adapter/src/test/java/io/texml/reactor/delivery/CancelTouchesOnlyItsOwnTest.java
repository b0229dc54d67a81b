package io.texml.reactor.delivery;

import static io.texml.reactor.delivery.Clients.CALL;
import static io.texml.reactor.delivery.Clients.CREATED;
import static io.texml.reactor.delivery.Clients.LONG_ENOUGH;
import static io.texml.reactor.delivery.Clients.aCall;
import static io.texml.reactor.delivery.Clients.dial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.texml.RequestOptions;
import io.texml.calls.ListCalls;
import io.texml.reactor.LogLines;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.DialPace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * A cancel from another thread that meets the answer: the loop reads the answer, the connection is given back and taken by
 * another request, and only then the cancel is carried out. A barrier makes the meeting certain.
 */
class CancelTouchesOnlyItsOwnTest {

    private static final int ROUNDS = 20;

    /** The request that is cancelled, and the one that may get its connection. */
    enum Way {
        CALL((client, server) -> client.calls().get("v3:call"), (client, server) -> dial(client)),
        DIAL((client, server) -> dial(client), (client, server) -> dial(client)),
        LIST((client, server) -> client.calls().list(ListCalls.builder().build()), (client, server) -> dial(client)),
        CREATE_EACH(
                (client, server) -> client.calls().createEach(Flux.just(aCall()), cutOff -> {}),
                (client, server) -> dial(client)),
        DOWNLOAD(
                (client, server) -> client.recordings().download(server.baseUrl()),
                (client, server) -> client.recordings().download(server.baseUrl()));

        private final Request cancelled;
        private final Request other;

        Way(Request cancelled, Request other) {
            this.cancelled = cancelled;
            this.other = other;
        }
    }

    @FunctionalInterface
    interface Request {
        Publisher<?> of(TexmlClient client, FaultServer server);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aCancelThatMeetsTheAnswerLeavesTheNextRequestAlone(Way way) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Barrier barrier = new Barrier();
            try (FaultServer server = new FaultServer(CancelTouchesOnlyItsOwnTest::answerAll);
                    TexmlClient client = clientBehind(barrier, server)) {
                Disposable first = Flux.from(way.cancelled.of(client, server)).subscribe(value -> {}, failure -> {});
                CompletableFuture<?> other = barrier.meet(() -> {
                    first.dispose();
                    return outcome(way.other.of(client, server));
                });

                assertThat(other.get(20, TimeUnit.SECONDS)).isNotNull();
                assertThat(server.requests()).hasSize(2);
            }
        }
    }

    @Test
    void aTotalTimeoutThatMeetsTheAnswerLeavesTheNextRequestAlone() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Barrier barrier = new Barrier();
            try (FaultServer server = new FaultServer(CancelTouchesOnlyItsOwnTest::answerAll);
                    TexmlClient client = clientBehind(barrier, server)) {
                RequestOptions hasty = RequestOptions.builder()
                        .totalTimeout(Duration.ofMillis(300))
                        .build();
                CountDownLatch timedOut = new CountDownLatch(1);
                client.with(hasty).calls().create(aCall()).subscribe(created -> {}, failure -> timedOut.countDown());
                CompletableFuture<?> other = barrier.meet(() -> {
                    timedOut.await();
                    return outcome(dial(client));
                });

                assertThat(other.get(20, TimeUnit.SECONDS)).isNotNull();
                assertThat(server.requests()).hasSize(2);
            }
        }
    }

    /**
     * The fault as Reactor Netty has it: ChannelOperations.dispose queues the close of a channel that is no longer its own
     * when the close runs. When this test fails, upstream has mended it.
     */
    @Test
    void plainReactorNettyClosesTheNextRequestsConnection() throws Exception {
        Barrier barrier = new Barrier();
        ConnectionProvider pool = ConnectionProvider.create("plain", 1);
        try (FaultServer server = new FaultServer(CancelTouchesOnlyItsOwnTest::answerAll)) {
            HttpClient.ResponseReceiver<?> request = barrier.installOn(
                            HttpClient.create(pool).disableRetry(true))
                    .get()
                    .uri(server.baseUrl());
            Disposable first = request.responseContent().aggregate().subscribe(body -> {}, failure -> {});
            CompletableFuture<?> other = barrier.meet(() -> {
                CompletableFuture<?> waiting =
                        outcome(request.responseContent().aggregate().asString());
                first.dispose();
                return waiting;
            });

            assertThatThrownBy(() -> other.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
            Waiting.until("the failed request arrived", () -> server.requests().size() == 2);
        } finally {
            pool.disposeLater().block(LONG_ENOUGH);
        }
    }

    @Test
    void cancelsAtRandomMomentsFailNobodyElse() throws Exception {
        Random random = new Random(10);
        try (FaultServer server = new FaultServer(CancelTouchesOnlyItsOwnTest::answerAll);
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(8)
                        .withoutDialPace()
                        .responseTimeout(LONG_ENOUGH)
                        .totalTimeout(LONG_ENOUGH)
                        .build()) {
            List<Throwable> failures = Flux.range(0, 4_000)
                    .flatMap(
                            i -> {
                                Mono<?> dial = Mono.defer(() -> dial(client));
                                return i % 3 == 0
                                        ? dial.takeUntilOther(Mono.delay(Duration.ofNanos(random.nextInt(900_000))))
                                                .then(Mono.<Throwable>empty())
                                        : dial.then(Mono.<Throwable>empty()).onErrorResume(Mono::just);
                            },
                            24)
                    .collectList()
                    .block(LONG_ENOUGH);

            assertThat(failures).isEmpty();
        }
    }

    @Test
    void noCancelAndNoTotalTimeoutIsLoggedAsAWarning() throws Exception {
        Random random = new Random(11);
        try (LogLines log = new LogLines("reactor.netty", Level.WARN);
                FaultServer server = new FaultServer(CancelTouchesOnlyItsOwnTest::answerAll);
                TexmlClient client = Clients.at(server.baseUrl())
                        .maxConnections(2)
                        .withoutDialPace()
                        .build()) {
            Flux.range(0, 2_000)
                    .flatMap(
                            i -> {
                                Duration soon = Duration.ofNanos(1_000 + random.nextInt(900_000));
                                RequestOptions hasty = RequestOptions.builder()
                                        .totalTimeout(soon)
                                        .build();
                                return i % 2 == 0
                                        ? dial(client.with(hasty)).onErrorComplete()
                                        : dial(client).takeUntilOther(Mono.delay(soon));
                            },
                            8)
                    .blockLast(LONG_ENOUGH);

            assertThat(log.lines()).isEmpty();
        }
    }

    private static TexmlClient clientBehind(Barrier barrier, FaultServer server) {
        return Clients.at(server.baseUrl())
                .maxConnections(1)
                .dialPace(DialPace.rolling(1_000, Duration.ofMillis(1)))
                .responseTimeout(LONG_ENOUGH)
                .customizeHttpClient(barrier::installOn)
                .build();
    }

    private static CompletableFuture<?> outcome(Publisher<?> request) {
        return Flux.from(request).next().cast(Object.class).toFuture();
    }

    private static void answerAll(int number, FaultServer.Connection connection) throws IOException {
        while (true) {
            String head = connection.readHead();
            connection.readBody(head);
            connection.answer(200, head.startsWith("POST") ? CREATED : "{\"calls\":[" + CALL + "]}");
        }
    }

    /** Holds the first answer back until somebody has done something about it. */
    private static final class Barrier extends ChannelInboundHandlerAdapter {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch passed = new CountDownLatch(1);
        private final AtomicBoolean used = new AtomicBoolean();

        HttpClient installOn(HttpClient client) {
            return client.doOnChannelInit((observer, channel, address) -> {
                if (used.compareAndSet(false, true)) {
                    channel.pipeline().addAfter(NettyPipeline.HttpCodec, "barrier", this);
                }
            });
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpResponse) {
                reached.countDown();
                while (passed.getCount() > 0) {
                    // Not waited for on a latch: nothing may block a loop here.
                }
            }
            context.fireChannelRead(message);
        }

        <T> T meet(Meeting<T> meeting) throws Exception {
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
            try {
                return meeting.take();
            } finally {
                passed.countDown();
            }
        }
    }

    @FunctionalInterface
    private interface Meeting<T> {
        T take() throws InterruptedException;
    }
}
