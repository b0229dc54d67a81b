package io.texml.reactor.callbacks;

import static io.texml.reactor.callbacks.Deliveries.CALL;
import static io.texml.reactor.callbacks.Deliveries.instructions;
import static io.texml.reactor.callbacks.Deliveries.progress;
import static io.texml.reactor.callbacks.Deliveries.unsigned;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.texml.markup.Texml;
import io.texml.reactor.micrometer.CallbackMeters;
import io.texml.reactor.micrometer.MicrometerCallbacks;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CallbackMicrometerTest {

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final InMemoryCallbackEvents events = CallbackEvents.inMemory();
    private final AtomicBoolean inContext = new AtomicBoolean();
    private final CallbackEndpoint endpoint = CallbackEndpoint.builder(Deliveries.trusting(), events)
            .instrumentation(new MicrometerCallbacks(registry))
            .onInstructions(request -> Mono.deferContextual(context -> {
                inContext.set(context.hasKey("micrometer.observation"));
                return Mono.<Texml>error(new IllegalStateException("mine"));
            }))
            .build();

    private void observed(CallbackRequest request, String kind, String outcome, String status) {
        endpoint.handle(request).block();

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasNameEqualTo(MicrometerCallbacks.NAME)
                .hasOnlyKeys("kind", "outcome", "status")
                .hasLowCardinalityKeyValue("kind", kind)
                .hasLowCardinalityKeyValue("outcome", outcome)
                .hasLowCardinalityKeyValue("status", status)
                .hasBeenStopped();
    }

    @Test
    void aCallbackIsObservedByNamesOfLowCardinalityOnly() {
        observed(unsigned(progress(CALL, "ringing", 1)), "call", "ANSWERED", "2xx");
    }

    @Test
    void aHandlerThatFailsIsObservedInTheContextOfItsRequest() {
        observed(unsigned(instructions(CALL)), "instructions", "FAILED", "5xx");
        assertThat(inContext).isTrue();
    }

    @Test
    void aRefusedRequestIsObserved() {
        observed(Deliveries.request("PUT", "/texml", null, "", Map.of()), "none", "REFUSED", "4xx");
    }

    @Test
    void metersShowWhatTheEndpointDoesAndTheEventsHold() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        new CallbackMeters(endpoint, events).bindTo(meters);

        endpoint.handle(unsigned(progress(CALL, "ringing", 1))).block();
        endpoint.handle(unsigned(progress(CALL, "ringing", 1))).block();

        assertThat(meters.get("texml.callbacks.under.way").gauge().value()).isZero();
        assertThat(meters.get("texml.callbacks.checks").gauge().value()).isZero();
        assertThat(meters.get("texml.callbacks.subscribers").gauge().value()).isZero();
        assertThat(meters.get("texml.callbacks.recent").gauge().value()).isOne();
        assertThat(meters.get("texml.callbacks.lost").functionCounter().count()).isZero();
        assertThat(meters.get("texml.callbacks.repeats").functionCounter().count())
                .isOne();
    }
}
