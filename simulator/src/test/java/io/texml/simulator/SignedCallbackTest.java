package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.simulator.CallbackReceiver.Received;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callbacks that a test makes, whole and with each fault. */
class SignedCallbackTest {

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator = TexmlSimulator.start();
    private final URI endpoint = URI.create(receiver.url("/callbacks"));
    private final SignedCallback whole = simulator.signed("call-completed", Map.of("CallStatus", "busy"));
    private final long now = simulator.clock().now().getEpochSecond();

    @AfterEach
    void close() {
        simulator.close();
        receiver.close();
    }

    @Test
    void itIsSignedAsTheSimulatorsOwnAndTellsItsKind() {
        assertThat(whole.deliverTo(endpoint)).isEqualTo(200);
        Received received = received();
        assertThat(received.signedBy(simulator.publicKey())).isTrue();
        assertThat(received.timestamp()).isEqualTo(String.valueOf(now));
        assertThat(received.method()).isEqualTo("POST").isEqualTo(whole.method());
        assertThat(received.body()).isEqualTo(whole.body());
        assertThat(received.fields())
                .containsExactly(Map.entry("CallStatus", "busy"), Map.entry("CallbackSource", "call-progress-events"));
        assertThat(whole.kind()).isEqualTo("call-completed");
        assertThat(whole.uri(endpoint)).isEqualTo(endpoint);
    }

    @Test
    void theHeadersAreThoseThatAreSent() {
        assertThat(whole.headers())
                .containsEntry("telnyx-timestamp", String.valueOf(now))
                .containsEntry("content-type", "application/x-www-form-urlencoded")
                .containsEntry("content-length", String.valueOf(whole.body().length))
                .containsKey("telnyx-signature-ed25519");
    }

    @Test
    void aGetHasItsFieldsInTheQueryAndSignsAnEmptyBody() {
        SignedCallback get = whole.asGet();
        URI address = URI.create(endpoint + "?tenant=1");
        assertThat(get.uri(address).getRawQuery())
                .isEqualTo("tenant=1&CallStatus=busy&CallbackSource=call-progress-events");
        assertThat(get.headers()).doesNotContainKey("content-type");
        get.deliverTo(endpoint);
        assertThat(received().method()).isEqualTo("GET");
        assertThat(received().body()).isEmpty();
        assertThat(received().signedBy(simulator.publicKey())).isTrue();
    }

    @Test
    void staleAndFutureOnesAreSignedCorrectly() {
        whole.stale(Duration.ofMinutes(10)).deliverTo(endpoint);
        whole.fromTheFuture(Duration.ofMinutes(10)).deliverTo(endpoint);
        assertThat(receiver.received())
                .allMatch(received -> received.signedBy(simulator.publicKey()))
                .extracting(Received::timestamp)
                .containsExactly(String.valueOf(now - 600), String.valueOf(now + 600));
    }

    @Test
    void anotherKeyAndAnAlteredBodyDoNotVerify() {
        whole.byAnotherKey().deliverTo(endpoint);
        whole.altered().deliverTo(endpoint);
        assertThat(receiver.received()).noneMatch(received -> received.signedBy(simulator.publicKey()));
        assertThat(receiver.received().get(0).body()).isEqualTo(whole.body());
        assertThat(receiver.received().get(1).fields()).containsEntry("Altered", "true");
    }

    @Test
    void signatureAndTimestampMayBeMissingOrMalformed() {
        whole.unsigned().deliverTo(endpoint);
        assertThat(received().signature()).isNull();
        assertThat(received().timestamp()).isNull();
        whole.withSignature("no Base64!").deliverTo(endpoint);
        assertThat(receiver.received().get(1).signature()).isEqualTo("no Base64!");
        whole.withTimestamp("soon").deliverTo(endpoint);
        assertThat(receiver.received().get(2).timestamp()).isEqualTo("soon");
        assertThat(receiver.received().get(2).signedBy(simulator.publicKey())).isTrue();
    }

    @Test
    void aDoubledOneIsTheSameTwice() {
        assertThat(whole.deliverTo(endpoint, 2)).containsExactly(200, 200);
        Received first = receiver.received().get(0);
        Received second = receiver.received().get(1);
        assertThat(second.signature()).isEqualTo(first.signature());
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void itGoesNowhereElseAndAMisspeltKindIsAnError() {
        assertThatThrownBy(() -> whole.deliverTo(URI.create("http://192.0.2.1/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("callbacks may not go to this url; use http or https and a loopback address");
        assertThatThrownBy(() -> simulator.signed("call-complete", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no callback call-complete; did you mean call-completed?");
    }

    @Test
    void anEmptyOneHasNothingButItsMarksAndIsNotPrinted() {
        SignedCallback gather = simulator.signed("gather", Map.of("Digits", "4711"));
        assertThat(new String(gather.body(), StandardCharsets.UTF_8)).isEqualTo("Digits=4711");
        assertThat(gather).hasToString("SignedCallback[POST gather]");
        assertThat(new String(simulator.signed("gather", Map.of()).altered().body(), StandardCharsets.UTF_8))
                .isEqualTo("Altered=true");
        assertThat(simulator.journal().callbacks()).isEmpty();
    }

    private Received received() {
        return receiver.received().get(0);
    }
}
