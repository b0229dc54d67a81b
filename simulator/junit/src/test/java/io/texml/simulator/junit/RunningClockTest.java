package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.journal.RecordedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that blocks while its client waits needs a clock that runs. */
class RunningClockTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final SimulatorExtension RUNNING = new SimulatorExtension(
            settings -> settings.speed(60),
            // A machine that stalls for a second makes the client wait for a minute.
            client -> client.totalTimeout(Duration.ofHours(1)));

    @Test
    void whoBlocksHasHisAnswerWhenTheSimulatedPauseIsOver(TexmlSimulator simulator, TexmlClient client) {
        simulator
                .faults()
                .add(Fault.status(429)
                        .on("calls.create")
                        .retryAfter(Duration.ofSeconds(20))
                        .times(1));
        CreateCall request = CreateCall.builder()
                .applicationSid("app")
                .from("+13125550147")
                .to("+15550100")
                .build();

        assertThat(client.calls().create(request).block(PATIENCE)).isNotNull();

        List<RecordedRequest> attempts =
                simulator.journal().verify("calls.create").times(2);
        assertThat(Duration.between(
                        attempts.get(0).receivedAt(), attempts.get(1).receivedAt()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(19));
    }
}
