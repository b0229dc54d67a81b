package io.texml.benchmarks.contender;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.texml.benchmarks.server.Scenario;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Reactor Netty alone: the next page is known without reading, and nothing is decided about an answer. */
abstract class RawNetty implements Contender {

    private static final byte[] BODY = CreateBody.json();

    private final ConnectionProvider pool = ConnectionProvider.builder("raw")
            .maxConnections(CONNECTIONS)
            .pendingAcquireMaxCount(-1)
            .pendingAcquireTimeout(Duration.ofMinutes(5))
            .lifo()
            .build();
    private final HttpClient http = HttpClient.create(pool)
            .headers(headers -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + API_KEY)
                    .set(HttpHeaderNames.ACCEPT, "application/json"));
    private final int port;

    RawNetty(int port) {
        this.port = port;
    }

    final long pages(String account, ToLongFunction<ByteBuf> items) {
        Long read = Flux.range(0, Scenario.parse(account).pages())
                .concatMap(
                        number -> http.get()
                                .uri(Urls.page(port, account, number))
                                .responseSingle((response, body) -> body.map(items::applyAsLong)),
                        1)
                .reduce(0L, Long::sum)
                .block();
        return read == null ? 0 : read;
    }

    final <T> T one(String account, int number, Function<ByteBuf, T> read) {
        return Objects.requireNonNull(http.get()
                .uri(Urls.page(port, account, number))
                .responseSingle((response, body) -> body.map(read))
                .block());
    }

    /** Counts the bytes only. */
    final long bytes(String account) {
        Long read = Flux.range(0, Scenario.parse(account).pages())
                .concatMap(
                        number -> http.get()
                                .uri(Urls.page(port, account, number))
                                .response((response, body) ->
                                        body.reduce(0L, (sum, chunk) -> sum + chunk.readableBytes())),
                        1)
                .reduce(0L, Long::sum)
                .block();
        return read == null ? 0 : read;
    }

    @Override
    public void create(String account, Consumer<@Nullable Throwable> done) {
        http.post()
                .uri(Urls.calls(port, account))
                .send((request, outbound) -> {
                    request.header(HttpHeaderNames.CONTENT_TYPE, "application/json");
                    return outbound.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(BODY)));
                })
                .response((response, body) -> response.status().code() == 200
                        ? body.then()
                        : Mono.<Void>error(new IllegalStateException("status " + response.status())))
                .subscribe(nothing -> {}, done, () -> done.accept(null));
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
