package io.texml.reactor.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.texml.callbacks.CallbackKind;
import io.texml.reactor.callbacks.CallbackAnswer;
import io.texml.reactor.callbacks.CallbackInstrumentation;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One {@link Observation} per request of the platform, named {@code texml.callback}, with key values of low cardinality:
 * {@code kind} (as in {@link CallbackKind#value()}, or {@code none} where it was refused before that was known),
 * {@code outcome} (those of {@link io.texml.reactor.callbacks.CallbackOutcome}, or {@code CANCELLED} when the platform had
 * gone) and {@code status} ({@code 2xx}, {@code 4xx}, ... or {@code none}). Its parent is the observation in the Reactor
 * context, and it is put there for the handlers.
 */
public final class MicrometerCallbacks implements CallbackInstrumentation {

    /** The name of the observations. */
    public static final String NAME = "texml.callback";

    /** Where Micrometer's context propagation keeps the current observation. */
    private static final String CONTEXT_KEY = "micrometer.observation";

    private final ObservationRegistry registry;

    /** Observes with a registry. */
    public MicrometerCallbacks(ObservationRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public Mono<CallbackAnswer> instrument(Mono<CallbackAnswer> handling) {
        return Mono.deferContextual(context -> {
            Observation parent = context.getOrDefault(CONTEXT_KEY, null);
            Observation observation = Observation.createNotStarted(NAME, registry)
                    .parentObservation(parent)
                    .start();
            AtomicBoolean ended = new AtomicBoolean();
            return handling.doOnNext(answer -> end(observation, ended, answer))
                    .doOnCancel(() -> end(observation, ended, null))
                    .contextWrite(inner -> inner.put(CONTEXT_KEY, observation));
        });
    }

    /** Once: a subscriber may cancel after the answer. */
    private static void end(Observation observation, AtomicBoolean ended, @Nullable CallbackAnswer answer) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        CallbackKind kind = answer == null ? null : answer.kind();
        Throwable failure = answer == null ? null : answer.failure();
        observation
                .lowCardinalityKeyValue("kind", kind == null ? "none" : kind.value())
                .lowCardinalityKeyValue(
                        "outcome",
                        answer == null ? "CANCELLED" : answer.outcome().name())
                .lowCardinalityKeyValue("status", answer == null ? "none" : answer.status() / 100 + "xx");
        if (failure != null) {
            observation.error(failure);
        }
        observation.stop();
    }
}
