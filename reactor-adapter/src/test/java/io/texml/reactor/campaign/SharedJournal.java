package io.texml.reactor.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** What several processes share, by a contract's letter: a contact is one's, until it is over, given back, or its lease is. */
final class SharedJournal {

    private final Map<String, ContactHistory> histories = new HashMap<>();
    private final Map<String, Worker> owners = new HashMap<>();
    private final Scheduler scheduler;
    private final Duration lease;

    int claims;
    int inVain;

    SharedJournal(Scheduler scheduler, Duration lease) {
        this.scheduler = scheduler;
        this.lease = lease;
    }

    Worker worker() {
        return new Worker();
    }

    ContactHistory history(String key) {
        return histories.getOrDefault(key, ContactHistory.NEW);
    }

    boolean isClaimed(String key) {
        return owners.containsKey(key);
    }

    /** One process's. */
    final class Worker implements DialJournal {

        private long leaseIsOverAt = Long.MAX_VALUE;

        /** Its lease is not renewed any more. */
        void die() {
            leaseIsOverAt = scheduler.now(TimeUnit.MILLISECONDS) + lease.toMillis();
        }

        private boolean lives() {
            return scheduler.now(TimeUnit.MILLISECONDS) < leaseIsOverAt;
        }

        @Override
        public Mono<Void> open() {
            return Mono.empty();
        }

        @Override
        public Mono<ContactHistory> claim(String key) {
            return Mono.fromSupplier(() -> {
                claims++;
                Worker owner = owners.get(key);
                ContactHistory history = history(key);
                if (!history.isFinished() && owner != null && owner != this && owner.lives()) {
                    inVain++;
                    return null;
                }
                if (!history.isFinished()) {
                    owners.put(key, this);
                }
                return history;
            });
        }

        @Override
        public Mono<Void> intend(String key, DialIntent intent) {
            return change(key, history(key).intended(intent));
        }

        @Override
        public Mono<Void> ended(
                String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
            return change(key, history(key).ended(attempt, outcome, nextAt));
        }

        @Override
        public Mono<Void> finish(String key, ContactOutcome outcome) {
            return change(key, history(key).finished(outcome));
        }

        private Mono<Void> change(String key, ContactHistory changed) {
            return Mono.fromRunnable(() -> {
                if (owners.get(key) != this) {
                    throw new DialJournalException("another has it", null);
                }
                histories.put(key, changed);
            });
        }

        @Override
        public Mono<Void> release(String key) {
            return Mono.fromRunnable(() -> owners.remove(key, this));
        }

        @Override
        public Mono<Void> close() {
            return Mono.fromRunnable(() -> owners.values().removeIf(owner -> owner == this));
        }
    }
}
