package io.texml.benchmarks.parts;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import io.texml.reactor.callbacks.CallbackAnswer;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.CallbackRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** A callback with its signature beside the signature alone, and callbacks over HTTP beside a handler by hand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallbackBenchmark {

    private static final int AT_ONCE = 64;
    private static final int ROUND = 1024;

    /** A machine that is busy must not make it answer something else. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AtomicLong next = new AtomicLong();
    private final KeyPair keys = keys();
    private final Instant now = Instant.now();
    private final CallbackEndpoint strict = CallbackEndpoint.builder(
                    CallbackReader.builder()
                            .publicKeys(publicKey())
                            .clock(() -> now)
                            .build(),
                    CallbackEvents.inMemory())
            .signatureScheduler(Schedulers.immediate())
            .handlerTimeout(PATIENCE)
            .build();
    private final CallbackEndpoint trusting = CallbackEndpoint.builder(
                    CallbackReader.builder()
                            .instructions(VerificationPolicy.NONE)
                            .statusCallbacks(VerificationPolicy.NONE)
                            .build(),
                    CallbackEvents.inMemory())
            .handlerTimeout(PATIENCE)
            .build();

    private final String seconds = Long.toString(now.getEpochSecond());
    private final byte[] body = form(0).getBytes(StandardCharsets.US_ASCII);
    private final byte[] signature = sign(seconds, body);
    private final CallbackRequest request = new CallbackRequest(
            "POST",
            "/texml",
            null,
            Map.of(
                    "content-type",
                    List.of("application/x-www-form-urlencoded"),
                    "telnyx-timestamp",
                    List.of(seconds),
                    "telnyx-signature-ed25519",
                    List.of(Base64.getEncoder().encodeToString(signature)))::get,
            body);

    private final LoopResources loops = LoopResources.create("callbacks", 1, true);
    private final HttpClient client =
            HttpClient.create(ConnectionProvider.create("callbacks", AT_ONCE)).runOn(loops);
    private final DisposableServer server = server(routes -> routes.post("/texml", trusting));
    private final Sinks.Many<Map<String, List<String>>> told =
            Sinks.many().multicast().directBestEffort();
    private final DisposableServer byHand =
            server(routes -> routes.post("/texml", (request, response) -> request.receive()
                    .aggregate()
                    .asString(StandardCharsets.UTF_8)
                    .flatMap(form -> {
                        Map<String, List<String>> fields = new QueryStringDecoder(form, false).parameters();
                        told.emitNext(fields, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
                        return response.status(200)
                                .header("content-length", "0")
                                .send()
                                .then();
                    })));

    private static DisposableServer server(Consumer<? super HttpServerRoutes> routes) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .runOn(LoopResources.create("server", 1, true))
                .route(routes)
                .bindNow();
    }

    @TearDown
    public void close() {
        server.disposeNow();
        byHand.disposeNow();
        strict.dispose();
        trusting.dispose();
    }

    @Benchmark
    public CallbackAnswer signed() {
        CallbackAnswer answer = strict.handle(request).block();
        if (answer == null || answer.status() != 200) {
            throw new IllegalStateException("not answered: " + answer);
        }
        return answer;
    }

    @Benchmark
    public boolean signedByHand() throws GeneralSecurityException {
        Signature verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(keys.getPublic());
        verifying.update((seconds + "|").getBytes(StandardCharsets.US_ASCII));
        verifying.update(body);
        return verifying.verify(signature);
    }

    @Benchmark
    @OperationsPerInvocation(ROUND)
    public long overHttp() {
        return post(server.port());
    }

    @Benchmark
    @OperationsPerInvocation(ROUND)
    public long overHttpByHand() {
        return post(byHand.port());
    }

    private long post(int port) {
        HttpClient.RequestSender sender = client.headers(
                        headers -> headers.set("content-type", "application/x-www-form-urlencoded"))
                .post()
                .uri("http://127.0.0.1:" + port + "/texml");
        Long answered = Flux.range(0, ROUND)
                .flatMap(
                        unused -> sender.send(
                                        ByteBufFlux.fromString(Mono.fromSupplier(() -> form(next.incrementAndGet()))))
                                .response()
                                .filter(response -> response.status().code() == 200),
                        AT_ONCE)
                .count()
                .block();
        if (answered == null || answered != ROUND) {
            throw new IllegalStateException("answered were " + answered);
        }
        return answered;
    }

    private static String form(long sequence) {
        return "AccountSid=7f3c1a52-0b8e-4d6f-9a21-5e4d8c7b6a10&CallInitiatedAt=2026-11-27T12%3A00%3A00Z"
                + "&CallSid=v3%3AKv1aBTUf0TzUYnMNUJWk7S5Ilm5Svu7nWOeFlJcNJmTrVfbF5oBCUA&CallSidLegacy=v3%3Aold"
                + "&CallStatus=ringing&CallbackSource=call-progress-events&CallerId=%2B13125550147"
                + "&ConnectionId=1293384261075731499&From=%2B13125550147&To=%2B17735550199&SequenceNumber=" + sequence
                + "&Timestamp=2026-11-27T12%3A00%3A01.234Z";
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private String publicKey() {
        byte[] encoded = keys.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private byte[] sign(String timestamp, byte[] signedBody) {
        try {
            Signature signing = Signature.getInstance("Ed25519");
            signing.initSign(keys.getPrivate());
            signing.update((timestamp + "|").getBytes(StandardCharsets.US_ASCII));
            signing.update(signedBody);
            return signing.sign();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
