package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import io.texml.simulator.script.CallScript;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The first examples of the guide on testing. */
@ExtendWith(SimulatorExtension.class)
class RemindersTest {

    @Test
    void dialsOnceAlthoughTheAnswerIsLost(TexmlSimulator simulator, TexmlClient client) {
        simulator.faults().add(Fault.dropAfterActing().on("calls.create").times(1));
        new Reminders(client).send();
        simulator.journal().verify("calls.create").acted().once();
    }

    @Test
    void everyCallComesToItsEndAndNothingSleeps() {
        try (TexmlSimulator simulator = TexmlSimulator.builder().seed(7).start();
                TexmlClient client = TexmlClient.builder()
                        .baseUrl(simulator.baseUrl())
                        .apiKey(simulator.apiKey())
                        .accountSid(simulator.accountSid())
                        .build()) {

            simulator.callScript("+15550100", CallScript.busy());
            new Reminders(client).send();
            simulator.clock().advanceUntilIdle();

            Call call = client.calls().list().blockFirst(Duration.ofSeconds(30));
            assertThat(call.status()).isEqualTo(CallStatus.BUSY);
            simulator.journal().verify("calls.create").acted().once();
        }
    }

    /** An application under test: it dials, and takes a failure for what it is. */
    private record Reminders(TexmlClient client) {

        void send() {
            CreateCall request = CreateCall.builder()
                    .applicationSid("app")
                    .from("+13125550147")
                    .to("+15550100")
                    .build();
            client.calls().create(request).onErrorComplete().block(Duration.ofSeconds(30));
        }
    }
}
