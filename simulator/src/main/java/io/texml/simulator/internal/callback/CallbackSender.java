package io.texml.simulator.internal.callback;

import io.netty.buffer.Unpooled;
import io.texml.simulator.internal.wire.Forms;
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

    private static final int CONNECTIONS = 16;
    private static final int WAITING = 100_000;

    private final Signer signer;
    private final Supplier<Long> timestamp;
    private final ConnectionProvider connections = ConnectionProvider.builder("texml-simulator-callbacks")
            .maxConnections(CONNECTIONS)
            .pendingAcquireMaxCount(WAITING)
            .build();
    private final LoopResources loops = LoopResources.create("texml-simulator-callbacks", 1, 1, true);
    private final HttpClient http = HttpClient.create(connections)
            .runOn(loops)
            .followRedirect(false)
            .disableRetry(true)
            .responseTimeout(TIMEOUT);

    /**
     * A sender.
     *
     * @param timestamp seconds since 1970 that the signature holds
     */
    CallbackSender(Signer signer, Supplier<Long> timestamp) {
        this.signer = signer;
        this.timestamp = timestamp;
    }

    /** Sends and answers the receiver's status, 0 when there was none. */
    Mono<Integer> send(OutgoingCallback callback) {
        String form = Forms.format(callback.fields());
        boolean get = callback.target().method().equals("GET");
        // The query of a GET callback is not covered: the documentation signs the body, which is empty.
        byte[] body = get ? new byte[0] : form.getBytes(StandardCharsets.UTF_8);
        String seconds = Long.toString(timestamp.get());
        HttpClient signed = http.headers(headers -> {
            headers.set("telnyx-timestamp", seconds);
            headers.set("telnyx-signature-ed25519", signer.sign(seconds, body));
            headers.set("user-agent", "telnyx-webhooks");
            if (!get) {
                headers.set("content-type", "application/x-www-form-urlencoded");
                headers.set("content-length", body.length);
            }
        });
        String url = callback.target().url();
        HttpClient.ResponseReceiver<?> exchange = get
                ? signed.get().uri(url + (url.indexOf('?') < 0 ? "?" : "&") + form)
                : signed.post().uri(url).send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)));
        return exchange.responseSingle(
                        (response, content) -> Mono.just(response.status().code()))
                .timeout(TIMEOUT.multipliedBy(2))
                .onErrorReturn(0)
                .defaultIfEmpty(0);
    }

    @Override
    public void close() {
        connections.disposeLater().block(TIMEOUT);
        loops.disposeLater(Duration.ZERO, TIMEOUT).block(TIMEOUT.multipliedBy(2));
    }
}
