package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.CallProgress;
import io.texml.callbacks.CallbackReader;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.TexmlSimulator;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A dialler of one process, whose callbacks all arrive at another. */
@Tag("simulator")
class DialledAtAnotherProcessTest {

    private static final int CALLS = 20;

    private final RedisServer redisServer = RedisServer.start();
    private final TexmlRedis oneRedis = TexmlRedis.connect(redisServer.uri(), "main");
    private final TexmlRedis twoRedis = TexmlRedis.connect(redisServer.uri(), "main");
    private final TexmlSimulator simulator = TexmlSimulator.builder().seed(5).start();
    private final TexmlClient client = TexmlClient.builder()
            .baseUrl(simulator.baseUrl())
            .apiKey(simulator.apiKey())
            .accountSid(simulator.accountSid())
            .scheduler(simulator.clock().scheduler())
            .build();
    private final RedisCallbackEvents one = RedisCallbackEvents.builder(oneRedis)
            .memory(InMemoryCallbackEvents.builder()
                    .scheduler(simulator.clock().scheduler())
                    .deliverOn(Schedulers.immediate())
                    .build())
            .build();
    private final RedisCallbackEvents two = RedisCallbackEvents.of(twoRedis);
    private final AtomicInteger answered = new AtomicInteger();
    private final CallbackEndpoint endpoint = CallbackEndpoint.builder(
                    CallbackReader.builder()
                            .publicKeys(simulator.publicKey())
                            .clock(simulator.clock())
                            .build(),
                    two)
            .on(CallProgress.class, progress -> Mono.fromRunnable(answered::incrementAndGet))
            .build();
    private final DisposableServer server = HttpServer.create()
            .route(routes -> routes.post("/callbacks", endpoint))
            .bindNow(Duration.ofSeconds(10));
    private final Dialler dialler = Dialler.builder(
                    client, one, URI.create("http://127.0.0.1:" + server.port() + "/callbacks"))
            .maxLiveCalls(10)
            .build();
    private final List<CallResult> results = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        server.disposeNow();
        endpoint.close();
        one.close();
        two.close();
        oneRedis.close();
        twoRedis.close();
        client.close();
        simulator.close();
        redisServer.close();
    }

    private void dial() {
        // What was answered the dialler's process has still to read.
        simulator.clock().waitFor(() -> client.load().busy() == 0 && one.load().read() >= answered.get());
        dialler.dialAll(Flux.range(0, CALLS).map(DialledAtAnotherProcessTest::request))
                .subscribe(results::add);
    }

    private static CreateCall request(int number) {
        return CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from("+13125550100")
                .to("+1646555%04d".formatted(1000 + number))
                .build();
    }

    private void advanceUntilAllHaveEnded() {
        for (int step = 0; step < 2_000 && results.size() < CALLS; step++) {
            simulator.clock().advance(Duration.ofSeconds(5));
        }
        assertThat(results).hasSize(CALLS).extracting(CallResult::outcome).containsOnly(Outcome.COMPLETED);
    }

    @Test
    void theDiallerHearsTheEndOfEachOfItsCalls() {
        dial();
        advanceUntilAllHaveEnded();

        assertThat(dialler.load().foundByLookUp()).isZero();
        assertThat(simulator.journal().mostLiveCalls()).isEqualTo(10);
    }

    @Test
    void theDiallerLooksUpWhatIsLostWithRedis() {
        dial();
        simulator.clock().advance(Duration.ofSeconds(3));
        redisServer.kill();
        advanceUntilAllHaveEnded();

        assertThat(dialler.load().foundByLookUp()).isPositive();
        assertThat(simulator.journal().mostLiveCalls()).isLessThanOrEqualTo(10);
        assertThat(simulator.journal().count("calls.create")).isEqualTo(CALLS);
    }
}
