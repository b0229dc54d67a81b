package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.SaturationException;
import io.texml.calls.CallCreated;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.spi.DialPace;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.journal.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

/** A client waits on the simulator's time, and the simulator's time waits for the client. */
class SimulatedTimeTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final SimulatorExtension LIMITED = new SimulatorExtension(
            settings -> settings.rateLimit(2, Duration.ofSeconds(10)),
            client -> client.dialPace(DialPace.rolling(4, Duration.ofSeconds(1))));

    @Test
    void eightDialsUnderARateLimitTakeSimulatedTimeOnly(TexmlSimulator simulator, TexmlClient client) {
        Instant start = simulator.clock().now();
        CompletableFuture<List<CallCreated>> dialled = dials(client, 8);

        simulator.clock().advance(MINUTE);

        assertThat(dialled).isCompletedWithValueMatching(calls -> calls.size() == 8);
        assertThat(simulator.clock().now()).isEqualTo(start.plus(MINUTE));
        assertThat(secondsOf(simulator, "calls.create", start)).containsExactly(0L, 0L, 10L, 10L, 20L, 20L, 30L, 30L);
        simulator.journal().verify("calls.create").withStatus(200).times(8);
    }

    @Test
    void untilIdleEndsWithTheLastOfThem(TexmlSimulator simulator, TexmlClient client) {
        CompletableFuture<List<CallCreated>> dialled = dials(client, 8);
        simulator.clock().advanceUntilIdle();
        assertThat(dialled).isCompletedWithValueMatching(calls -> calls.size() == 8);
    }

    @Test
    void aRetryWaitsForTheServersRetryAfter(TexmlSimulator simulator, TexmlClient client) {
        Instant start = simulator.clock().now();
        simulator
                .faults()
                .add(Fault.status(503)
                        .on("queues.list")
                        .retryAfter(Duration.ofSeconds(20))
                        .times(1));
        CompletableFuture<?> listed = client.queues().list().collectList().toFuture();

        simulator.clock().advance(Duration.ofSeconds(19));
        assertThat(listed).isNotDone();
        simulator.clock().advance(Duration.ofSeconds(30));

        assertThat(listed).isCompleted();
        assertThat(secondsOf(simulator, "queues.list", start)).hasSize(2).last().satisfies(second -> assertThat(second)
                .isBetween(20L, 40L));
    }

    @Test
    void aTotalTimeoutOfSomebodyWhoWaitsPassesInSimulatedTime(TexmlSimulator simulator, TexmlClient client) {
        dials(client, 2);
        simulator.clock().advance(Duration.ZERO);
        simulator.faults().add(Fault.status(503).on("queues.list").retryAfter(Duration.ofSeconds(20)));
        CompletableFuture<?> listed = client.queues().list().collectList().toFuture();

        simulator.clock().advance(Duration.ofSeconds(59));
        assertThat(listed).isNotDone();
        simulator.clock().advance(Duration.ofSeconds(2));

        assertThatThrownBy(listed::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(SaturationException.class);
    }

    private static CompletableFuture<List<CallCreated>> dials(TexmlClient client, int count) {
        return Flux.range(0, count)
                .flatMap(i -> client.calls().create(aCall()), count)
                .collectList()
                .toFuture();
    }

    private static List<Long> secondsOf(TexmlSimulator simulator, String operation, Instant start) {
        return simulator.journal().requests(operation).stream()
                .map(RecordedRequest::receivedAt)
                .map(at -> Duration.between(start, at).toSeconds())
                .toList();
    }

    private static CreateCall aCall() {
        return CreateCall.builder()
                .applicationSid("app")
                .from("+13125550147")
                .to("+15550100")
                .build();
    }
}
