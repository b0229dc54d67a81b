package io.texml.reactor.campaign;

import io.texml.ClientClosedException;
import io.texml.calls.CreateCall;
import io.texml.reactor.campaign.Elsewhere.Contact;
import io.texml.reactor.campaign.OpenContact.Hold;
import io.texml.reactor.campaign.OpenContact.Place;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.PlannedDial;
import io.texml.reactor.internal.time.SerialExecutor;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One run of a campaign: brings contacts from the {@link Intake} to the {@link WaitingRoom}, from there through a {@link Turn} to the
 * dialler, and what the dialler tells to the journal and then to the subscriber, or back to the waiting room.
 *
 * <p>Its phases: {@code OPENING} the journal; {@code RUNNING}; {@code STOPPING} when it was stopped or has failed, until the last call
 * that lives was told; {@code CLOSING} the journal, once nobody is open; {@code OVER}, also from a cancel.
 *
 * <p>A contact that another process has is not told but waits in {@link Elsewhere}, as a second source from which it is taken
 * again: so every run ends only when every contact has, whichever of the processes die.
 *
 * <p>All of it runs in its {@link SerialExecutor}, into which every signal comes from outside; there is no lock. The dialler has
 * an executor of its own, and neither waits for the other. What {@link LastWord} asks meanwhile it asks on the dialler's threads.
 */
final class CampaignRun<C> implements Subscription, Intake.Taker<C> {

    /** How many contacts that another process has are waited for, as a multiple of those that may be open here. */
    private static final int MOST_ELSEWHERE = 10;

    private final CampaignSettings<C> settings;
    private final Publisher<? extends C> source;
    private final CoreSubscriber<? super ContactResult<C>> actual;
    private final RunCounts counts;
    private final AtomicBoolean isPaused;
    private final Consumer<CampaignRun<C>> onOver;

    private final SerialExecutor serial = new SerialExecutor();
    private final Sinks.Empty<Void> whenOver = Sinks.empty();
    private final ContactIndex keys = new ContactIndex();
    private final Intake<C> intake;
    private final WaitingRoom<C> room;
    private final Elsewhere<C> elsewhere;
    private final LastWord<C> lastWord;
    private final Set<Turn<C>> turns = new LinkedHashSet<>();

    private Phase phase = Phase.OPENING;
    /** The turn that was not given anybody yet. */
    private @Nullable Turn<C> turn;

    private boolean isClaiming;
    /** What the source gave while another was asked for, which had been elsewhere. */
    private @Nullable Contact<C> came;

    private boolean isStopAsked;
    private long requested;
    /** Contacts that were taken and not told. */
    private int open;

    private @Nullable Throwable failure;

    private enum Phase {
        OPENING,
        RUNNING,
        STOPPING,
        CLOSING,
        OVER
    }

    CampaignRun(
            CampaignSettings<C> settings,
            Publisher<? extends C> source,
            CoreSubscriber<? super ContactResult<C>> actual,
            RunCounts counts,
            AtomicBoolean isPaused,
            Consumer<CampaignRun<C>> onOver) {
        this.settings = settings;
        this.source = source;
        this.actual = actual;
        this.counts = counts;
        this.isPaused = isPaused;
        this.onOver = onOver;
        Scheduler scheduler = settings.dialler().scheduler();
        Timer timer = scheduler == Schedulers.parallel() ? Timer.system() : Timer.of(scheduler);
        this.intake = new Intake<>(serial, actual.currentContext(), this);
        this.room = new WaitingRoom<>(timer, counts, () -> serial.execute(this::lookForDue));
        this.elsewhere = new Elsewhere<>(timer, counts, this::lookAgain);
        this.lastWord = new LastWord<>(settings, scheduler, counts, room::now, this::holdOfAll);
    }

    // From its beginning to its end.

    void start() {
        actual.onSubscribe(this);
        Mono.defer(settings.journal()::open)
                .subscribe(
                        nothing -> {},
                        thrown -> serial.execute(() -> notOpened(thrown)),
                        () -> serial.execute(this::journalOpened));
    }

    private void notOpened(Throwable thrown) {
        boolean isHeard = phase != Phase.OVER;
        failure = thrown;
        end(isHeard);
    }

    private void journalOpened() {
        if (phase == Phase.OVER) {
            closeJournal(false);
            return;
        }
        phase = Phase.RUNNING;
        if (isStopAsked) {
            stopping();
        } else {
            intake.open(source);
        }
    }

    /** Dials nothing more, and ends when no call lives. */
    Mono<Void> stop() {
        serial.execute(() -> {
            isStopAsked = true;
            stopping();
        });
        return whenOver.asMono();
    }

    private void fail(Throwable thrown) {
        failure = failure == null ? thrown : failure;
        stopping();
    }

    private void stopping() {
        if (phase != Phase.RUNNING) {
            return;
        }
        phase = Phase.STOPPING;
        counts.stopping();
        intake.cancel();
        giveUpTurn();
        for (OpenContact<C> waiting : room.empty()) {
            tellStopped(waiting, null);
        }
        elsewhere.empty().forEach(this::tellElsewhere);
        Contact<C> unclaimed = came;
        if (unclaimed != null) {
            came = null;
            tell(result(
                    unclaimed.key(), unclaimed.contact(), ContactOutcome.STOPPED, List.of(), failure, false, false));
        }
        for (Turn<C> given : List.copyOf(turns)) {
            OpenContact<C> contact = given.contact();
            if (contact != null && contact.underWay() == null && given.withdraw()) {
                turns.remove(given);
                room.move(contact, Place.NOWHERE);
                tellStopped(contact, null);
            }
        }
        goOn();
    }

    private void giveUpTurn() {
        Turn<C> current = turn;
        turn = null;
        if (current != null) {
            turns.remove(current);
            current.giveNothing();
            current.cancel();
        }
    }

    private void endIfDone() {
        boolean isLast = phase == Phase.STOPPING || (phase == Phase.RUNNING && intake.isOver());
        if (isLast && open == 0) {
            phase = Phase.CLOSING;
            giveUpTurn();
            closeJournal(true);
        }
    }

    private void closeJournal(boolean isHeard) {
        Mono.defer(settings.journal()::close)
                .subscribe(
                        nothing -> {},
                        thrown -> serial.execute(() -> {
                            failure = failure == null ? thrown : failure;
                            end(isHeard);
                        }),
                        () -> serial.execute(() -> end(isHeard)));
    }

    private void end(boolean isHeard) {
        boolean isCancelled = phase == Phase.OVER;
        phase = Phase.OVER;
        counts.stopping();
        onOver.accept(this);
        whenOver.tryEmitEmpty();
        if (isHeard && !isCancelled) {
            if (failure == null) {
                actual.onComplete();
            } else {
                actual.onError(failure);
            }
        }
    }

    @Override
    public void cancel() {
        serial.execute(() -> {
            Phase before = phase;
            if (before == Phase.OVER) {
                return;
            }
            phase = Phase.OVER;
            counts.stopping();
            intake.cancel();
            giveUpTurn();
            room.empty();
            elsewhere.empty();
            Contact<C> unclaimed = came;
            if (unclaimed != null) {
                came = null;
                Operators.onDiscard(unclaimed.contact(), actual.currentContext());
            }
            List.copyOf(turns).forEach(Turn::cancel);
            turns.clear();
            if (before == Phase.RUNNING || before == Phase.STOPPING) {
                closeJournal(false);
            }
        });
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            serial.execute(() -> {
                requested = Operators.addCap(requested, n);
                goOn();
            });
        }
    }

    /** Something outside has changed. */
    void lookAgain() {
        serial.execute(this::goOn);
    }

    // Whose turn it is.

    private void lookForDue() {
        if (phase == Phase.RUNNING) {
            room.look();
            goOn();
        }
    }

    /** Whether the next contact may be taken: each is one result more, and one more that has to be remembered. */
    private boolean mayAsk() {
        return intake.isIdle()
                && came == null
                && mayClaim()
                && open < requested
                && elsewhere.size() / MOST_ELSEWHERE < settings.maxOpen();
    }

    /**
     * Whether one that another process had may be asked for; its result was counted when it was taken. Also while the source is
     * asked, as that may be silent for hours.
     */
    private boolean mayAskAgain() {
        return came == null && mayClaim() && elsewhere.hasDue();
    }

    private boolean mayClaimWhatCame() {
        return came != null && !isClaiming && !room.hasFresh() && isWithinMost();
    }

    /** Whether with the one that came no more are open than may be. */
    private boolean isWithinMost() {
        return open - elsewhere.size() <= settings.maxOpen();
    }

    private boolean mayClaim() {
        return !isClaiming && !room.hasFresh() && open - elsewhere.size() < settings.maxOpen();
    }

    /** Asks for somebody who could be dialled; false when there is nobody to ask for. */
    private boolean ask() {
        if (mayClaimWhatCame()) {
            Contact<C> next = Objects.requireNonNull(came);
            came = null;
            claim(next);
        } else if (mayAskAgain()) {
            claim(elsewhere.next());
        } else if (mayAsk()) {
            intake.ask();
        } else {
            return false;
        }
        return true;
    }

    private void goOn() {
        Turn<C> current = turn;
        if (phase == Phase.RUNNING && !isPaused.get()) {
            if (current == null) {
                if (room.hasDue() || mayAsk() || mayAskAgain() || mayClaimWhatCame()) {
                    Turn<C> next = new Turn<>(serial, this);
                    turn = next;
                    turns.add(next);
                    settings.dialler().dialPlanned(next).subscribe(next);
                }
            } else if (current.isOpen()) {
                serve(current);
            }
        } else if (current != null && current.isOpen()) {
            giveUpTurn();
        }
        endIfDone();
    }

    /** The dialler could dial at once. */
    void opened(Turn<C> asking) {
        if (asking != turn) {
            asking.giveNothing();
        } else if (ask()) {
            // If the source has one at hand, that comes before this.
            serial.execute(this::goOn);
        } else {
            goOn();
        }
    }

    private void serve(Turn<C> current) {
        OpenContact<C> contact = room.next();
        if (contact != null) {
            dial(current, contact);
        } else if (!ask() && !intake.isAsked() && !isClaiming) {
            giveUpTurn();
        }
    }

    private void dial(Turn<C> current, OpenContact<C> contact) {
        PlannedDial dial;
        try {
            dial = planned(current, contact);
        } catch (Throwable thrown) {
            Exceptions.throwIfJvmFatal(thrown);
            tellNotDialled(contact, thrown);
            return;
        }
        turn = null;
        contact.begin();
        room.move(contact, Place.LIVE);
        current.give(contact, dial);
        serial.execute(this::goOn);
    }

    private PlannedDial planned(Turn<C> current, OpenContact<C> contact) {
        CreateCall request = Objects.requireNonNull(settings.request().apply(contact.contact), "request");
        List<String> otherSids = contact.attempts().stream()
                .map(Attempt::callSid)
                .filter(Objects::nonNull)
                .toList();
        DialIntent underWay = contact.underWay();
        if (underWay == null) {
            return PlannedDial.of(
                            request, dial -> current.beginsLastWord() ? lastWord.on(contact, dial) : Mono.just(false))
                    .notToBeTakenFor(otherSids);
        }
        CreateCall asItWas =
                request.toBuilder().from(underWay.from()).to(underWay.to()).build();
        return PlannedDial.madeEarlier(asItWas, underWay.reference(), underWay.at())
                .notToBeTakenFor(otherSids);
    }

    /** Asked on any thread. */
    private @Nullable Hold holdOfAll() {
        if (counts.isStopping()) {
            return new Hold(ContactOutcome.STOPPED, null, null);
        }
        return isPaused.get() ? new Hold(null, null, Instant.MIN) : null;
    }

    // What the source gives.

    @Override
    public void sourceOpen() {
        goOn();
    }

    @Override
    public void sourceOver(@Nullable Throwable thrown) {
        if (thrown != null) {
            fail(thrown);
        }
        goOn();
    }

    @Override
    public void came(C contact) {
        open++;
        counts.taken.incrementAndGet();
        String key = "";
        KeyHash hash;
        ZoneId zone;
        try {
            key = keyOf(contact);
            hash = KeyHash.of(key);
            zone = Objects.requireNonNull(settings.zone().apply(contact), "zoneOf must give a zone");
        } catch (Throwable thrown) {
            Exceptions.throwIfJvmFatal(thrown);
            tell(result(key, contact, ContactOutcome.NOT_DIALLED, List.of(), thrown, false, false));
            return;
        }
        if (!keys.add(hash)) {
            tell(result(key, contact, ContactOutcome.REPEATED, List.of(), null, false, false));
            return;
        }
        Contact<C> next = new Contact<>(key, contact, zone);
        if (isClaiming || !isWithinMost()) {
            came = next;
        } else {
            claim(next);
        }
    }

    private void claim(Contact<C> asked) {
        isClaiming = true;
        Mono.defer(() -> settings.journal().claim(asked.key()))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .subscribe(
                        history -> serial.execute(() -> claimed(asked, history.orElse(null), null)),
                        thrown -> serial.execute(() -> claimed(asked, null, thrown)));
    }

    private String keyOf(C contact) {
        String key = settings.key().apply(contact);
        if (key == null) {
            throw new IllegalArgumentException("the key of a contact is null; give each its own");
        }
        return key;
    }

    private void claimed(Contact<C> asked, @Nullable ContactHistory history, @Nullable Throwable thrown) {
        isClaiming = false;
        String key = asked.key();
        C contact = asked.contact();
        if (phase == Phase.OVER) {
            Operators.onDiscard(contact, actual.currentContext());
        } else if (thrown != null) {
            fail(thrown);
            tell(result(key, contact, ContactOutcome.STOPPED, List.of(), thrown, false, false));
        } else if (history == null) {
            isElsewhere(asked);
        } else if (history.outcome() != null) {
            tell(result(key, contact, history.outcome(), history.attempts(), null, true, true));
        } else {
            admit(new OpenContact<>(key, contact, asked.zone(), history), history.nextAt());
        }
    }

    private void isElsewhere(Contact<C> contact) {
        if (phase == Phase.RUNNING) {
            elsewhere.add(contact);
            goOn();
        } else {
            tellElsewhere(contact);
        }
    }

    private void admit(OpenContact<C> contact, @Nullable Instant nextAt) {
        Instant now = room.now();
        Instant due = nextAt == null || nextAt.isBefore(now) ? now : nextAt;
        // A call that may live is looked for whatever the hour.
        waitUntil(contact, contact.underWay() == null ? settings.hours().next(due, contact.zone) : now);
    }

    private void waitUntil(OpenContact<C> contact, Instant due) {
        if (phase == Phase.RUNNING) {
            room.add(contact, due);
            goOn();
        } else {
            tellStopped(contact, null);
        }
    }

    // What the dialler tells.

    /** A turn's stream is over; a call of it was told before. */
    void over(Turn<C> ended, @Nullable Throwable thrown) {
        turns.remove(ended);
        boolean isWaiting = ended == turn;
        if (isWaiting) {
            turn = null;
        }
        OpenContact<C> left = ended.contact();
        if (phase == Phase.OVER) {
            return;
        }
        if (thrown != null || isWaiting) {
            fail(thrown != null ? thrown : new IllegalStateException("the dialler of this campaign was stopped"));
        }
        if (left != null) {
            room.move(left, Place.NOWHERE);
            tellStopped(left, thrown);
        }
        goOn();
    }

    /** How a dial ended, or why it was not made. */
    void dialled(OpenContact<C> contact, CallResult result) {
        if (phase == Phase.OVER) {
            return;
        }
        room.move(contact, Place.NOWHERE);
        DialIntent intent = contact.intent();
        RuntimeException why = result.failure();
        boolean isNotLookedFor = contact.underWay() != null && result.outcome() == CallResult.Outcome.NOT_DIALLED;
        if (intent == null || isNotLookedFor) {
            // Of a dial that an earlier run made this says nothing: it is left to the next.
            notDialled(contact, why);
        } else if (why instanceof ClientClosedException && result.outcome() == CallResult.Outcome.UNKNOWN) {
            // Nobody looked for it to the end: the next run does.
            fail(why);
            tellStopped(contact, why);
        } else {
            ended(contact, intent, result);
        }
    }

    private void notDialled(OpenContact<C> contact, @Nullable RuntimeException why) {
        Hold hold = contact.hold();
        if (hold == null) {
            if (isOfTheDialler(why)) {
                if (phase == Phase.RUNNING && why != null) {
                    fail(why);
                }
                tellStopped(contact, why);
            } else {
                tellNotDialled(contact, why);
            }
        } else if (hold.until() != null) {
            waitUntil(contact, hold.until());
        } else if (hold.why() == ContactOutcome.REFUSED) {
            written(
                    () -> settings.journal().finish(contact.key, ContactOutcome.REFUSED),
                    thrown -> tell(contact, ContactOutcome.REFUSED, thrown, thrown == null));
        } else if (hold.why() == ContactOutcome.NOT_DIALLED) {
            tellNotDialled(contact, hold.failure());
        } else {
            if (hold.failure() != null) {
                fail(hold.failure());
            }
            tellStopped(contact, hold.failure());
        }
    }

    /** Whether a dial was not made because the dialler dials no more, or not by this permit: not for the contact's sake. */
    private static boolean isOfTheDialler(@Nullable RuntimeException why) {
        return why instanceof ClientClosedException || why instanceof IllegalStateException;
    }

    private void ended(OpenContact<C> contact, DialIntent intent, CallResult result) {
        Attempt attempt = new Attempt(
                intent.attempt(),
                result.outcome(),
                result.callSid(),
                result.answeredBy(),
                Objects.requireNonNullElse(result.dialledAt(), intent.at()),
                result.endedAt(),
                result.duration());
        contact.ended(attempt);
        RuntimeException why = result.failure();
        boolean isWithdrawn = result.outcome() == CallResult.Outcome.NOT_DIALLED && isOfTheDialler(why);
        Duration pause = isWithdrawn ? Duration.ZERO : settings.redials().after(contact.attempts());
        Instant nextAt = pause == null ? null : settings.hours().next(room.now().plus(pause), contact.zone);
        ContactOutcome outcome = nextAt == null ? attempt.contactOutcome() : null;
        written(() -> settings.journal().ended(contact.key, attempt, outcome, nextAt), thrown -> {
            if (outcome != null) {
                tell(contact, outcome, why, thrown == null);
            } else {
                waitUntil(contact, Objects.requireNonNull(nextAt));
            }
        });
    }

    /** Goes on when something is safe, or the journal has failed, with what it failed with. */
    private void written(Supplier<Mono<Void>> writing, Consumer<@Nullable Throwable> next) {
        Mono.defer(writing)
                .subscribe(
                        nothing -> {},
                        thrown -> serial.execute(() -> {
                            if (phase != Phase.OVER) {
                                fail(thrown);
                                next.accept(thrown);
                            }
                        }),
                        () -> serial.execute(() -> {
                            if (phase != Phase.OVER) {
                                next.accept(null);
                            }
                        }));
    }

    // What the subscriber hears.

    private void tellStopped(OpenContact<C> contact, @Nullable Throwable why) {
        tell(contact, ContactOutcome.STOPPED, why, false);
    }

    private void tellElsewhere(Contact<C> contact) {
        tell(result(contact.key(), contact.contact(), ContactOutcome.ELSEWHERE, List.of(), null, false, false));
    }

    /** It is left to others, who may wait for it. */
    private void tellNotDialled(OpenContact<C> contact, @Nullable Throwable why) {
        written(
                () -> settings.journal().release(contact.key),
                thrown -> tell(contact, ContactOutcome.NOT_DIALLED, why, false));
    }

    private void tell(OpenContact<C> contact, ContactOutcome outcome, @Nullable Throwable why, boolean isFinished) {
        tell(result(contact.key, contact.contact, outcome, contact.attempts(), why, isFinished, false));
    }

    private ContactResult<C> result(
            String key,
            C contact,
            ContactOutcome outcome,
            List<Attempt> attempts,
            @Nullable Throwable why,
            boolean isFinished,
            boolean isFromJournal) {
        return new ContactResult<>(key, contact, outcome, attempts, why, isFinished, isFromJournal);
    }

    private void tell(ContactResult<C> result) {
        if (phase == Phase.OVER) {
            return;
        }
        open--;
        if (requested != Long.MAX_VALUE) {
            requested--;
        }
        counts.told(result.outcome());
        serial.execute(this::goOn);
        try {
            actual.onNext(result);
        } catch (Throwable thrown) {
            // It broke the rules; its calls are not left without anybody.
            cancel();
            throw thrown;
        }
    }
}
