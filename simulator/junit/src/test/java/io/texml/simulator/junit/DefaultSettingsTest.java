package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.Call;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As the guide tells to: nothing but the annotation. */
@ExtendWith(SimulatorExtension.class)
class DefaultSettingsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TexmlSimulator simulator;

    DefaultSettingsTest(TexmlSimulator simulator) {
        this.simulator = simulator;
    }

    @BeforeAll
    static void theWholeClassMayHaveAClientToo(TexmlSimulator simulator, TexmlClient client) {
        assertThat(client.calls().list().collectList().block(PATIENCE)).isEmpty();
        simulator.journal().verify("calls.list").once();
    }

    @BeforeEach
    void theSimulatorOfTheConstructorHasBeenReset() {
        simulator.journal().verify("calls.list").never();
    }

    @Test
    void anEmptyAccountAwaitsTheTest(TexmlSimulator injected, TexmlClient client) {
        assertThat(injected).isSameAs(simulator);
        List<Call> calls = client.calls().list().collectList().block(PATIENCE);
        assertThat(calls).isEmpty();
    }
}
