package io.texml.reactor.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.texml.ApiException;
import io.texml.ApiResponse;
import io.texml.TexmlException;
import io.texml.operation.Operation;
import io.texml.reactor.spi.ExchangeInstrumentation;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One {@link Observation} per exchange, named {@code texml.exchange}, with key values of low cardinality: {@code operation}
 * (the id in the catalogue), {@code outcome} ({@code SUCCESS}, {@code FAILURE}, {@code UNKNOWN} when the server may have
 * acted, {@code CANCELLED}) and {@code status} ({@code 2xx}, {@code 4xx}, ... or {@code none}). Its parent is the
 * observation in the Reactor context, and it is put there for what happens inside.
 */
public final class MicrometerInstrumentation implements ExchangeInstrumentation {

    /** The name of the observations. */
    public static final String NAME = "texml.exchange";

    /** Where Micrometer's context propagation keeps the current observation. */
    private static final String CONTEXT_KEY = "micrometer.observation";

    private final ObservationRegistry registry;

    /** Observes with a registry. */
    public MicrometerInstrumentation(ObservationRegistry registry) {
        this.registry = Objects.requireNonNull(registry, "registry");
    }

    @Override
    public <R> Mono<ApiResponse<R>> instrument(Operation<R> operation, Mono<ApiResponse<R>> exchange) {
        return Mono.deferContextual(context -> {
            Observation parent = context.getOrDefault(CONTEXT_KEY, null);
            Observation observation = Observation.createNotStarted(NAME, registry)
                    .contextualName(operation.id())
                    .lowCardinalityKeyValue("operation", operation.id())
                    .parentObservation(parent)
                    .start();
            Ending ending = new Ending(observation);
            return exchange.doOnNext(answer -> ending.end("SUCCESS", answer.status(), null))
                    .doOnError(failure -> ending.end(outcome(failure), status(failure), failure))
                    .doOnCancel(() -> ending.end("CANCELLED", 0, null))
                    .contextWrite(inner -> inner.put(CONTEXT_KEY, observation));
        });
    }

    private static String outcome(Throwable failure) {
        return failure instanceof TexmlException typed && typed.outcomeUnknown() ? "UNKNOWN" : "FAILURE";
    }

    private static int status(Throwable failure) {
        return failure instanceof ApiException answer ? answer.status() : 0;
    }

    /** Ends an observation once: a subscriber may cancel after the answer. */
    private static final class Ending {

        private final Observation observation;
        private final AtomicBoolean ended = new AtomicBoolean();

        Ending(Observation observation) {
            this.observation = observation;
        }

        void end(String outcome, int status, @Nullable Throwable failure) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            observation.lowCardinalityKeyValue("outcome", outcome);
            observation.lowCardinalityKeyValue("status", status == 0 ? "none" : status / 100 + "xx");
            if (failure != null) {
                observation.error(failure);
            }
            observation.stop();
        }
    }
}
