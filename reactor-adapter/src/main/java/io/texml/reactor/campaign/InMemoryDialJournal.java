package io.texml.reactor.campaign;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps everything in memory. */
final class InMemoryDialJournal implements DialJournal {

    private final Map<String, ContactHistory> histories = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> open() {
        return Mono.empty();
    }

    @Override
    public Mono<ContactHistory> claim(String key) {
        return Mono.fromSupplier(() -> histories.getOrDefault(key, ContactHistory.NEW));
    }

    @Override
    public Mono<Void> intend(String key, DialIntent intent) {
        return change(key, history -> history.intended(intent));
    }

    @Override
    public Mono<Void> ended(String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
        return change(key, history -> history.ended(attempt, outcome, nextAt));
    }

    @Override
    public Mono<Void> finish(String key, ContactOutcome outcome) {
        return change(key, history -> history.finished(outcome));
    }

    @Override
    public Mono<Void> close() {
        return Mono.empty();
    }

    private Mono<Void> change(String key, UnaryOperator<ContactHistory> how) {
        return Mono.fromRunnable(
                () -> histories.compute(key, (same, known) -> how.apply(known == null ? ContactHistory.NEW : known)));
    }

    /** How many contacts it knows. */
    @Override
    public String toString() {
        return "DialJournal[contacts=" + histories.size() + "]";
    }
}
