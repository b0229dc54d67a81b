package io.texml.reactor.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.texml.reactor.TexmlClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientState;

/** A cancel that comes when an answer's headers are there and half of its body is about to be read. */
class CancelledAnswerTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
    private final Disposable.Swap subscription = Disposables.swap();
    private final CountDownLatch closed = new CountDownLatch(1);

    @Test
    void aCallThatIsCancelledThenLosesNoBuffer() throws Exception {
        losesNoBuffer(CancelledAnswerTest::call, this::cancelOnHeaders);
    }

    @Test
    void aDownloadThatIsCancelledThenLosesNoBuffer() throws Exception {
        losesNoBuffer(CancelledAnswerTest::download, this::cancelOnHeaders);
    }

    @Test
    void anAnswerToACallThatReactorDropsClosesItsConnection() throws Exception {
        losesNoBuffer(CancelledAnswerTest::call, this::dropOnHeaders);
    }

    @Test
    void anAnswerToADownloadThatReactorDropsClosesItsConnection() throws Exception {
        losesNoBuffer(CancelledAnswerTest::download, this::dropOnHeaders);
    }

    private static Publisher<?> call(TexmlClient client, FaultServer server) {
        return client.account("a").calls().get("c");
    }

    private static Publisher<?> download(TexmlClient client, FaultServer server) {
        return client.recordings().download(server.baseUrl());
    }

    private HttpClient cancelOnHeaders(HttpClient http) {
        return http.observe((connection, state) -> {
            if (state == HttpClientState.RESPONSE_RECEIVED) {
                connection.channel().closeFuture().addListener(end -> closed.countDown());
                cancelOnAnotherThread();
            }
        });
    }

    /** What Reactor does between two lines of its own when a cancel meets the answer there. */
    private HttpClient dropOnHeaders(HttpClient http) {
        return http.mapConnect(connect -> connect.doOnNext(this::watch).filter(connection -> false));
    }

    private void watch(Connection connection) {
        connection.channel().closeFuture().addListener(end -> closed.countDown());
    }

    private void losesNoBuffer(
            BiFunction<TexmlClient, FaultServer, Publisher<?>> request, UnaryOperator<HttpClient> customizer)
            throws Exception {
        try (FaultServer server = new FaultServer((number, connection) -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 8000\r\n\r\n" + "x".repeat(4_000));
            connection.awaitEnd();
        })) {
            TexmlClient client = TexmlClient.builder()
                    .apiKey("KEY")
                    .baseUrl(server.baseUrl())
                    .customizeHttpClient(http -> customizer.apply(http.option(ChannelOption.ALLOCATOR, buffers)))
                    .build();
            subscription.update(Flux.from(request.apply(client, server)).subscribe());

            assertThat(closed.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Waiting.until("the buffers are given back", () -> buffers.metric().usedDirectMemory() == 0);
            client.closeLater().block(SOON);
        }
    }

    private void cancelOnAnotherThread() {
        CompletableFuture<Void> cancelled = CompletableFuture.runAsync(subscription::dispose);
        while (!cancelled.isDone()) {
            // Nothing else may wait on an event loop.
        }
    }
}
