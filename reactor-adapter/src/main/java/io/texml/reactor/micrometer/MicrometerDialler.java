package io.texml.reactor.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.texml.reactor.dialler.DiallerInstrumentation;
import java.util.Locale;
import java.util.Objects;

/**
 * One {@link Observation} per call that a dialler dials, named {@code texml.call}, from its dial to its end, with the key values
 * {@code outcome} (how it ended) and {@code looked.up} (whether no callback told it).
 */
public final class MicrometerDialler implements DiallerInstrumentation {

    /** The name of the observations. */
    public static final String NAME = "texml.call";

    private final ObservationRegistry registry;

    /** Observes with a registry. */
    public MicrometerDialler(ObservationRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public Following begun() {
        Observation observation = Observation.start(NAME, registry);
        return result -> {
            observation.lowCardinalityKeyValue(
                    "outcome", result.outcome().name().toLowerCase(Locale.ROOT));
            observation.lowCardinalityKeyValue("looked.up", Boolean.toString(result.isLookedUp()));
            if (result.failure() != null) {
                observation.error(result.failure());
            }
            observation.stop();
        };
    }
}
