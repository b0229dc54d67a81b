package io.texml.reactor.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.texml.reactor.callbacks.CallbackEndpoint;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import java.util.Objects;

/**
 * Meters of an endpoint, the gauges {@code texml.callbacks.under.way} and {@code texml.callbacks.checks}, and of events in
 * memory, the gauges {@code texml.callbacks.subscribers} and {@code texml.callbacks.recent} and the counters
 * {@code texml.callbacks.lost} and {@code texml.callbacks.repeats}.
 */
public final class CallbackMeters implements MeterBinder {

    private final CallbackEndpoint endpoint;
    private final InMemoryCallbackEvents events;

    /** Meters of this endpoint and these events. */
    public CallbackMeters(CallbackEndpoint endpoint, InMemoryCallbackEvents events) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
        this.events = Objects.requireNonNull(events, "events");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("texml.callbacks.under.way", endpoint, it -> it.load().underWay())
                .description("requests of the platform that have not been answered yet")
                .register(registry);
        Gauge.builder("texml.callbacks.checks", endpoint, it -> it.load().checks())
                .description("requests whose signature is being checked or waits for it")
                .register(registry);
        Gauge.builder("texml.callbacks.subscribers", events, it -> it.load().subscribers())
                .description("subscribers to callbacks")
                .register(registry);
        Gauge.builder("texml.callbacks.recent", events, it -> it.load().recent())
                .description("callbacks that are kept for late subscribers")
                .register(registry);
        FunctionCounter.builder("texml.callbacks.lost", events, it -> it.load().lost())
                .description("callbacks that slow subscribers have lost")
                .register(registry);
        FunctionCounter.builder(
                        "texml.callbacks.repeats", events, it -> it.load().repeats())
                .description("callbacks that came again and were told to nobody")
                .register(registry);
    }
}
