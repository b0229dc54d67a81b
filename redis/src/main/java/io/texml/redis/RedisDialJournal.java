package io.texml.redis;

import io.texml.reactor.campaign.Attempt;
import io.texml.reactor.campaign.ContactHistory;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.DialIntent;
import io.texml.reactor.campaign.DialJournal;
import io.texml.reactor.campaign.DialJournalException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A campaign's journal on a Redis, for several processes, its workers, that share one campaign. Each gets the same contacts,
 * or some of them, and a journal of the same name:
 *
 * <pre>{@code
 * Campaign<Customer> campaign = Campaign.<Customer>builder(dialler, Customer::id, this::reminderFor)
 *         .journal(RedisDialJournal.of(redis, "reminders-2027-03"))
 *         .build();
 * }</pre>
 *
 * <p><b>Workers.</b> A contact is one worker's from its claim until it is done with. The others wait for it, and tell what became
 * of it as {@linkplain io.texml.reactor.campaign.ContactResult#isFromJournal from the journal}; so the run of each ends when
 * every contact has. A worker has one lease, by the clock of Redis, which it renews four times as often as it lapses, and with
 * each step. When a worker dies, others take its contacts over once its lease lapsed, and look for the call of a dial that
 * was under way before they dial. A worker that was away for longer than its lease goes on with the contacts that nobody has
 * taken; what it writes of another fails, so it dials no contact that it lost, and its run fails. A paused campaign keeps what
 * it has.
 *
 * <p><b>At most one dial per attempt</b>: an intent is written once, by the worker that has the contact, and a dial is sent
 * only within the lease's time from then. A process that is stopped right behind that check writes its dial when it goes on:
 * the one of that attempt, whose contact another has told as {@link ContactOutcome#UNKNOWN UNKNOWN} meanwhile.
 *
 * <p><b>When Redis is away</b>, full or slow, a step is tried again for half a lease; then it fails, nothing more is dialled, and the
 * run fails. Run again, it goes on. One script is one step, which costs one awaited round trip.
 *
 * <p><b>Safe is what Redis keeps safe.</b> A Redis without persistence forgets the campaign when it is started again. With
 * {@code appendfsync everysec} a loss of power costs the last second or two, and so does a failover to a replica; with
 * {@code appendfsync always} and no failover nothing is lost. A worker that finds less than it knows of fails its steps, and those of
 * all workers: the campaign does not go on as if nothing had been dialled. After each start of Redis nobody new is taken for 5
 * seconds, so that it can be said before. That takes a worker that lives and remembers. A new one cannot know, unless
 * it is told so with {@link Builder#mustExist}: when an intent was lost with Redis and its worker died, its contact is dialled
 * once more.
 *
 * <p><b>Phone numbers stand in it</b>: in intents, with references that make callbacks credible, and in keys, if those are
 * numbers. Guard the Redis, its files and backups as you guard the contacts.
 *
 * <p><b>Keys</b>: {@code texml:{account}:campaign:<name>}, a hash; {@code :workers}, a sorted set with one entry for each worker;
 * {@code :contacts}, a hash with one field for each contact, some 200 bytes and 150 for each of its attempts. They expire
 * together, 30 days after the last step of the last worker. From then on the campaign is new: its contacts would be dialled
 * again.
 */
public final class RedisDialJournal implements DialJournal {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration KEEP = Duration.ofDays(30);

    private final JournalSteps steps;
    private final AtomicReference<@Nullable JournalWorker> running = new AtomicReference<>();

    private RedisDialJournal(JournalSteps steps) {
        this.steps = steps;
    }

    /**
     * With a lease of a minute, kept for 30 days.
     *
     * @param redis stays the caller's to close, after the campaign's end
     * @param campaign a name, the same in all its workers and later runs, and another for each campaign: letters, digits,
     *     {@code .}, {@code _} and {@code -}
     * @throws IllegalArgumentException when the name is none
     */
    public static RedisDialJournal of(TexmlRedis redis, String campaign) {
        return builder(redis, campaign).build();
    }

    /** As {@link #of}, with more to say. */
    public static Builder builder(TexmlRedis redis, String campaign) {
        return new Builder(redis, campaign);
    }

    /** Options of the journal; all workers of a campaign are given the same. */
    public static final class Builder {

        private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
        private static final Duration SHORTEST_KEEP = Duration.ofMinutes(1);
        private static final Duration LONGEST = Duration.ofDays(3650);

        private final TexmlRedis redis;
        private final String campaign;
        private Duration lease = LEASE;
        private Duration keep = KEEP;
        private boolean isToExist;

        private Builder(TexmlRedis redis, String campaign) {
            this.redis = Objects.requireNonNull(redis, "redis");
            this.campaign = Objects.requireNonNull(campaign, "campaign");
            if (!campaign.matches("[A-Za-z0-9._-]+")) {
                throw new IllegalArgumentException(
                        "campaign must be letters, digits, '.', '_' and '-', as it stands in the names of keys");
            }
        }

        /**
         * How long after a worker's last sign of life its contacts may be taken over. At least the {@code totalTimeout} of the clients,
         * so that nobody looks for a call that is still being dialled. For half of it a step waits for a Redis that is away.
         *
         * @param length 1 second to 10 years; default one minute
         * @throws IllegalArgumentException when it is not
         */
        public Builder lease(Duration length) {
            this.lease = between(length, "lease", SHORTEST_LEASE);
            return this;
        }

        /**
         * How long Redis keeps the campaign after the last step of its last worker. Longer than any time in which no worker runs, as the
         * contacts are new after it.
         *
         * @param length 1 minute to 10 years, and not less than the lease; default 30 days
         * @throws IllegalArgumentException when it is not
         */
        public Builder keep(Duration length) {
            this.keep = between(length, "keep", SHORTEST_KEEP);
            return this;
        }

        /** Goes on with a campaign, and never begins one: opening fails when Redis knows nothing of it. For every run but the first. */
        public Builder mustExist() {
            this.isToExist = true;
            return this;
        }

        private static Duration between(Duration length, String name, Duration shortest) {
            if (length.compareTo(shortest) < 0 || length.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        name + " must be " + shortest + " to " + LONGEST + ", but is " + length);
            }
            return length;
        }

        /**
         * The journal.
         *
         * @throws IllegalArgumentException when it is kept for less than a lease
         */
        public RedisDialJournal build() {
            if (keep.compareTo(lease) < 0) {
                throw new IllegalArgumentException("keep must not be less than lease, but is " + keep);
            }
            return new RedisDialJournal(new JournalSteps(redis, campaign, lease, keep, isToExist));
        }
    }

    @Override
    public Mono<Void> open() {
        return Mono.defer(() -> {
            JournalWorker worker = new JournalWorker(steps);
            if (!running.compareAndSet(null, worker)) {
                return Mono.error(new DialJournalException(
                        "the journal is open already; let the campaign that uses it end, or build another", null));
            }
            return worker.open()
                    .doOnError(failure -> running.compareAndSet(worker, null))
                    .doOnCancel(() -> running.compareAndSet(worker, null));
        });
    }

    @Override
    public Mono<ContactHistory> claim(String key) {
        Objects.requireNonNull(key, "key");
        return withWorker(worker -> worker.claim(key));
    }

    @Override
    public Mono<Void> intend(String key, DialIntent intent) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(intent, "intent");
        return withWorker(worker -> worker.intend(key, intent));
    }

    @Override
    public Mono<Void> ended(String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(attempt, "attempt");
        return withWorker(worker -> worker.ended(key, attempt, outcome, nextAt));
    }

    @Override
    public Mono<Void> finish(String key, ContactOutcome outcome) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(outcome, "outcome");
        return withWorker(worker -> worker.finish(key, outcome));
    }

    @Override
    public Mono<Void> release(String key) {
        Objects.requireNonNull(key, "key");
        return withWorker(worker -> worker.release(key));
    }

    /** Completes when Redis knows; contacts that are not done with are free for other workers at once. */
    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            JournalWorker worker = running.getAndSet(null);
            return worker == null ? Mono.empty() : worker.close();
        });
    }

    private <T> Mono<T> withWorker(Function<JournalWorker, Mono<T>> work) {
        return Mono.defer(() -> {
            JournalWorker worker = running.get();
            return worker == null
                    ? Mono.error(new DialJournalException("the journal is not open; open it first", null))
                    : work.apply(worker);
        });
    }

    /** The campaign's name. */
    @Override
    public String toString() {
        return "RedisDialJournal[" + steps.campaign() + "]";
    }
}
