package io.texml.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.ScriptOutputType;
import io.texml.reactor.campaign.DialJournalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The steps of a campaign's journal, one script each. What Redis does not answer is tried again for half a lease; each step may come
 * twice. It remembers what it saw last, to know a Redis that has forgotten.
 */
final class JournalSteps {

    static final String OK = "ok";

    private static final Script STEP = Script.of("journal-step.lua");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    /** How errors of Redis begin that another try does not mend. */
    private static final List<String> LASTING = List.of("NOPERM", "WRONGTYPE", "ERR");

    private final TexmlRedis redis;
    private final String campaign;
    private final String[] keys;
    private final Duration lease;
    private final Duration keep;
    private final boolean isToExist;
    /** Made early, as the system's random numbers block, and a journal is opened on any thread. */
    private final String random = UUID.randomUUID().toString();

    private final AtomicLong names = new AtomicLong();

    /** Which campaign of this name this is; null until it was opened. */
    private volatile @Nullable String epoch;

    private final AtomicLong seen = new AtomicLong();
    /** Redis had forgotten what was seen; with the first that said so the campaign is another. */
    private volatile boolean isBehind;

    JournalSteps(TexmlRedis redis, String campaign, Duration lease, Duration keep, boolean isToExist) {
        this.redis = redis;
        this.campaign = campaign;
        String key = redis.key("campaign:" + campaign);
        this.keys = new String[] {key, key + ":workers", key + ":contacts"};
        this.lease = lease;
        this.keep = keep;
        this.isToExist = isToExist;
    }

    /**
     * What the script says.
     *
     * @param askedAt before it was asked, by {@link System#nanoTime}
     */
    record Answer(String status, String record, long askedAt) {}

    TexmlRedis redis() {
        return redis;
    }

    String campaign() {
        return campaign;
    }

    Duration lease() {
        return lease;
    }

    /** One that nobody else has, in any process. */
    String newName() {
        return random + "-" + names.incrementAndGet();
    }

    Mono<Void> open(String worker) {
        return step("open", worker, isToExist ? "" : newName())
                .doOnNext(answer -> epoch = answer.record())
                .then();
    }

    /** One step, to its end. */
    Mono<Answer> step(String name, String worker, String... arguments) {
        return Mono.defer(() -> {
            long begin = System.nanoTime();
            long patience = lease.toNanos() / 2;
            AtomicBoolean isFirst = new AtomicBoolean(true);
            return once(name, worker, arguments)
                    .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                            .maxBackoff(LONGEST_PAUSE)
                            .filter(failure -> isPassing(failure)
                                    // Once at least, as it may be this process that was stopped, and not Redis.
                                    && (isFirst.getAndSet(false) || System.nanoTime() - begin < patience)))
                    .onErrorMap(
                            failure -> !(failure instanceof DialJournalException),
                            failure -> new DialJournalException(
                                    "Redis does not keep the journal: " + failure.getMessage()
                                            + "; nothing more is dialled: mend that, and run it again",
                                    failure));
        });
    }

    private static boolean isPassing(Throwable failure) {
        if (failure instanceof RedisCommandExecutionException said) {
            String message = String.valueOf(said.getMessage());
            return LASTING.stream().noneMatch(message::startsWith);
        }
        return !(failure instanceof DialJournalException);
    }

    /** One step, tried once. */
    Mono<Answer> once(String name, String worker, String... arguments) {
        return Mono.defer(() -> {
            long askedAt = System.nanoTime();
            String known = epoch;
            List<String> all = new ArrayList<>(List.of(
                    name,
                    known == null ? "" : known,
                    String.valueOf(seen.get()),
                    worker,
                    String.valueOf(TimeUnit.NANOSECONDS.toMicros(lease.toNanos())),
                    String.valueOf(keep.toMillis())));
            Stream.of(arguments).forEach(all::add);
            return Mono.fromCompletionStage(() ->
                            redis.<List<Object>>run(STEP, ScriptOutputType.MULTI, keys, all.toArray(String[]::new)))
                    .timeout(redis.answerTime())
                    // Redis's event loop is not kept by what somebody does with an answer.
                    .publishOn(Schedulers.parallel())
                    .map(answer ->
                            answer((String) answer.get(0), (Long) answer.get(1), (String) answer.get(2), askedAt));
        });
    }

    private Answer answer(String status, long version, String record, long askedAt) {
        switch (status) {
            case "gone" -> throw gone();
            case "behind" -> {
                isBehind = true;
                throw gone();
            }
            case "format" -> throw unreadable(null);
            default -> {
                seen.accumulateAndGet(version, Math::max);
                return new Answer(status, record, askedAt);
            }
        }
    }

    private DialJournalException gone() {
        if (isBehind) {
            return new DialJournalException(
                    "Redis has lost what was written last; nothing more is dialled: find out who was dialled since,"
                            + " and go on with a new process",
                    null);
        }
        return new DialJournalException(
                epoch == null
                        ? "Redis knows nothing of this campaign, which must exist; look whether the name is right and"
                                + " whether Redis has lost its data"
                        : "Redis has lost this campaign or some of it, or it was removed; nothing more is dialled: put"
                                + " Redis's data back, or find out who was dialled before you begin anew",
                null);
    }

    static DialJournalException unreadable(@Nullable Exception cause) {
        return new DialJournalException(
                "the journal in Redis was written by another version of the library; use that one", cause);
    }
}
