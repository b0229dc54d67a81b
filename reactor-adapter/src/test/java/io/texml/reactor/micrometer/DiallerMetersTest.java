package io.texml.reactor.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.dialler.DiallerInstrumentation.Following;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiallerMetersTest {

    @Test
    void aDiallersLoadIsSeenInGaugesAndCounters() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (TexmlClient client =
                TexmlClient.builder().apiKey("KEY1").accountSid("AC1").build()) {
            Dialler dialler = Dialler.builder(
                            client, CallbackEvents.inMemory(), URI.create("https://app.example.com/texml"))
                    .maxLiveCalls(7)
                    .build();
            new DiallerMeters(dialler).bindTo(registry);

            assertThat(registry.getMeters())
                    .extracting(Meter::getId)
                    .extracting(Meter.Id::getName)
                    .containsOnly(
                            "texml.calls.live",
                            "texml.calls.live.max",
                            "texml.calls.waiting",
                            "texml.calls.unbound",
                            "texml.calls.overdue",
                            "texml.dialler.missing.callbacks",
                            "texml.calls.found.by.look.up",
                            "texml.callbacks.refused",
                            "texml.calls.ended");
            assertThat(registry.get("texml.calls.live.max").gauge().value()).isEqualTo(7);
            dialler.maxLiveCalls(9);
            assertThat(registry.get("texml.calls.live.max").gauge().value()).isEqualTo(9);
            assertThat(registry.get("texml.calls.ended")
                            .tag("outcome", "no_answer")
                            .functionCounter()
                            .count())
                    .isZero();
        }
    }

    @Test
    void eachCallIsAnObservationFromItsDialToItsEnd() {
        TestObservationRegistry registry = TestObservationRegistry.create();
        Following call = new MicrometerDialler(registry).begun();
        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasBeenStarted()
                .isNotStopped();

        call.ended(
                new CallResult(null, "v3:1", Outcome.BUSY, null, null, null, null, null, null, null, List.of(), true));

        TestObservationRegistryAssert.assertThat(registry)
                .hasSingleObservationThat()
                .hasNameEqualTo("texml.call")
                .hasLowCardinalityKeyValue("outcome", "busy")
                .hasLowCardinalityKeyValue("looked.up", "true")
                .hasBeenStopped();
    }
}
