package io.texml.reactor.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.dialler.DiallerLoad;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * What a dialler does. Gauges: {@code texml.calls.live} and {@code texml.calls.live.max}, {@code texml.calls.waiting} (for
 * their turn), {@code texml.calls.unbound} (dialled, sid not known yet), {@code texml.calls.overdue} (a callback should have
 * come), {@code texml.dialler.missing.callbacks} (1 when the callback URL is probably wrong). Counters:
 * {@code texml.calls.ended} by {@code outcome}, {@code texml.calls.found.by.look.up},
 * {@code texml.callbacks.refused} (a call's reference, and not that call).
 */
public final class DiallerMeters implements MeterBinder {

    private final Dialler dialler;

    /** Meters of this dialler. */
    public DiallerMeters(Dialler dialler) {
        this.dialler = Objects.requireNonNull(dialler, "dialler");
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "texml.calls.live", "calls that live", DiallerLoad::live);
        gauge(registry, "texml.calls.live.max", "calls that may live at once", DiallerLoad::maxLive);
        gauge(registry, "texml.calls.waiting", "requests that wait for their turn", DiallerLoad::waiting);
        gauge(registry, "texml.calls.unbound", "dialled calls whose sid is not known yet", DiallerLoad::unbound);
        gauge(registry, "texml.calls.overdue", "calls whose next callback should have come", DiallerLoad::overdue);
        gauge(
                registry,
                "texml.dialler.missing.callbacks",
                "1 when no callback comes, else 0",
                load -> load.isMissingCallbacks() ? 1 : 0);
        counter(
                registry,
                "texml.calls.found.by.look.up",
                "calls that were found, or seen to have ended, by a look-up only",
                DiallerLoad::foundByLookUp);
        counter(
                registry,
                "texml.callbacks.refused",
                "callbacks with a call's reference that were not of that call",
                DiallerLoad::refusedCallbacks);
        for (Outcome outcome : Outcome.values()) {
            FunctionCounter.builder(
                            "texml.calls.ended", dialler, it -> it.load().ended(outcome))
                    .description("calls by how they ended")
                    .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<DiallerLoad> value) {
        Gauge.builder(name, dialler, it -> value.applyAsDouble(it.load()))
                .description(description)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, String description, ToDoubleFunction<DiallerLoad> value) {
        FunctionCounter.builder(name, dialler, it -> value.applyAsDouble(it.load()))
                .description(description)
                .register(registry);
    }
}
