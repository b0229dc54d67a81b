package io.texml.reactor.campaign;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A journal, and how much was asked of it that is not answered yet: real time moves that on, whatever clock a campaign has. */
final class CountedJournal implements DialJournal {

    private final DialJournal journal;
    private final AtomicInteger busy = new AtomicInteger();

    CountedJournal(DialJournal journal) {
        this.journal = journal;
    }

    int busy() {
        return busy.get();
    }

    @Override
    public Mono<Void> open() {
        return counted(Mono.defer(journal::open));
    }

    @Override
    public Mono<ContactHistory> claim(String key) {
        return counted(Mono.defer(() -> journal.claim(key)));
    }

    @Override
    public Mono<Void> intend(String key, DialIntent intent) {
        return counted(Mono.defer(() -> journal.intend(key, intent)));
    }

    @Override
    public Mono<Void> ended(String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
        return counted(Mono.defer(() -> journal.ended(key, attempt, outcome, nextAt)));
    }

    @Override
    public Mono<Void> finish(String key, ContactOutcome outcome) {
        return counted(Mono.defer(() -> journal.finish(key, outcome)));
    }

    @Override
    public Mono<Void> release(String key) {
        return counted(Mono.defer(() -> journal.release(key)));
    }

    @Override
    public Mono<Void> close() {
        return counted(Mono.defer(journal::close));
    }

    /** Until whoever asked has heard the answer: what that sets off is busy by then in its own right. */
    private <T> Mono<T> counted(Mono<T> asked) {
        return Mono.defer(() -> {
            busy.incrementAndGet();
            return asked.doFinally(signal -> busy.decrementAndGet());
        });
    }
}
