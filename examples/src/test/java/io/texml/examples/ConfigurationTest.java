package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.Call;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfigurationTest {

    private final TexmlSimulator simulator =
            TexmlSimulator.builder().account("own").account("other").calls(20).start();
    private final TexmlClient client = Configuration.settings()
            .baseUrl(simulator.baseUrl())
            .apiKey(simulator.apiKey())
            .accountSid("own")
            .build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @Test
    void theUserAgentEndsWithTheApplicationsName() {
        client.calls().list().blockLast();
        assertThat(simulator.journal().requests("calls.list")).isNotEmpty().allSatisfy(request -> assertThat(
                        request.header("user-agent").orElseThrow())
                .endsWith(" my-dialler/1.2"));
    }

    @Test
    void anotherAccountIsAskedThroughTheSameClient() {
        assertThat(Configuration.callsOf(client, "other").collectList().block())
                .hasSize(20)
                .allSatisfy(call -> assertThat(call.accountSid()).isEqualTo("other"));
    }

    @Test
    void aRequestMayHaveOptionsOfItsOwn() {
        Call call = Objects.requireNonNull(client.calls().list().blockFirst());
        assertThat(Configuration.getOrGiveUp(client, Objects.requireNonNull(call.sid()))
                        .block())
                .isEqualTo(call);
    }

    @Test
    void theWholeAnswerHoldsTheRequestId() {
        Call call = Objects.requireNonNull(client.calls().list().blockFirst());
        assertThat(Configuration.requestIdOf(client, Objects.requireNonNull(call.sid()))
                        .block())
                .isNotBlank();
    }
}
