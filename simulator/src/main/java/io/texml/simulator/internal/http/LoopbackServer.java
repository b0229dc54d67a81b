package io.texml.simulator.internal.http;

import io.texml.simulator.internal.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** An HTTP server on 127.0.0.1 that reads whole requests, within limits, and hands them to a function. */
public final class LoopbackServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final int LONGEST_REQUEST_LINE = 16 * 1024;

    private final LoopResources loops;
    private final DisposableServer server;

    private LoopbackServer(LoopResources loops, DisposableServer server) {
        this.loops = loops;
        this.server = server;
    }

    /** Starts a server; port 0 takes a free one. */
    public static LoopbackServer start(
            String name,
            int port,
            Settings.Connections limits,
            Function<ReceivedRequest, Mono<Reply>> handler,
            Reply tooLarge) {
        int maximumBodySize = limits.largestBody();
        AtomicInteger open = new AtomicInteger();
        LoopResources loops = LoopResources.create("texml-simulator-" + name, 1, 2, true);
        HttpServer server = HttpServer.create()
                .host(HOST)
                .port(port)
                .runOn(loops)
                .httpRequestDecoder(decoder -> decoder.maxHeaderSize(LONGEST_HEADERS)
                        .maxInitialLineLength(LONGEST_REQUEST_LINE)
                        .h2cMaxContentLength(maximumBodySize))
                .doOnChannelInit((observer, channel, address) ->
                        channel.pipeline().addFirst(new ConnectionGuard(open, limits.most(), limits.silence())))
                .idleTimeout(Duration.ofSeconds(60))
                .requestTimeout(Duration.ofSeconds(30))
                .handle((request, response) -> read(request, maximumBodySize)
                        .flatMap(handler)
                        .switchIfEmpty(Mono.just(tooLarge))
                        .flatMap(reply -> Mono.from(write(response, reply))));
        try {
            return new LoopbackServer(loops, server.bindNow());
        } catch (RuntimeException e) {
            loops.dispose();
            throw new IllegalStateException("The simulator cannot listen on port " + port + " of " + HOST, e);
        }
    }

    /** The port that the server listens on. */
    public int port() {
        return server.port();
    }

    /** {@code http://127.0.0.1:port}. */
    public String origin() {
        return "http://" + HOST + ":" + port();
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
        loops.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block(Duration.ofSeconds(10));
    }

    /** The request with its body; empty when the body is longer than the simulator reads. */
    private static Mono<ReceivedRequest> read(HttpServerRequest request, int maximumBodySize) {
        request.withConnection(connection -> ConnectionGuard.heard(connection.channel()));
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.requestHeaders().forEach(header -> headers.computeIfAbsent(
                        header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                .add(header.getValue()));
        String uri = request.uri();
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        String query = question < 0 ? "" : uri.substring(question + 1);
        return request.receive()
                .asByteArray()
                .collect(ByteArrayOutputStream::new, (body, part) -> {
                    if (body.size() <= maximumBodySize) {
                        body.write(part, 0, part.length);
                    }
                })
                .filter(body -> body.size() <= maximumBodySize)
                .map(body -> new ReceivedRequest(
                        request.method().name(),
                        path.startsWith("/") ? path : "/" + path,
                        query,
                        headers,
                        body.toByteArray()));
    }

    private static Publisher<Void> write(HttpServerResponse response, Reply reply) {
        return reply.latency().isZero()
                ? Wire.send(response, reply)
                : Mono.delay(reply.latency()).flatMap(tick -> Mono.from(Wire.send(response, reply)));
    }
}
