package io.texml.reactor.campaign;

import io.texml.reactor.campaign.OpenContact.Hold;
import io.texml.reactor.spi.LiveCalls.Dial;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What is asked and written when a contact could be dialled at once: whether the run still dials, whether its hours are not
 * over, whether it may be dialled, and then, the intent. The contact is told why it is held back.
 */
final class LastWord<C> {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final CampaignSettings<C> settings;
    private final Scheduler scheduler;
    private final RunCounts counts;
    private final Supplier<Instant> now;
    private final Supplier<@Nullable Hold> holdOfTheRun;

    /** @param holdOfTheRun why the run dials nobody now; null when it does; asked on any thread */
    LastWord(
            CampaignSettings<C> settings,
            Scheduler scheduler,
            RunCounts counts,
            Supplier<Instant> now,
            Supplier<@Nullable Hold> holdOfTheRun) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.counts = counts;
        this.now = now;
        this.holdOfTheRun = holdOfTheRun;
    }

    /** Whether this contact is dialled by this dial. */
    Mono<Boolean> on(OpenContact<C> contact, Dial dial) {
        return Mono.defer(() -> mayGo(contact) ? asked(contact) : Mono.just(false))
                .flatMap(isYes -> isYes && mayGo(contact) ? intended(contact, dial) : Mono.just(false));
    }

    private boolean mayGo(OpenContact<C> contact) {
        Hold hold = holdOfTheRun.get();
        if (hold == null) {
            Instant time = now.get();
            Instant open = settings.hours().next(time, contact.zone);
            hold = open.isAfter(time) ? new Hold(null, null, open) : null;
        }
        if (hold != null) {
            contact.hold(hold);
        }
        return hold == null;
    }

    private Mono<Boolean> asked(OpenContact<C> contact) {
        return Mono.defer(() -> settings.mayDial().apply(contact.contact))
                .timeout(
                        LONGEST,
                        Mono.error(() -> new IllegalStateException("mayDial did not answer within " + LONGEST)),
                        scheduler)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("mayDial must say true or false")))
                .doOnNext(isYes -> {
                    if (!isYes) {
                        contact.hold(new Hold(ContactOutcome.REFUSED, null, null));
                    }
                })
                .onErrorResume(failure -> {
                    contact.hold(new Hold(ContactOutcome.NOT_DIALLED, failure, null));
                    return Mono.just(false);
                });
    }

    private Mono<Boolean> intended(OpenContact<C> contact, Dial dial) {
        DialIntent intent =
                new DialIntent(contact.attempts().size() + 1, dial.reference(), dial.from(), dial.to(), now.get());
        return Mono.defer(() -> settings.journal().intend(contact.key, intent))
                .then(Mono.fromSupplier(() -> {
                    contact.intended(intent);
                    counts.dialled.incrementAndGet();
                    return true;
                }))
                .onErrorResume(failure -> {
                    contact.hold(new Hold(ContactOutcome.STOPPED, failure, null));
                    return Mono.just(false);
                });
    }
}
