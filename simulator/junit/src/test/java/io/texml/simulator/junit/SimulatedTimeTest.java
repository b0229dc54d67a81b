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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A client waits on the simulator's time, and the simulator's time waits for the client. */
class SimulatedTimeTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final SimulatorExtension LIMITED =
            new SimulatorExtension(settings -> settings.rateLimit(2, Duration.ofSeconds(10)));

    @Test
    void eightDialsUnderARateLimitTakeSimulatedTimeOnly(TexmlSimulator simulator, TexmlClient client) {
        Instant start = simulator.clock().now();
        CompletableFuture<List<CallCreated>> dialled = dials(client, 8);

        simulator.clock().advance(MINUTE);

        assertThat(dialled).isCompletedWithValueMatching(calls -> calls.size() == 8);
        assertThat(simulator.clock().now()).isEqualTo(start.plus(MINUTE));
        List<RecordedRequest> acted =
                simulator.journal().verify("calls.create").acted().times(8);
        assertThat(secondsOf(acted, start)).containsExactly(0L, 0L, 10L, 10L, 20L, 20L, 30L, 30L);
    }

    @Test
    void untilIdleIsLongEnoughForEverybodyWhoWaits(TexmlSimulator simulator, TexmlClient client) {
        CompletableFuture<List<CallCreated>> dialled = dials(client, 8);
        simulator.clock().advanceUntilIdle();
        assertThat(dialled).isCompletedWithValueMatching(calls -> calls.size() == 8);
        simulator.journal().verify("calls.create").acted().times(8);
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
        List<Long> seconds = secondsOf(simulator.journal().requests("queues.list"), start);
        assertThat(seconds).hasSize(2).startsWith(0L).allMatch(second -> second == 0 || second >= 20);
    }

    @Test
    void theTotalTimeoutOfSomebodyWhoWaitsPassesInSimulatedTime() {
        try (TexmlSimulator simulator = TexmlSimulator.start();
                TexmlClient client = connect(simulator, new NoSlots())) {
            CompletableFuture<CallCreated> dial = client.calls().create(aCall()).toFuture();
            simulator.clock().advance(Duration.ofSeconds(59));
            assertThat(dial).isNotDone();
            simulator.clock().advance(Duration.ofSeconds(1));
            assertThatThrownBy(dial::join).hasCauseInstanceOf(SaturationException.class);
            simulator.journal().verify("calls.create").never();
        }
    }

    @Test
    void withoutJunitTwoLinesTieAClientToTheClock() {
        try (TexmlSimulator simulator =
                        TexmlSimulator.builder().dialsPerSecond(4).start();
                TexmlClient client = connect(simulator, DialPace.rolling(4, Duration.ofSeconds(1)))) {
            Instant start = simulator.clock().now();
            CompletableFuture<List<CallCreated>> dialled = dials(client, 10);
            simulator.clock().advance(Duration.ofSeconds(3));
            assertThat(secondsOf(simulator.journal().requests("calls.create"), start))
                    .containsExactly(0L, 0L, 0L, 0L, 1L, 1L, 1L, 1L, 2L, 2L);
            assertThat(dialled).isCompletedWithValueMatching(calls -> calls.size() == 10);
        }
    }

    @Test
    void twoRunsWithOneSeedAreEqualWithAClientThatWaits() {
        assertThat(run()).hasSizeGreaterThan(50).isEqualTo(run());
    }

    @Test
    void aResetDoesNotHoldUpAClientThatLivesOn() {
        try (TexmlSimulator simulator = TexmlSimulator.builder()
                        .rateLimit(2, Duration.ofSeconds(10))
                        .start();
                TexmlClient client = connect(simulator, DialPace.telnyxDefault())) {
            CompletableFuture<List<CallCreated>> before = dials(client, 8);
            simulator.clock().advance(Duration.ofSeconds(5));
            simulator.reset();
            CompletableFuture<List<CallCreated>> after = dials(client, 2);
            simulator.clock().advance(MINUTE);
            assertThat(before).isCompletedWithValueMatching(calls -> calls.size() == 8);
            assertThat(after).isCompletedWithValueMatching(calls -> calls.size() == 2);
        }
    }

    /**
     * What a client that dials under a limit leaves in the journal, and the calls as it reads them. Nothing fails, as a
     * client spreads its retries by a chance of its own.
     */
    private static List<String> run() {
        try (TexmlSimulator simulator = TexmlSimulator.builder()
                        .seed(7)
                        .rateLimit(2, Duration.ofSeconds(10))
                        .start();
                TexmlClient client = connect(simulator, DialPace.telnyxDefault())) {
            List<String> log = new ArrayList<>();
            Flux.range(0, 8)
                    .concatMap(i -> client.calls().create(aCall()))
                    .thenMany(client.calls().list())
                    .subscribe(call -> log.add(String.valueOf(call.sid())));
            simulator.clock().advanceUntilIdle();
            simulator.journal().requests().forEach(request -> log.add(request.receivedAt() + " " + request));
            for (String sid : List.copyOf(log.subList(0, 8))) {
                simulator.journal().timeline(sid).forEach(entry -> log.add(sid + " " + entry));
            }
            return log;
        }
    }

    private static TexmlClient connect(TexmlSimulator simulator, DialPace pace) {
        TexmlClient client = TexmlClient.builder()
                .baseUrl(simulator.baseUrl())
                .apiKey(simulator.apiKey())
                .accountSid(simulator.accountSid())
                .dialPace(pace)
                .scheduler(simulator.clock().scheduler())
                .build();
        simulator.clock().waitFor(() -> client.load().busy() == 0);
        return client;
    }

    /** A pace that lets nobody dial. */
    private static final class NoSlots implements DialPace {

        @Override
        public Mono<Slot> acquire() {
            return Mono.never();
        }

        @Override
        public Duration pause(@Nullable Duration retryAfter) {
            return Duration.ZERO;
        }
    }

    private static CompletableFuture<List<CallCreated>> dials(TexmlClient client, int count) {
        return Flux.range(0, count)
                .flatMap(i -> client.calls().create(aCall()), count)
                .collectList()
                .toFuture();
    }

    private static List<Long> secondsOf(List<RecordedRequest> requests, Instant start) {
        return requests.stream()
                .map(request -> Duration.between(start, request.receivedAt()).toSeconds())
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
