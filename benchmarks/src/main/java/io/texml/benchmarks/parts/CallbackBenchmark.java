package io.texml.benchmarks.parts;

import com.sun.management.OperatingSystemMXBean;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.CallbackRequest;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
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
import java.util.function.LongSupplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
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
    private static final Map<String, List<String>> HEADERS =
            Map.of("content-type", List.of("application/x-www-form-urlencoded"));
    private static final String SERVER_LOOP = "callback-server";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

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
            .signatureThreads(1)
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

    /** CPU nanoseconds for each callback: threads that wait for each other cost time, but no core. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cpu extends CpuCount {

        public double cpu() {
            return each();
        }
    }

    /** The same of what is done by hand. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class CpuByHand extends CpuCount {

        public double cpuByHand() {
            return each();
        }
    }

    /** CPU time and what it was used for. */
    @State(Scope.Thread)
    public static class CpuCount {

        private long nanos;
        private long callbacks;

        @Setup(Level.Iteration)
        public void reset() {
            nanos = 0;
            callbacks = 0;
        }

        double each() {
            return (double) nanos / callbacks;
        }

        void count(LongSupplier used, Runnable work, int handled) {
            long before = used.getAsLong();
            work.run();
            nanos += used.getAsLong() - before;
            callbacks += handled;
        }
    }

    /** Of the event loop of a server alone, where the client beside it is not what is measured. */
    private static long serverCpu() {
        long used = 0;
        for (long id : THREADS.getAllThreadIds()) {
            ThreadInfo thread = THREADS.getThreadInfo(id);
            if (thread != null && thread.getThreadName().startsWith(SERVER_LOOP)) {
                used += THREADS.getThreadCpuTime(id);
            }
        }
        return used;
    }

    private static DisposableServer server(Consumer<? super HttpServerRoutes> routes) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .runOn(LoopResources.create(SERVER_LOOP, 1, true))
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

    /** In turn with the signature alone: two processes are not compiled alike, which is more than what is looked for. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public void signed(Cpu cpu, CpuByHand byHand) {
        byHand.count(PROCESS::getProcessCpuTime, this::checkSignatures, AT_ONCE);
        cpu.count(PROCESS::getProcessCpuTime, () -> handle(strict), AT_ONCE);
    }

    /** From the bytes to who listens, without a check and without a network. */
    @Benchmark
    @OperationsPerInvocation(AT_ONCE)
    public void handled(Cpu cpu) {
        cpu.count(PROCESS::getProcessCpuTime, () -> handle(trusting), AT_ONCE);
    }

    private void handle(CallbackEndpoint endpoint) {
        answered(
                Flux.range(0, AT_ONCE)
                        .flatMap(unused -> endpoint.handle(endpoint == strict ? request : unsigned()), AT_ONCE)
                        .filter(answer -> answer.status() == 200),
                AT_ONCE);
    }

    private CallbackRequest unsigned() {
        return new CallbackRequest(
                "POST",
                "/texml",
                null,
                HEADERS::get,
                form(next.incrementAndGet()).getBytes(StandardCharsets.US_ASCII));
    }

    private void checkSignatures() {
        for (int i = 0; i < AT_ONCE; i++) {
            if (!isSigned()) {
                throw new IllegalStateException("not signed");
            }
        }
    }

    private boolean isSigned() {
        try {
            Signature verifying = Signature.getInstance("Ed25519");
            verifying.initVerify(keys.getPublic());
            verifying.update((seconds + "|").getBytes(StandardCharsets.US_ASCII));
            verifying.update(body);
            return verifying.verify(signature);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROUND)
    public void overHttp(Cpu cpu) {
        cpu.count(CallbackBenchmark::serverCpu, () -> post(server.port()), ROUND);
    }

    @Benchmark
    @OperationsPerInvocation(ROUND)
    public void overHttpByHand(Cpu cpu) {
        cpu.count(CallbackBenchmark::serverCpu, () -> post(byHand.port()), ROUND);
    }

    private void post(int port) {
        HttpClient.RequestSender sender = client.headers(
                        headers -> headers.set("content-type", "application/x-www-form-urlencoded"))
                .post()
                .uri("http://127.0.0.1:" + port + "/texml");
        answered(
                Flux.range(0, ROUND)
                        .flatMap(
                                unused -> sender.send(ByteBufFlux.fromString(
                                                Mono.fromSupplier(() -> form(next.incrementAndGet()))))
                                        .response()
                                        .map(response -> response.status().code()),
                                AT_ONCE)
                        .filter(status -> status == 200),
                ROUND);
    }

    private static void answered(Flux<?> answers, long expected) {
        Long answered = answers.count().block();
        if (answered == null || answered != expected) {
            throw new IllegalStateException("answered were " + answered);
        }
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
