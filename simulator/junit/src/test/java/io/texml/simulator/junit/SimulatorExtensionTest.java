package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.ClientClosedException;
import io.texml.calls.Call;
import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

@TestMethodOrder(OrderAnnotation.class)
class SimulatorExtensionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger CLIENTS = new AtomicInteger();
    private static final List<TexmlClient> EARLIER = new ArrayList<>();

    @RegisterExtension
    static final SimulatorExtension SIMULATOR =
            new SimulatorExtension(settings -> settings.calls(120), client -> CLIENTS.incrementAndGet());

    @AfterAll
    static void everyTestHadAClientOfItsOwn() {
        assertThat(EARLIER).doesNotHaveDuplicates();
        assertThat(CLIENTS.get()).isEqualTo(EARLIER.size());
    }

    @Test
    @Order(1)
    void theInjectedClientTalksToTheInjectedSimulator(TexmlSimulator simulator, TexmlClient client) {
        EARLIER.add(client);
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
    void theNextTestBeginsWithAnEmptyJournalTheSameHistoryAndAFreshClient(
            TexmlSimulator simulator, TexmlClient client) {
        EARLIER.add(client);
        simulator.journal().verify("calls.create").never();
        assertThat(client.calls().list().count().block(PATIENCE)).isEqualTo(120);
        assertThatThrownBy(() -> EARLIER.get(0).calls().list().blockFirst(PATIENCE))
                .isInstanceOf(ClientClosedException.class);
    }

    @Test
    @Order(3)
    void aTestThatEndsWhileItsClientPauses(TexmlSimulator simulator, TexmlClient client) {
        EARLIER.add(client);
        simulator
                .faults()
                .add(Fault.status(429)
                        .on("calls.list")
                        .retryAfter(Duration.ofHours(1))
                        .times(1));
        assertThatThrownBy(() -> client.calls().list().blockFirst(PATIENCE)).isNotNull();
    }

    @Test
    @Order(4)
    void hoursOfPauseDoNotReachTheNextTest(TexmlSimulator simulator, TexmlClient client) {
        EARLIER.add(client);
        assertThat(simulator.faults().active()).isEmpty();
        assertThat(client.calls().list().count().block(PATIENCE)).isEqualTo(120);
    }

    @Nested
    class InANestedClass {

        @Test
        void theSimulatorOfTheClassAroundIsShared(TexmlSimulator simulator, TexmlClient client) {
            EARLIER.add(client);
            assertThat(client.calls().list().count().block(PATIENCE)).isEqualTo(120);
            simulator.journal().verify("calls.list").times(3);
        }
    }
}
