package io.texml.reactor.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.texml.reactor.TexmlClient;
import java.util.Objects;

/**
 * Gauges of one client: {@code texml.exchanges.under.way}, {@code texml.exchanges.waiting},
 * {@code texml.rate.limit.paused} (seconds until requests go on) and {@code texml.retry.budget} (tokens left).
 */
public final class TexmlMeters implements MeterBinder {

    private final TexmlClient client;

    /** Gauges of this client, or of the client that this is a view of. */
    public TexmlMeters(TexmlClient client) {
        this.client = Objects.requireNonNull(client, "client");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("texml.exchanges.under.way", client, it -> it.load().underWay())
                .description("requests that were sent and not yet answered")
                .register(registry);
        Gauge.builder("texml.exchanges.waiting", client, it -> it.load().waiting())
                .description("requests that wait for a permit, the rate limit or the dial pace")
                .register(registry);
        Gauge.builder(
                        "texml.rate.limit.paused",
                        client,
                        it -> it.load().pausedFor().toMillis() / 1000.0)
                .description("time until requests go on after the rate limit was reached")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("texml.retry.budget", client, it -> it.load().retryBudget())
                .description("tokens left for retries")
                .register(registry);
    }
}
