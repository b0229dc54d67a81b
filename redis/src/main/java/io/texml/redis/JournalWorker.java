package io.texml.redis;

import io.texml.reactor.campaign.Attempt;
import io.texml.reactor.campaign.ContactHistory;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.DialIntent;
import io.texml.reactor.campaign.DialJournalException;
import io.texml.redis.JournalSteps.Answer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A campaign's worker, from the opening of its journal to its closing: its name, by which Redis knows what is its own. */
final class JournalWorker {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.redis");
    private static final int RENEWALS_PER_LEASE = 4;

    private final String id;
    private final JournalSteps steps;
    private final Runnable renewal = this::renew;
    private final Disposable.Swap renewing = Disposables.swap();
    /** The last renewal failed, and was told of. */
    private volatile boolean isUnheard;

    JournalWorker(JournalSteps steps) {
        this.steps = steps;
        this.id = steps.newName();
    }

    Mono<Void> open() {
        return steps.open(id).doOnSuccess(nothing -> startRenewing());
    }

    private void startRenewing() {
        long every = steps.lease().toNanos() / RENEWALS_PER_LEASE;
        renewing.update(Schedulers.parallel().schedulePeriodically(renewal, every, every, TimeUnit.NANOSECONDS));
        steps.redis().onContact(renewal);
    }

    private void renew() {
        if (!renewing.isDisposed()) {
            steps.once("renew", id).subscribe(answer -> isUnheard = false, this::notRenewed);
        }
    }

    private void notRenewed(Throwable failure) {
        if (!isUnheard) {
            isUnheard = true;
            LOGGER.warn("the lease of a campaign's worker is not being renewed: {}", failure.toString());
        }
    }

    Mono<ContactHistory> claim(String key) {
        return steps.step("claim", id, key).flatMap(answer -> switch (answer.status()) {
            case JournalSteps.OK -> Mono.just(history(answer.record()));
            case "elsewhere" -> Mono.empty();
            default -> Mono.error(refused(answer));
        });
    }

    Mono<Void> intend(String key, DialIntent intent) {
        return steps.step("intend", id, key, String.valueOf(intent.attempt()), ContactRecord.intent(intent))
                .flatMap(answer -> {
                    if (!answer.status().equals(JournalSteps.OK)) {
                        return Mono.error(refused(answer));
                    }
                    // Whoever takes the contact over looks for this dial, so it must not be sent behind its back.
                    return System.nanoTime() - answer.askedAt() < steps.lease().toNanos()
                            ? Mono.empty()
                            : Mono.error(new DialJournalException(
                                    "this process was stopped for longer than its lease, so nothing is dialled; run it again",
                                    null));
                });
    }

    Mono<Void> ended(String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
        return written(steps.step(
                "ended",
                id,
                key,
                String.valueOf(attempt.number()),
                ContactRecord.ended(attempt),
                ContactRecord.orMissing(outcome),
                ContactRecord.orMissing(nextAt)));
    }

    Mono<Void> finish(String key, ContactOutcome outcome) {
        return written(steps.step("finish", id, key, outcome.name()));
    }

    Mono<Void> release(String key) {
        return written(steps.step("release", id, key));
    }

    Mono<Void> close() {
        return Mono.defer(() -> {
            renewing.dispose();
            steps.redis().forgetContact(renewal);
            return written(steps.step("close", id, ""));
        });
    }

    private static Mono<Void> written(Mono<Answer> step) {
        return step.flatMap(
                answer -> answer.status().equals(JournalSteps.OK) ? Mono.empty() : Mono.error(refused(answer)));
    }

    private static ContactHistory history(String record) {
        try {
            return ContactRecord.history(record);
        } catch (IllegalArgumentException unreadable) {
            throw JournalSteps.unreadable(unreadable);
        }
    }

    private static DialJournalException refused(Answer answer) {
        return new DialJournalException(
                answer.status().equals("over")
                        ? "an attempt of a contact must not be dialled: it was dialled or has ended already; claim the contact again"
                        : "another worker has taken a contact over, as this one was not heard of for longer than its lease;"
                                + " run it again",
                null);
    }
}
