package io.texml.reactor.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A journal of a process that can be killed: what it writes takes time, and nothing is written after its death. */
final class MortalJournal implements DialJournal {

    private final DialJournal written;
    private final Scheduler scheduler;
    private final Supplier<Duration> takes;
    private final BooleanSupplier isDead;

    @Nullable
    RuntimeException failsWith;

    MortalJournal(DialJournal written, Scheduler scheduler, Supplier<Duration> takes, BooleanSupplier isDead) {
        this.written = written;
        this.scheduler = scheduler;
        this.takes = takes;
        this.isDead = isDead;
    }

    @Override
    public Mono<Void> open() {
        return slowly(written.open());
    }

    @Override
    public Mono<ContactHistory> claim(String key) {
        return slowly(written.claim(key));
    }

    @Override
    public Mono<Void> intend(String key, DialIntent intent) {
        return slowly(written.intend(key, intent));
    }

    @Override
    public Mono<Void> ended(String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
        return slowly(written.ended(key, attempt, outcome, nextAt));
    }

    @Override
    public Mono<Void> finish(String key, ContactOutcome outcome) {
        return slowly(written.finish(key, outcome));
    }

    @Override
    public Mono<Void> release(String key) {
        return slowly(written.release(key));
    }

    @Override
    public Mono<Void> close() {
        return slowly(written.close());
    }

    private <T> Mono<T> slowly(Mono<T> work) {
        return Mono.defer(() -> {
            Duration before = takes.get();
            Mono<T> then = Mono.defer(() -> {
                if (isDead.getAsBoolean()) {
                    return Mono.never();
                }
                return failsWith == null ? work : Mono.error(failsWith);
            });
            Mono<T> delayed = before.isZero() ? then : delay(before).then(then);
            Duration after = takes.get();
            // Written, and not told yet.
            return after.isZero()
                    ? delayed
                    : delayed.flatMap(value -> delay(after).thenReturn(value))
                            .switchIfEmpty(Mono.defer(() -> delay(after).then(Mono.empty())));
        });
    }

    private Mono<Void> delay(Duration time) {
        return Mono.create(sink -> scheduler.schedule(
                () -> {
                    if (!isDead.getAsBoolean()) {
                        sink.success();
                    }
                },
                time.toNanos(),
                TimeUnit.NANOSECONDS));
    }
}
