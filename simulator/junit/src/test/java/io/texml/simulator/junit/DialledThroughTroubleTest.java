package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.CallbackReader;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.spi.LiveCalls;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * The dialler over HTTP, on simulated time, with callbacks that are lost, doubled, late and shuffled, answers that are lost,
 * refusals and cancels: the simulator's own count of live calls never exceeds the limit, no phone rings twice, and every permit
 * is back at the end.
 */
class DialledThroughTroubleTest {

    private static final int REQUESTS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theLimitHoldsAndNoPermitIsLost(long seed) {
        Random random = new Random(seed);
        int most = 1 + random.nextInt(12);
        try (TexmlSimulator simulator = TexmlSimulator.builder()
                        .seed(seed)
                        .readDelay(Duration.ofSeconds(random.nextInt(30)))
                        .start();
                TexmlClient client = TexmlClient.builder()
                        .baseUrl(simulator.baseUrl())
                        .apiKey(simulator.apiKey())
                        .accountSid(simulator.accountSid())
                        .scheduler(simulator.clock().scheduler())
                        .build()) {
            simulator.clock().waitFor(() -> client.load().busy() == 0);
            makeTrouble(simulator, random);
            InMemoryCallbackEvents events = InMemoryCallbackEvents.builder()
                    .scheduler(simulator.clock().scheduler())
                    .deliverOn(Schedulers.immediate())
                    .build();
            try (CallbackEndpoint endpoint = endpoint(simulator, events)) {
                DisposableServer server = HttpServer.create()
                        .route(routes -> routes.post("/callbacks", endpoint))
                        .bindNow(Duration.ofSeconds(10));
                try {
                    URI url = URI.create("http://127.0.0.1:" + server.port() + "/callbacks");
                    dial(simulator, client, events, url, most, random);
                } finally {
                    server.disposeNow();
                }
            }
        }
    }

    private static CallbackEndpoint endpoint(TexmlSimulator simulator, CallbackEvents events) {
        return CallbackEndpoint.of(
                CallbackReader.builder()
                        .publicKeys(simulator.publicKey())
                        .clock(simulator.clock())
                        .build(),
                events);
    }

    private static void makeTrouble(TexmlSimulator simulator, Random random) {
        simulator.callbackDelivery(CallbackDelivery.perfect()
                .withLosses(random.nextInt(4) * 0.25)
                .withDuplicates(random.nextDouble() * 0.5)
                .withLate(0.1, Duration.ofMinutes(2))
                .withShuffle(Duration.ofSeconds(5)));
        simulator.faults().add(Fault.dropAfterActing().on("calls.create").every(7));
        simulator.faults().add(Fault.dropBeforeActing().on("calls.create").every(11));
        simulator.faults().add(Fault.status(422).on("calls.create").every(13));
        simulator.faults().add(Fault.status(503).on("calls.get").every(5));
        simulator.faults().add(Fault.status(503).on("calls.list").every(5));
        for (int i = 0; i < REQUESTS; i += 5) {
            simulator.callScript(number(i), random.nextBoolean() ? CallScript.busy() : CallScript.noAnswer());
        }
    }

    private static void dial(
            TexmlSimulator simulator, TexmlClient client, CallbackEvents events, URI url, int most, Random random) {
        LiveCalls permits = LiveCalls.inMemory(most);
        Dialler dialler =
                Dialler.builder(client, events, url).liveCalls(permits).build();
        List<CallResult> results = new CopyOnWriteArrayList<>();
        List<Disposable> streams = new ArrayList<>();
        boolean cancels = random.nextBoolean();
        for (int stream = 0; stream < 2; stream++) {
            streams.add(dialler.dialAll(
                            Flux.range(stream * REQUESTS / 2, REQUESTS / 2).map(DialledThroughTroubleTest::request))
                    .subscribe(results::add));
        }
        for (int step = 0; step < 60; step++) {
            simulator.clock().advance(Duration.ofSeconds(1 + random.nextInt(10)));
            if (cancels && step == 30) {
                streams.get(0).dispose();
            }
        }
        for (int minutes = 0;
                minutes < 600 && (dialler.load().live() > 0 || dialler.load().waiting() > 0);
                minutes++) {
            simulator.clock().advance(Duration.ofMinutes(1));
        }

        assertThat(simulator.journal().mostLiveCalls()).isLessThanOrEqualTo(most);
        assertThat(permits).hasToString("LiveCalls[0 of " + most + "]");
        assertThat(dialler.load().unbound()).isZero();
        if (!cancels) {
            assertThat(results).hasSize(REQUESTS);
        }
        assertThat(results).extracting(CallResult::request).doesNotHaveDuplicates();
        assertThat(results)
                .filteredOn(result -> result.outcome() != Outcome.NOT_DIALLED && result.outcome() != Outcome.UNKNOWN)
                .extracting(CallResult::callSid)
                .doesNotContainNull()
                .doesNotHaveDuplicates();
        List<String> called = simulator.journal().requests("calls.create").stream()
                .filter(request -> request.acted())
                .map(request -> String.valueOf(request.parameters().get("To")))
                .toList();
        assertThat(called).as("no phone rings twice").doesNotHaveDuplicates();
    }

    private static CreateCall request(int number) {
        return CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from("+13125550100")
                .to(number(number))
                .timeLimit(Duration.ofMinutes(2))
                .build();
    }

    private static String number(int number) {
        return "+1646555%04d".formatted(1000 + number);
    }
}
