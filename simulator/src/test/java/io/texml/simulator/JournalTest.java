package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final String NUMBER = "+17735550199";

    private final TexmlSimulator simulator = TexmlSimulator.start();
    private final Api api = new Api(simulator);

    @BeforeEach
    void dialAndHangUp() {
        String sid = api.dial(NUMBER, "\"SipAuthPassword\":\"hunter2\"", "\"StatusCallback\":\"http://192.0.2.1/\"");
        api.form(api.account("/Calls/" + sid), "Status=completed");
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void requestsAreFoundByOperationParameterHeaderAndStatus() {
        Journal journal = simulator.journal();
        RecordedRequest created = journal.verify("calls.create")
                .withParameter("To", NUMBER)
                .acted()
                .once();
        assertThat(created.bodyText()).contains("\"ApplicationSid\":\"app\"");
        assertThat(created.receivedAt()).isEqualTo(simulator.clock().now());
        journal.verify("calls.update")
                .withParameter("Status", "completed")
                .withHeader("content-type", "application/x-www-form-urlencoded")
                .withStatus(200)
                .withoutParameter("Url")
                .once();
        journal.verify("recordings.list").never();
        journal.verify("calls.list").atLeast(1);
        journal.verifyOrder("calls.create", "calls.update");
        assertThat(journal.awaitRequests("calls.update", 1, Duration.ofSeconds(1)))
                .hasSize(1);
    }

    @Test
    void aFailedCheckSaysWhatWasRequestedInstead() {
        Journal journal = simulator.journal();
        assertThatThrownBy(() -> journal.verify("calls.create")
                        .withParameter("To", "+15550100")
                        .once())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("exactly 1 request(s): calls.create, parameter To")
                .hasMessageContaining("POST calls.update -> 200");
        assertThatThrownBy(() -> journal.verify("calls.create").never()).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> journal.verifyOrder("calls.update", "calls.create"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("calls.create is missing");
        assertThatThrownBy(() -> journal.awaitCallbacks("stream", 1, Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected 1 of stream");
    }

    @Test
    void nothingThatIsPrintedHoldsNumbersKeysOrSecrets() {
        simulator.clock().advanceUntilIdle();
        String printed = simulator + " " + simulator.journal().requests()
                + simulator.journal().callbacks() + simulator.faults().active();
        assertThatThrownBy(() -> simulator.journal().verify("calls.create").never())
                .message()
                .doesNotContain(NUMBER)
                .doesNotContain("hunter2");
        assertThat(printed)
                .contains("call-completed")
                .doesNotContain(NUMBER)
                .doesNotContain("hunter2")
                .doesNotContain(simulator.apiKey());
    }
}
