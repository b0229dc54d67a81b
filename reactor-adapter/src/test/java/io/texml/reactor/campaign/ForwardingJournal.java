package io.texml.reactor.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Another journal, for a test that changes something of it. */
class ForwardingJournal implements DialJournal {

    private final DialJournal other;

    ForwardingJournal(DialJournal other) {
        this.other = other;
    }

    @Override
    public Mono<Void> open() {
        return other.open();
    }

    @Override
    public Mono<ContactHistory> claim(String key) {
        return other.claim(key);
    }

    @Override
    public Mono<Void> intend(String key, DialIntent intent) {
        return other.intend(key, intent);
    }

    @Override
    public Mono<Void> ended(String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
        return other.ended(key, attempt, outcome, nextAt);
    }

    @Override
    public Mono<Void> finish(String key, ContactOutcome outcome) {
        return other.finish(key, outcome);
    }

    @Override
    public Mono<Void> release(String key) {
        return other.release(key);
    }

    @Override
    public Mono<Void> close() {
        return other.close();
    }
}
