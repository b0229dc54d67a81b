package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.Call;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(OrderAnnotation.class)
class SimulatorExtensionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension(settings -> settings.calls(120));

    @Test
    @Order(1)
    void theInjectedClientTalksToTheInjectedSimulator(TexmlSimulator simulator, TexmlClient client) {
        client.calls()
                .create(CreateCall.builder()
                        .applicationSid("app")
                        .from("+13125550147")
                        .to("+17735550199")
                        .build())
                .block(PATIENCE);
        simulator
                .journal()
                .verify("calls.create")
                .withParameter("To", "+17735550199")
                .acted()
                .once();
        List<Call> calls = client.calls().list().collectList().block(PATIENCE);
        assertThat(calls).hasSize(121);
        simulator.journal().verify("calls.list").times(3);
        simulator.journal().verifyOrder("calls.create", "calls.list");
    }

    @Test
    @Order(2)
    void theNextTestBeginsWithAnEmptyJournalAndTheSameHistory(TexmlSimulator simulator, TexmlClient client) {
        simulator.journal().verify("calls.create").never();
        assertThat(client.calls().list().count().block(PATIENCE)).isEqualTo(120);
    }
}
