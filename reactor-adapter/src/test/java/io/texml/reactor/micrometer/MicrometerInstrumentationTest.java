package io.texml.reactor.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.texml.RequestOptions;
import io.texml.calls.UpdateCall;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.TexmlClient;
import java.net.URI;
import java.time.Duration;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class MicrometerInstrumentationTest {

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private TexmlClient client;

    @BeforeEach
    void open() {
        client = TexmlClient.builder()
                .apiKey("key")
                .accountSid("account")
                .baseUrl(URI.create("http://localhost:" + server.getPort() + "/v2"))
                .instrumentation(new MicrometerInstrumentation(registry))
                .build();
    }

    @AfterEach
    void close() {
        client.closeLater().block(Duration.ofSeconds(10));
    }

    @Test
    void anExchangeIsObservedByNamesOfLowCardinalityOnly() {
        server.enqueue(new MockResponse.Builder().body("{\"sid\":\"v3:a\"}").build());

        StepVerifier.create(client.calls().get("v3:a")).expectNextCount(1).verifyComplete();

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasNameEqualTo(MicrometerInstrumentation.NAME)
                .hasOnlyKeys("operation", "outcome", "status")
                .hasLowCardinalityKeyValue("operation", "calls.get")
                .hasLowCardinalityKeyValue("outcome", "SUCCESS")
                .hasLowCardinalityKeyValue("status", "2xx")
                .hasBeenStopped();
    }

    @Test
    void anOutcomeThatNobodyKnowsIsToldApart() {
        server.enqueue(new MockResponse.Builder().code(502).body("<html>").build());

        StepVerifier.create(client.calls()
                        .update(
                                "v3:a",
                                UpdateCall.builder().texml("<Response/>").build()))
                .verifyError();

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("outcome", "UNKNOWN")
                .hasLowCardinalityKeyValue("status", "5xx")
                .hasError()
                .hasBeenStopped();
    }

    @Test
    void theObservationInTheContextIsTheParent() {
        server.enqueue(new MockResponse.Builder().body("{}").build());
        Observation parent = Observation.start("parent", registry);

        StepVerifier.create(client.calls()
                        .get("v3:a")
                        .contextWrite(context -> context.put("micrometer.observation", parent)))
                .expectNextCount(1)
                .verifyComplete();

        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo(MicrometerInstrumentation.NAME)
                .that()
                .hasParentObservationEqualTo(parent);
    }

    @Test
    void aCancelledExchangeIsStoppedAndToldApart() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());

        client.calls().get("v3:a").subscribe().dispose();

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("outcome", "CANCELLED")
                .hasLowCardinalityKeyValue("status", "none")
                .hasBeenStopped();
    }

    @Test
    void aFailureWithoutAnAnswerHasNoStatus() throws Exception {
        server.close();

        StepVerifier.create(client.with(RequestOptions.builder()
                                .retryPolicy(RetryPolicy.never())
                                .build())
                        .calls()
                        .get("v3:a"))
                .verifyError();

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasLowCardinalityKeyValue("outcome", "FAILURE")
                .hasLowCardinalityKeyValue("status", "none")
                .hasBeenStopped();
    }

    @Test
    void theGaugesShowWhatTheClientIsDoing() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new TexmlMeters(client).bindTo(meters);

        assertThat(meters.get("texml.exchanges.under.way").gauge().value()).isZero();
        assertThat(meters.get("texml.exchanges.waiting").gauge().value()).isZero();
        assertThat(meters.get("texml.rate.limit.paused").gauge().value()).isZero();
        assertThat(meters.get("texml.retry.budget").gauge().value()).isEqualTo(500);
    }
}
