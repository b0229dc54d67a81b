package io.texml.reactor.dialler;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CreateCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartiesTest {

    @ParameterizedTest
    @CsvSource({
        "+13125550100, +13125550100",
        "+13125550100, 13125550100",
        "+13125550100, ' 13125550100'",
        "sip:alice@example.com, alice@example.com",
        "sip:Alice@Example.com, sip:alice@example.com;transport=tls",
        "sips:alice@example.com, sips:alice@example.com",
        "client:alice, client:alice",
    })
    void theSamePartyIsRecognizedInAnyOfItsForms(String dialled, String told) {
        assertThat(to(dialled)).isEqualTo(to(told)).hasSameHashCodeAs(to(told));
    }

    @ParameterizedTest
    @CsvSource({
        "+13125550100, +13125550101",
        "sip:alice@example.com, sip:bob@example.com",
        "sip:alice@example.com, sip:alice@example.org",
        "sip:13125550100@example.com, +13125550100",
    })
    void anotherPartyIsAnother(String dialled, String told) {
        assertThat(to(dialled)).isNotEqualTo(to(told));
    }

    @Test
    void itsTextHasNoNumber() {
        assertThat(to("+13125550100")).hasToString("Parties[]");
    }

    private static Parties to(String to) {
        return Parties.of(CreateCall.builder()
                .applicationSid("1494404757140276705")
                .from("+13125550100")
                .to(to)
                .build());
    }
}
