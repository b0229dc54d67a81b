package io.texml.simulator.internal.callback;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.texml.simulator.internal.engine.CallbackSink.Document;
import io.texml.simulator.internal.wire.Forms;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** Sends one callback over HTTP. */
final class CallbackSender implements AutoCloseable {

    /** What the platform's documentation gives a receiver. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** What the journal keeps of an answer, in bytes. */
    private static final int LONGEST_ANSWER = 16 * 1024;

    private static final int CONNECTIONS = 16;
    private static final int WAITING = 100_000;

    private final Signer signer;
    private final CallbackHosts hosts;
    private final Supplier<Long> timestamp;
    private final ConnectionProvider connections = ConnectionProvider.builder("texml-simulator-callbacks")
            .maxConnections(CONNECTIONS)
            .pendingAcquireMaxCount(WAITING)
            .build();
    private final LoopResources loops = LoopResources.create("texml-simulator-callbacks", 1, 1, true);
    private final HttpClient anywhere = HttpClient.create(connections)
            .runOn(loops)
            .followRedirect(false)
            .disableRetry(true)
            .responseTimeout(TIMEOUT);
    private final HttpClient onLoopback =
            anywhere.resolvedAddressesSelector((config, resolved) -> CallbackHosts.onLoopback(resolved));

    /**
     * A sender.
     *
     * @param timestamp seconds since 1970 that the signature holds
     */
    CallbackSender(Signer signer, CallbackHosts hosts, Supplier<Long> timestamp) {
        this.signer = signer;
        this.hosts = hosts;
        this.timestamp = timestamp;
    }

    /** What the receiver answered; status 0 when it did not. */
    record Answer(int status, Document document) {

        static final Answer NONE = new Answer(0, new Document(new byte[0], ""));

        /** What the journal keeps of it. */
        String text() {
            byte[] bytes = document.bytes();
            return new String(bytes, 0, Math.min(bytes.length, LONGEST_ANSWER), StandardCharsets.UTF_8);
        }

        boolean success() {
            return status >= 200 && status < 300;
        }

        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /** Sends and answers what the receiver answered; never fails. */
    Mono<Answer> send(OutgoingCallback callback) {
        return send(() -> exchange(callback));
    }

    /** The same for one that a test made. */
    Mono<Answer> send(CallbackMessage message) {
        return send(() -> exchange(message));
    }

    private static Mono<Answer> send(Supplier<Mono<Answer>> exchange) {
        return Mono.defer(exchange)
                .timeout(TIMEOUT.multipliedBy(2))
                .onErrorReturn(Answer.NONE)
                .defaultIfEmpty(Answer.NONE);
    }

    private Mono<Answer> exchange(OutgoingCallback callback) {
        return exchange(CallbackMessage.signed(
                signer,
                Long.toString(timestamp.get()),
                callback.target().method(),
                callback.uri(),
                Forms.format(callback.fields())));
    }

    private Mono<Answer> exchange(CallbackMessage message) {
        HttpClient http = (hosts.isAllowed(message.uri()) ? anywhere : onLoopback)
                .headers(headers -> message.headers().forEach(headers::set));
        URI uri = message.uri();
        HttpClient.RequestSender request = http.request(HttpMethod.valueOf(message.method()));
        // As a URI, so that the host which was checked is the host which is asked; a URI knows no host with an
        // underscore.
        HttpClient.RequestSender addressed = uri.getHost() == null ? request.uri(uri.toString()) : request.uri(uri);
        HttpClient.ResponseReceiver<?> exchange = message.isGet()
                ? addressed
                : addressed.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(message.bytes())));
        return exchange.response((response, content) -> content.asByteArray()
                        .collect(ByteArrayOutputStream::new, (read, part) -> {
                            // One byte too many tells the reader that there was more.
                            read.write(part, 0, Math.min(part.length, Document.LONGEST + 1 - read.size()));
                        })
                        .map(read -> new Answer(
                                response.status().code(),
                                new Document(
                                        read.toByteArray(),
                                        response.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE, "")))))
                .next();
    }

    @Override
    public void close() {
        connections.disposeLater().block(TIMEOUT);
        loops.disposeLater(Duration.ZERO, TIMEOUT).block(TIMEOUT.multipliedBy(2));
    }
}
