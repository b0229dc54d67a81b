package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.CallbackReader;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.dialler.Dialler;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;

/** The whole program but its {@code main}, on simulated time. */
class FollowCallsTest {

    private static final String APPLICATION = "1293384261075731499";
    private static final String OWN_NUMBER = "+13125550100";

    private final TexmlSimulator simulator = TexmlSimulator.builder().seed(11).start();
    private final TexmlClient client = TexmlClient.builder()
            .baseUrl(simulator.baseUrl())
            .apiKey(simulator.apiKey())
            .accountSid(simulator.accountSid())
            .scheduler(simulator.clock().scheduler())
            .build();
    private final InMemoryCallbackEvents events = InMemoryCallbackEvents.builder()
            .scheduler(simulator.clock().scheduler())
            .deliverOn(Schedulers.immediate())
            .build();
    private final CallbackEndpoint endpoint = CallbackEndpoint.of(
            CallbackReader.builder()
                    .publicKeys(simulator.publicKey())
                    .clock(simulator.clock())
                    .build(),
            events);
    private final DisposableServer server =
            FollowCalls.listen(endpoint, URI.create("http://127.0.0.1/texml/callbacks"), 0);
    private final Dialler dialler = Dialler.builder(
                    client, events, URI.create("http://127.0.0.1:" + server.port() + "/texml/callbacks"))
            .maxLiveCalls(20)
            .build();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    FollowCallsTest() {
        simulator.clock().waitFor(() -> client.load().busy() == 0);
    }

    @AfterEach
    void close() {
        server.disposeNow();
        endpoint.close();
        client.close();
        simulator.close();
    }

    @Test
    void aListIsDialledWithTwentyCallsAtOnceAndFollowedToTheEnd() {
        List<String> numbers = numbers(60);
        simulator.callScript(numbers.get(3), CallScript.busy());

        assertThat(run(numbers)).isEqualTo(59);
        assertThat(simulator.journal().mostLiveCalls()).isEqualTo(20);
        assertThat(lines())
                .contains("line 1: ANSWERED", "59 of 60 answered")
                .anyMatch(line -> line.startsWith("line 4: BUSY"));
        assertThat(dialler.load().live()).isZero();
        assertThat(dialler.load().foundByLookUp()).isZero();
    }

    @Test
    void whereMostCallbacksAreLostTheRestIsLookedUp() {
        simulator.callbackDelivery(
                CallbackDelivery.perfect().withLosses(0.7).withDuplicates(0.3).withShuffle(Duration.ofSeconds(5)));

        assertThat(run(numbers(40))).isEqualTo(40);
        assertThat(simulator.journal().mostLiveCalls()).isLessThanOrEqualTo(20);
        assertThat(simulator.journal().count("calls.create"))
                .as("nobody is dialled twice")
                .isEqualTo(40);
        assertThat(dialler.load().foundByLookUp()).isPositive();
        assertThat(dialler.load().live()).isZero();
    }

    @Test
    void aSourceIsDialledAndEachEndIsTold() {
        List<String> told = new ArrayList<>();
        CompletableFuture<Long> ended = FollowCalls.dialAll(
                        dialler,
                        Flux.fromIterable(numbers(3)).map(number -> CreateCall.builder()
                                .applicationSid(APPLICATION)
                                .from(OWN_NUMBER)
                                .to(number)
                                .build()),
                        told::add)
                .toFuture();
        simulator.clock().advance(Duration.ofMinutes(3));

        assertThat(ended).isCompletedWithValue(3L);
        assertThat(told).hasSize(3).allMatch(line -> line.startsWith("COMPLETED v3:"));
    }

    private long run(List<String> numbers) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        CompletableFuture<Long> answered = FollowCalls.follow(dialler, APPLICATION, OWN_NUMBER, numbers, out)
                .toFuture();
        for (int minutes = 0; minutes < 120 && !answered.isDone(); minutes++) {
            simulator.clock().advance(Duration.ofMinutes(1));
        }
        return answered.join();
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "+1646555%04d".formatted(1000 + i))
                .toList();
    }
}
