package io.texml.redis;

import io.lettuce.core.RedisURI;
import io.texml.TexmlException;
import io.texml.callbacks.CallbackReader;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.Dialler;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.util.retry.Retry;

/**
 * One process of an account, whose wall clock is wrong: dials calls over HTTP at the shared pace, or with a dialler under the
 * shared live calls, as the system properties say. It prints {@code READY}, begins with the first byte on its input, and ends
 * when all were dialled.
 */
final class ProofWorker {

    static final String WORKER = "X-Worker";

    private static final int AT_ONCE = 60;
    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final Duration LOOK_UP_WITHIN = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TexmlRedis redis;
    private final TexmlClient client;
    private final Flux<Integer> numbers =
            Flux.range(Integer.getInteger("proof.first"), Integer.getInteger("proof.calls"));

    private ProofWorker(Duration total) {
        int dials = Integer.getInteger("proof.dials");
        Duration window = millis("proof.window");
        RedisURI uri = RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(Integer.getInteger("proof.redis"))
                .withTimeout(Duration.ofSeconds(10))
                .build();
        redis = TexmlRedis.connect(uri, "proof");
        client = TexmlClient.builder()
                .baseUrl(URI.create(System.getProperty("proof.simulator")))
                .apiKey(System.getProperty("proof.key"))
                .accountSid(System.getProperty("proof.account"))
                .defaultHeader(WORKER, System.getProperty("proof.worker"))
                .totalTimeout(total)
                .scheduler(new SkewedScheduler(millis("proof.skew")))
                .dialPace(RedisDialPace.builder(redis, dials, window)
                        .longestDial(total)
                        .build())
                .build();
    }

    public static void main(String[] arguments) throws Exception {
        int most = Integer.getInteger("proof.most");
        Duration lease = millis("proof.lease");
        ProofWorker worker = new ProofWorker(
                most > 0 ? lease : millis("proof.window").multipliedBy(4).plus(SECOND));
        Flux<?> dials = most > 0 ? worker.underLiveCalls(most, lease) : worker.atPace();
        // What a process does first takes long, and a lease is short here.
        worker.client.calls().list().take(1).retry(20).blockLast();
        System.out.println("READY");
        System.in.read();
        dials.blockLast();
        System.exit(0);
    }

    private static Duration millis(String property) {
        return Duration.ofMillis(Long.getLong(property));
    }

    private static CreateCall request(int number) {
        return CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from("+13125550100")
                .to(to(number))
                .timeout(Duration.ofSeconds(5))
                .timeLimit(Duration.ofMinutes(5))
                .build();
    }

    static String to(int number) {
        return "+1312" + (1_000_000 + number);
    }

    /** Again as long as it is certain that nothing was dialled. */
    private Flux<?> atPace() {
        return numbers.flatMap(
                number -> client.calls()
                        .create(request(number))
                        .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN)
                                .filter(failure -> failure instanceof TexmlException known && !known.outcomeUnknown()))
                        .onErrorComplete(),
                AT_ONCE);
    }

    /** A dial fails when nothing was dialled. */
    private Flux<?> underLiveCalls(int most, Duration lease) {
        RedisLiveCalls live = new RedisLiveCalls(
                redis,
                most,
                lease,
                AGAIN.multipliedBy(4),
                LOOK_UP_WITHIN,
                SECOND,
                lost -> LostCalls.hasEnded(client, lost));
        InMemoryCallbackEvents events = CallbackEvents.inMemory();
        Dialler dialler = Dialler.builder(client, events, listen(events))
                .liveCalls(live)
                .slack(SECOND)
                .checkAfter(Duration.ofSeconds(10))
                .build();
        return numbers.flatMap(
                number -> dialler.dial(request(number)).retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN)), AT_ONCE);
    }

    private static URI listen(CallbackEvents events) {
        CallbackEndpoint endpoint =
                CallbackEndpoint.of(CallbackReader.of(System.getProperty("proof.public-key")), events);
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .route(routes -> routes.post("/callbacks", endpoint))
                .bindNow(Duration.ofSeconds(10));
        return URI.create("http://127.0.0.1:" + server.port() + "/callbacks");
    }
}
