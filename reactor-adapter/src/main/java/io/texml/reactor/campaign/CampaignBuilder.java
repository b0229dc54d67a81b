package io.texml.reactor.campaign;

import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.Dialler;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The settings of a {@link Campaign}.
 *
 * @param <C> a contact
 */
public final class CampaignBuilder<C> {

    private static final int DEFAULT_OPEN = 10_000;

    private final Dialler dialler;
    private final Function<? super C, String> key;
    private final Function<? super C, CreateCall> request;

    private RedialPolicy redials = RedialPolicy.none();
    private CallingHours hours = CallingHours.always();
    private Function<? super C, ? extends ZoneId> zone = contact -> ZoneOffset.UTC;
    private Function<? super C, Mono<Boolean>> mayDial = contact -> Mono.just(true);
    private DialJournal journal = DialJournal.none();
    private int maxOpen = DEFAULT_OPEN;

    CampaignBuilder(Dialler dialler, Function<? super C, String> key, Function<? super C, CreateCall> request) {
        this.dialler = Objects.requireNonNull(dialler, "dialler");
        this.key = Objects.requireNonNull(key, "key");
        this.request = Objects.requireNonNull(request, "request");
    }

    /** After which outcomes contacts are dialled again; without it, each is dialled once. */
    public CampaignBuilder<C> redial(RedialPolicy policy) {
        this.redials = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * When contacts may be dialled; without it, at any time. One whose hours are over waits for the next, also with a redial
     * that is due.
     *
     * @param callingHours in local time
     * @param zoneOf where a contact is. One for which it throws is not dialled, and its result says so
     */
    public CampaignBuilder<C> callingHours(CallingHours callingHours, Function<? super C, ? extends ZoneId> zoneOf) {
        this.hours = Objects.requireNonNull(callingHours, "callingHours");
        this.zone = Objects.requireNonNull(zoneOf, "zoneOf");
        return this;
    }

    /**
     * Asked just before each dial, redials included: consent, do-not-call. Nothing else is waited for then, so it is asked for
     * one contact at a time, and the dialler dials nothing else until it has answered: how fast it does bounds how fast is
     * dialled. Called on event loops and timers, so it must not block. {@code false} ends the contact as {@link ContactOutcome#REFUSED REFUSED}. When it fails, is empty or does not
     * answer within 30 seconds, the contact is not dialled in this run, and its result has the failure.
     */
    public CampaignBuilder<C> mayDial(Function<? super C, Mono<Boolean>> question) {
        this.mayDial = Objects.requireNonNull(question, "question");
        return this;
    }

    /** Where is written what it does, so that another run goes on; {@link DialJournal#none()} without it. */
    public CampaignBuilder<C> journal(DialJournal dialJournal) {
        this.journal = Objects.requireNonNull(dialJournal, "dialJournal");
        return this;
    }

    /**
     * How many contacts may be begun and not done with: what lives, what waits for a redial or for its hours. When there are
     * so many, no new one is taken until one is done with. Ten times as many may be waited for that other processes have. It bounds memory, and is to be more than calls may live; default
     * 10,000.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public CampaignBuilder<C> maxOpenContacts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("maxOpenContacts must be at least 1, but is " + most);
        }
        this.maxOpen = most;
        return this;
    }

    /** The campaign. */
    public Campaign<C> build() {
        return new Campaign<>(new CampaignSettings<>(
                dialler, key, request, redials, hours, zone, mayDial, new CountedJournal(journal), maxOpen));
    }
}
