package io.texml.reactor.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps nothing. */
enum NoJournal implements DialJournal {
    INSTANCE;

    @Override
    public Mono<Void> open() {
        return Mono.empty();
    }

    @Override
    public Mono<ContactHistory> claim(String key) {
        return Mono.just(ContactHistory.NEW);
    }

    @Override
    public Mono<Void> intend(String key, DialIntent intent) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> ended(String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> finish(String key, ContactOutcome outcome) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> close() {
        return Mono.empty();
    }
}
