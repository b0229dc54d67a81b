package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.ClientClosedException;
import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.Dialler;
import io.texml.reactor.dialler.FakePlatform;
import io.texml.reactor.dialler.FakePlatform.Answer;
import io.texml.reactor.dialler.FakePlatform.Life;
import io.texml.reactor.dialler.MortalDialler;
import io.texml.reactor.spi.LiveCalls;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a campaign does, on a platform in virtual time. Contacts are numbers. */
class CampaignTest {

    private static final Duration HOURS = Duration.ofHours(9);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final RedialPolicy BUSY_TWICE = RedialPolicy.builder()
            .redial(ContactOutcome.BUSY, 2, Duration.ofMinutes(10))
            .build();

    private static final RedialPolicy AGAIN = RedialPolicy.builder()
            .redial(ContactOutcome.NOT_DIALLED, 1, Duration.ofMinutes(1))
            .build();

    private final FakePlatform platform = new FakePlatform();
    private final LiveCalls liveCalls = LiveCalls.inMemory(2);
    private final Dialler dialler = platform.dialler(liveCalls);
    private final List<ContactResult<Integer>> results = new ArrayList<>();
    private final DialJournal kept = DialJournal.inMemory();
    private final MortalJournal journal =
            new MortalJournal(kept, platform.scheduler(), () -> Duration.ZERO, () -> false);

    private @Nullable Throwable failure;
    private boolean isOver;

    // Contacts and attempts.

    @Test
    void everyContactIsDialledAndTold() {
        run(campaign().build(), Flux.range(0, 5));
        platform.advance(HOURS);

        assertThat(results).extracting(ContactResult::outcome).containsOnly(ContactOutcome.COMPLETED);
        assertThat(results).extracting(ContactResult::contact).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(results).allMatch(ContactResult::isFinished).noneMatch(ContactResult::isFromJournal);
        assertThat(results.get(0).lastAttempt().callSid()).isEqualTo("v3:call-0");
        assertThat(platform.mostLive).isEqualTo(2);
        assertThat(isOver).isTrue();
        assertThat(failure).isNull();
        assertNothingIsLeft();
    }

    @Test
    void nothingIsDialledBeforeSomebodySubscribes() {
        campaign().build().run(Flux.range(0, 5));
        platform.advance(HOURS);

        assertThat(platform.calls).isEmpty();
    }

    @Test
    void anOutcomeOfThePolicyIsRedialledAfterItsTimeAndNoMoreThanItSays() {
        platform.nextLife = request -> Life.busy();
        run(campaign().redial(BUSY_TWICE).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results).hasSize(1);
        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.BUSY);
        assertThat(results.get(0).attempts()).extracting(Attempt::number).containsExactly(1, 2, 3);
        assertThat(Duration.between(
                        platform.call(0).ended, results.get(0).attempts().get(1).dialledAt()))
                .isEqualTo(Duration.ofMinutes(10));
        assertNothingIsLeft();
    }

    @Test
    void aRedialThatIsAnsweredEndsItsContact() {
        platform.nextLife = request -> platform.calls.isEmpty() ? Life.busy() : Life.answered(SECOND);
        run(campaign().redial(BUSY_TWICE).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.COMPLETED);
        assertThat(results.get(0).attempts())
                .extracting(Attempt::outcome)
                .containsExactly(CallResult.Outcome.BUSY, CallResult.Outcome.COMPLETED);
    }

    @Test
    void anUnknownOutcomeIsNeverDialledAgain() {
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        run(campaign().redial(BUSY_TWICE).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.UNKNOWN);
        assertThat(results.get(0).failure()).isNotNull();
        assertThat(platform.dialsRequested).isEqualTo(1);
    }

    @Test
    void aRefusedDialIsAnAttempt() {
        platform.nextAnswer = request -> Answer.REFUSED;
        run(campaign().build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.NOT_DIALLED);
        assertThat(results.get(0).attempts()).hasSize(1);
        assertThat(results.get(0).failure()).isNotNull();
        assertThat(results.get(0).isFinished()).isTrue();
    }

    @Test
    void aKeyThatComesAgainIsNotDialled() {
        run(campaign().build(), Flux.just(1, 2, 1));
        platform.advance(HOURS);

        assertThat(results)
                .extracting(ContactResult::outcome)
                .containsExactlyInAnyOrder(ContactOutcome.COMPLETED, ContactOutcome.COMPLETED, ContactOutcome.REPEATED);
        assertThat(platform.calls).hasSize(2);
    }

    @Test
    void aContactWithoutAKeyAZoneOrARequestIsToldAndEndsNothingElse() {
        Campaign<Integer> campaign = Campaign.<Integer>builder(
                        dialler, contact -> contact == 1 ? "" : "key " + contact, contact -> {
                            if (contact == 3) {
                                throw new IllegalArgumentException("a test");
                            }
                            return contact == 4
                                    ? request(4).toBuilder()
                                            .statusCallback(URI.create("https://elsewhere.example.com"))
                                            .build()
                                    : request(contact);
                        })
                .callingHours(CallingHours.always(), contact -> {
                    if (contact == 2) {
                        throw new IllegalArgumentException("a test");
                    }
                    return ZoneOffset.UTC;
                })
                .build();
        run(campaign, Flux.range(0, 6));
        platform.advance(HOURS);

        assertThat(results)
                .filteredOn(result -> result.outcome() == ContactOutcome.NOT_DIALLED)
                .hasSize(4)
                .allMatch(result -> result.failure() != null && !result.isFinished())
                .extracting(ContactResult::contact)
                .containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThat(platform.calls).hasSize(2);
        assertThat(isOver).isTrue();
        assertNothingIsLeft();
    }

    // The last word.

    @Test
    void whoMayNotBeDialledIsNot() {
        run(campaign().mayDial(contact -> Mono.just(contact != 1)).build(), Flux.range(0, 3));
        platform.advance(HOURS);

        assertThat(result(1).outcome()).isEqualTo(ContactOutcome.REFUSED);
        assertThat(result(1).isFinished()).isTrue();
        assertThat(platform.calls).hasSize(2);
        assertNothingIsLeft();
    }

    @Test
    void oneIsAskedJustBeforeEachDialWhenNothingElseIsWaitedFor() {
        platform.opensAfter = Duration.ofSeconds(7);
        platform.nextLife = request -> Life.busy();
        liveCalls.most(1);
        List<Duration> asked = new ArrayList<>();
        Instant begun = platform.now();
        run(
                campaign()
                        .redial(BUSY_TWICE)
                        .mayDial(contact -> {
                            asked.add(Duration.between(begun, platform.now()));
                            return Mono.just(true);
                        })
                        .build(),
                Flux.range(0, 2));
        platform.advance(HOURS);

        assertThat(asked).hasSize(6);
        List<Duration> dialled = results.stream()
                .flatMap(result -> result.attempts().stream())
                .map(attempt -> Duration.between(begun, attempt.dialledAt()))
                .sorted()
                .toList();
        assertThat(dialled).containsExactlyElementsOf(asked.stream().sorted().toList());
    }

    @Test
    void aQuestionThatFailsIsNotDialledAndSaysSo() {
        RuntimeException broken = new IllegalStateException("a test");
        run(
                campaign()
                        .journal(journal)
                        .mayDial(contact ->
                                contact == 0 ? Mono.error(broken) : contact == 1 ? Mono.empty() : Mono.just(true))
                        .build(),
                Flux.range(0, 3));
        platform.advance(HOURS);

        assertThat(result(0).outcome()).isEqualTo(ContactOutcome.NOT_DIALLED);
        assertThat(result(0).failure()).isSameAs(broken);
        assertThat(result(0).isFinished()).isFalse();
        assertThat(result(1).failure()).hasMessageContaining("true or false");
        assertThat(platform.calls).hasSize(1);
        assertThat(kept.claim("0").block().isFinished()).isFalse();
    }

    @Test
    void aQuestionThatNobodyAnswersHoldsDiallingForAWhileOnly() {
        run(
                campaign()
                        .mayDial(contact -> contact == 0 ? Mono.never() : Mono.just(true))
                        .build(),
                Flux.range(0, 2));
        platform.advance(Duration.ofSeconds(29));
        assertThat(platform.calls).isEmpty();
        platform.advance(HOURS);

        assertThat(result(0).failure()).hasMessageContaining("did not answer");
        assertThat(result(1).outcome()).isEqualTo(ContactOutcome.COMPLETED);
        assertNothingIsLeft();
    }

    // Hours.

    @Test
    void whoseHoursAreOverWaitsForTheNext() {
        // It is midnight in London, and 8 in the morning in Singapore.
        CallingHours hours = CallingHours.daily(LocalTime.of(7, 0), LocalTime.of(9, 0));
        Instant begun = platform.now();
        run(
                campaign()
                        .callingHours(hours, contact -> ZoneId.of(contact == 0 ? "Etc/UTC" : "Asia/Singapore"))
                        .build(),
                Flux.range(0, 2));
        platform.advance(Duration.ofHours(24));

        assertThat(begun.atZone(ZoneOffset.UTC).getHour()).isZero();
        assertThat(result(1).lastAttempt().dialledAt()).isBefore(begun.plus(Duration.ofHours(1)));
        assertThat(result(0).lastAttempt().dialledAt()).isEqualTo(begun.plus(Duration.ofHours(7)));
    }

    @Test
    void aRedialThatIsDueOutsideOfTheHoursWaits() {
        platform.nextLife = request -> Life.busy();
        CallingHours hours = CallingHours.daily(LocalTime.MIDNIGHT, LocalTime.of(0, 15));
        Instant begun = platform.now();
        run(
                campaign()
                        .redial(BUSY_TWICE)
                        .callingHours(hours, contact -> ZoneOffset.UTC)
                        .build(),
                Flux.just(1));
        platform.advance(Duration.ofHours(50));

        assertThat(results.get(0).attempts())
                .extracting(
                        attempt -> Duration.between(begun, attempt.dialledAt()).toMinutes())
                .containsExactly(0L, 10L, Duration.ofDays(1).toMinutes());
    }

    @Test
    void hoursThatEndWhileOneWaitsForAPermitAreKept() {
        liveCalls.most(1);
        platform.nextLife = request -> Life.answered(Duration.ofMinutes(20));
        CallingHours hours = CallingHours.daily(LocalTime.MIDNIGHT, LocalTime.of(0, 15));
        List<Instant> asked = new ArrayList<>();
        run(
                campaign()
                        .callingHours(hours, contact -> ZoneOffset.UTC)
                        .mayDial(contact -> {
                            asked.add(platform.now());
                            return Mono.just(true);
                        })
                        .build(),
                Flux.range(0, 2));
        platform.advance(Duration.ofHours(25));

        assertThat(asked).hasSize(2).allMatch(at -> hours.isOpen(at, ZoneOffset.UTC));

        assertThat(result(1).lastAttempt().dialledAt().atZone(ZoneOffset.UTC).getDayOfYear())
                .isEqualTo(result(0)
                                .lastAttempt()
                                .dialledAt()
                                .atZone(ZoneOffset.UTC)
                                .getDayOfYear()
                        + 1);
    }

    @Test
    void nobodyIsAskedForWhoseHoursEndWhileHisDialWaitsAtTheDialler() {
        // Nothing is heard of the first call, so that the second between the same two has to wait.
        platform.delivery = status -> List.of();
        CallingHours hours = CallingHours.daily(LocalTime.MIDNIGHT, LocalTime.of(0, 0, 10));
        List<Instant> asked = new ArrayList<>();
        Campaign<Integer> campaign = Campaign.<Integer>builder(dialler, String::valueOf, contact -> request(1))
                .callingHours(hours, contact -> ZoneOffset.UTC)
                .mayDial(contact -> {
                    asked.add(platform.now());
                    return Mono.just(true);
                })
                .build();
        run(campaign, Flux.range(0, 2));
        platform.advance(Duration.ofSeconds(9));
        assertThat(campaign.load().live()).isEqualTo(2);
        platform.advance(Duration.ofHours(30));

        assertThat(platform.calls).hasSize(2);
        assertThat(asked).hasSize(2).allMatch(at -> hours.isOpen(at, ZoneOffset.UTC));
    }

    // The journal.

    @Test
    void nothingIsDialledBeforeItsIntentIsSafe() {
        Sinks.Empty<Void> safe = Sinks.empty();
        DialJournal slow = new ForwardingJournal(kept) {
            @Override
            public Mono<Void> intend(String key, DialIntent intent) {
                return super.intend(key, intent).then(safe.asMono());
            }
        };
        run(campaign().journal(slow).build(), Flux.just(1));
        platform.advance(Duration.ofMinutes(1));
        assertThat(platform.dialsRequested).isZero();
        safe.tryEmitEmpty();
        platform.advance(HOURS);

        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.COMPLETED);
    }

    /** What a test with a clock of its own waits for before it moves that. */
    @Test
    void aCampaignIsBusyWhileItsJournalOwesAnAnswer() {
        Sinks.Empty<Void> safe = Sinks.empty();
        DialJournal slow = new ForwardingJournal(kept) {
            @Override
            public Mono<Void> intend(String key, DialIntent intent) {
                return super.intend(key, intent).then(safe.asMono());
            }
        };
        Campaign<Integer> campaign = campaign().journal(slow).build();
        assertThat(campaign.load().busy()).isZero();
        run(campaign, Flux.just(1));
        platform.advance(SECOND);
        assertThat(campaign.load().busy()).isEqualTo(1);
        safe.tryEmitEmpty();
        assertThat(campaign.load().busy()).isZero();
    }

    @Test
    void theJournalIsAskedForEverythingThatACampaignAsks() {
        assertThat(DialJournal.class.getDeclaredMethods())
                .filteredOn(method -> !Modifier.isStatic(method.getModifiers()))
                .hasSizeGreaterThan(6)
                .allSatisfy(method -> assertThat(CountedJournal.class.getDeclaredMethods())
                        .extracting(Method::getName)
                        .contains(method.getName()));
    }

    @Test
    void noIntentIsWrittenOfADialThatWaits() {
        List<String> intended = new ArrayList<>();
        DialJournal listening = new ForwardingJournal(kept) {
            @Override
            public Mono<Void> intend(String key, DialIntent intent) {
                intended.add(key);
                return super.intend(key, intent);
            }
        };
        platform.opensAfter = Duration.ofMinutes(1);
        run(campaign().journal(listening).build(), Flux.just(1));
        platform.advance(Duration.ofSeconds(59));
        assertThat(intended).isEmpty();
        platform.advance(SECOND);
        assertThat(intended).containsExactly("1");
        assertThat(platform.dialsRequested).isEqualTo(1);
    }

    @Test
    void aResultIsToldWhenItIsSafe() {
        Sinks.Empty<Void> safe = Sinks.empty();
        DialJournal slow = new ForwardingJournal(kept) {
            @Override
            public Mono<Void> ended(
                    String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
                return super.ended(key, attempt, outcome, nextAt).then(safe.asMono());
            }
        };
        run(campaign().journal(slow).build(), Flux.just(1));
        platform.advance(HOURS);
        assertThat(results).isEmpty();
        safe.tryEmitEmpty();

        assertThat(results).hasSize(1);
        assertThat(isOver).isTrue();
    }

    @Test
    void aJournalThatFailsStopsDiallingAndWhatLivesIsToldFirst() {
        RuntimeException full = new IllegalStateException("a test");
        platform.nextLife = request -> Life.answered(Duration.ofMinutes(5));
        run(campaign().journal(journal).build(), Flux.range(0, 100));
        platform.advance(SECOND);
        journal.failsWith = full;
        platform.advance(Duration.ofMinutes(4));
        assertThat(isOver).isFalse();
        platform.advance(HOURS);

        assertThat(platform.calls).hasSize(2);
        assertThat(results)
                .filteredOn(result -> result.outcome() == ContactOutcome.COMPLETED)
                .hasSize(2)
                .noneMatch(ContactResult::isFinished);
        assertThat(failure).isSameAs(full);
    }

    @Test
    void anIntentThatCannotBeWrittenIsNotDialled() {
        RuntimeException full = new IllegalStateException("a test");
        DialJournal broken = new ForwardingJournal(kept) {
            @Override
            public Mono<Void> intend(String key, DialIntent intent) {
                return Mono.error(full);
            }
        };
        run(campaign().journal(broken).build(), Flux.range(0, 100));
        platform.advance(HOURS);

        assertThat(platform.dialsRequested).isZero();
        assertThat(results).hasSize(1);
        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.STOPPED);
        assertThat(failure).isSameAs(full);
        assertNothingIsLeft();
    }

    @Test
    void aJournalThatCannotBeOpenedFailsTheRunAndAnotherMayFollow() {
        journal.failsWith = new IllegalStateException("a test");
        Campaign<Integer> campaign = campaign().journal(journal).build();
        run(campaign, Flux.range(0, 3));
        assertThat(failure).hasMessage("a test");
        journal.failsWith = null;
        run(campaign, Flux.range(0, 3));
        platform.advance(HOURS);

        assertThat(results).hasSize(3);
    }

    @Test
    void anotherRunTellsWhatIsDoneFromTheJournal() {
        Campaign<Integer> campaign = campaign()
                .journal(journal)
                .mayDial(contact -> Mono.just(contact != 2))
                .build();
        run(campaign, Flux.range(0, 3));
        platform.advance(HOURS);
        results.clear();
        run(campaign, Flux.range(0, 4));
        platform.advance(HOURS);

        assertThat(platform.calls).hasSize(3);
        assertThat(results.subList(0, 3))
                .allMatch(result -> result.isFromJournal() && result.isFinished())
                .extracting(ContactResult::outcome)
                .containsExactly(ContactOutcome.COMPLETED, ContactOutcome.COMPLETED, ContactOutcome.REFUSED);
        assertThat(results.get(0).lastAttempt().callSid()).isEqualTo("v3:call-0");
        assertThat(result(3).isFromJournal()).isFalse();
    }

    @Test
    void aRedialOfAnEarlierRunComesWhenItIsDue() {
        platform.nextLife = request -> Life.busy();
        Campaign<Integer> campaign =
                campaign().journal(journal).redial(BUSY_TWICE).build();
        run(campaign, Flux.just(1));
        platform.advance(Duration.ofMinutes(1));
        campaign.stop().subscribe();
        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.STOPPED);
        assertThat(results.get(0).attempts()).hasSize(1);
        assertThat(isOver).isTrue();
        results.clear();
        run(campaign, Flux.just(1));
        platform.advance(Duration.ofMinutes(8));
        assertThat(platform.calls).hasSize(1);
        platform.advance(HOURS);

        assertThat(results.get(0).attempts()).hasSize(3);
        assertThat(platform.calls).hasSize(3);
    }

    @Test
    void aDialThatWasUnderWayIsFoundAndNotDialledAgain() {
        kill(Duration.ofSeconds(10), Flux.just(1));
        run(campaign().journal(journal).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(platform.calls).hasSize(1);
        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.COMPLETED);
        assertThat(results.get(0).lastAttempt().callSid()).isEqualTo("v3:call-0");
        assertNothingIsLeft();
    }

    @Test
    void aDialThatWasUnderWayIsFoundLongAfterItEnded() {
        kill(Duration.ofSeconds(10), Flux.just(1));
        platform.advance(Duration.ofDays(1));
        run(campaign().journal(journal).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.COMPLETED);
        assertThat(platform.calls).hasSize(1);
    }

    @Test
    void aDialThatWasUnderWayAndBusyIsRedialled() {
        platform.nextLife = request -> platform.calls.isEmpty() ? Life.busy() : Life.answered(SECOND);
        kill(SECOND, Flux.just(1));
        run(campaign().journal(journal).redial(BUSY_TWICE).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results.get(0).attempts())
                .extracting(Attempt::outcome)
                .containsExactly(CallResult.Outcome.BUSY, CallResult.Outcome.COMPLETED);
        assertThat(platform.calls).hasSize(2);
    }

    @Test
    void aDialThatWasUnderWayAndIsNowhereIsUnknown() {
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        kill(SECOND, Flux.just(1));
        platform.nextAnswer = request -> Answer.TAKEN;
        run(campaign().journal(journal).redial(BUSY_TWICE).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results.get(0).outcome()).isEqualTo(ContactOutcome.UNKNOWN);
        assertThat(platform.calls).isEmpty();
        assertThat(platform.dialsRequested).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void anEarlierAttemptIsNotTakenForTheOneThatWasUnderWay() {
        platform.nextLife = request -> Life.busy();
        RedialPolicy soon = RedialPolicy.builder()
                .redial(ContactOutcome.BUSY, 1, Duration.ofMillis(500))
                .build();
        boolean[] isDead = {false};
        MortalDialler process = new MortalDialler(platform, LiveCalls.inMemory(2));
        MortalJournal dying = new MortalJournal(kept, platform.scheduler(), () -> Duration.ZERO, () -> isDead[0]);
        campaign(process.dialler)
                .journal(dying)
                .redial(soon)
                .build()
                .run(Flux.just(1))
                .subscribe();
        platform.advance(Duration.ofMillis(2_100));
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        platform.advance(Duration.ofMillis(501));
        assertThat(platform.dialsRequested).isEqualTo(2);
        process.kill();
        isDead[0] = true;
        run(campaign().journal(journal).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results.get(0).attempts())
                .extracting(Attempt::outcome)
                .containsExactly(CallResult.Outcome.BUSY, CallResult.Outcome.UNKNOWN);
    }

    @Test
    void aDialThatWasUnderWayAndCannotBeLookedForIsLeftToTheNextRun() {
        kill(Duration.ofSeconds(10), Flux.just(1));
        CampaignBuilder<Integer> refused = Campaign.builder(
                dialler, (Function<Integer, String>) String::valueOf, contact -> request(contact).toBuilder()
                        .statusCallback(URI.create("https://elsewhere.example.com"))
                        .build());
        run(refused.journal(journal).redial(AGAIN).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.NOT_DIALLED);
        assertThat(results.get(0).isFinished()).isFalse();
        assertThat(results.get(0).attempts()).isEmpty();
        results.clear();
        run(campaign().journal(journal).redial(AGAIN).build(), Flux.just(1));
        platform.advance(HOURS);
        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.COMPLETED);
        assertThat(results.get(0).attempts()).hasSize(1);
        assertThat(platform.calls).hasSize(1);
    }

    @Test
    void aDiallerThatIsStoppedBeforeItLookedForADialLeavesItToTheNextRun() {
        kill(Duration.ofSeconds(10), Flux.just(1));
        Campaign<Integer> campaign = Campaign.<Integer>builder(dialler, String::valueOf, contact -> {
                    // So it waits at the dialler.
                    dialler.pause();
                    return request(contact);
                })
                .journal(journal)
                .redial(AGAIN)
                .build();
        run(campaign, Flux.just(1));
        platform.advance(Duration.ofSeconds(5));
        dialler.stop().subscribe();
        platform.advance(HOURS);

        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.STOPPED);
        assertThat(kept.claim("1").block().underWay()).isNotNull();
        assertThat(kept.claim("1").block().attempts()).isEmpty();
    }

    @Test
    void aClientThatIsClosedWhileADialIsLookedForLeavesItToTheNextRun() {
        kill(Duration.ofSeconds(10), Flux.just(1));
        platform.delivery = status -> List.of();
        run(campaign().journal(journal).redial(AGAIN).build(), Flux.just(1));
        platform.closed = new ClientClosedException(FakePlatform.details(false));
        platform.readsFailWith = platform.closed;
        platform.advance(HOURS);

        assertThat(failure).isInstanceOf(ClientClosedException.class);
        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.STOPPED);
        assertThat(kept.claim("1").block().underWay()).isNotNull();
    }

    @Test
    void aRunAfterACancelFindsTheCallsOfTheSameDialler() {
        platform.nextLife = request -> Life.answered(Duration.ofMinutes(1));
        Campaign<Integer> campaign = campaign().journal(journal).build();
        Disposable running = run(campaign, Flux.just(1));
        platform.advance(Duration.ofSeconds(10));
        running.dispose();
        platform.advance(SECOND);
        run(campaign, Flux.just(1));
        platform.advance(HOURS);

        assertThat(platform.calls).hasSize(1);
        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.COMPLETED);
        assertThat(results.get(0).lastAttempt().callSid()).isEqualTo("v3:call-0");
    }

    @Test
    void aRunAfterTheJournalFailedFindsTheCallsOfTheSameDialler() {
        Campaign<Integer> campaign = campaign().journal(journal).build();
        run(campaign, Flux.just(1));
        platform.advance(SECOND);
        journal.failsWith = new IllegalStateException("a test");
        platform.advance(Duration.ofMinutes(1));
        assertThat(failure).hasMessage("a test");
        journal.failsWith = null;
        results.clear();
        run(campaign, Flux.just(1));
        platform.advance(HOURS);

        assertThat(platform.calls).hasSize(1);
        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.COMPLETED);
    }

    @Test
    void aCancelInOnNextDialsNothingMore() {
        liveCalls.most(1);
        AtomicLong taken = new AtomicLong();
        BaseSubscriber<ContactResult<Integer>> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnNext(ContactResult<Integer> result) {
                results.add(result);
                cancel();
            }
        };
        campaign()
                .build()
                .run(Flux.range(0, 9).doOnNext(contact -> taken.incrementAndGet()))
                .subscribe(subscriber);
        platform.advance(HOURS);

        assertThat(results).hasSize(1);
        assertThat(platform.dialsRequested).isEqualTo(1);
        assertThat(platform.hangUps).isZero();
    }

    @Test
    void aStopInOnNextDialsNothingMore() {
        liveCalls.most(1);
        Campaign<Integer> campaign = campaign().build();
        campaign.run(Flux.range(0, 9)).subscribe(result -> {
            results.add(result);
            campaign.stop().subscribe();
        });
        platform.advance(HOURS);

        assertThat(results).extracting(ContactResult::outcome).contains(ContactOutcome.COMPLETED);
        assertThat(platform.dialsRequested).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void aKeyThatIsNoTextOrNullIsToldAndEndsNothingElse() {
        Campaign<Integer> campaign = Campaign.<Integer>builder(
                        dialler,
                        contact -> contact == 0
                                ? null
                                : contact < 3 ? "\ud800" + (char) (0xd800 + contact) : "key " + contact,
                        CampaignTest::request)
                .build();
        run(campaign, Flux.range(0, 4));
        platform.advance(HOURS);

        assertThat(results)
                .filteredOn(result -> result.outcome() == ContactOutcome.NOT_DIALLED)
                .hasSize(3)
                .allMatch(result -> result.failure() instanceof IllegalArgumentException);
        assertThat(platform.calls).hasSize(1);
    }

    @Test
    void aJournalThatFailsAtOneContactStopsTheRunAndLeavesNothing() {
        RuntimeException full = new IllegalStateException("a test");
        for (String method : List.of("claim", "claim throws", "intend", "intend throws", "ended", "finish", "close")) {
            results.clear();
            int dialsBefore = platform.dialsRequested;
            DialJournal memory = DialJournal.inMemory();
            DialJournal broken = new ForwardingJournal(memory) {
                private <T> Mono<T> unlessBroken(String named, String key, Mono<T> work) {
                    if (method.equals(named + " throws") && key.equals("3")) {
                        throw full;
                    }
                    return method.equals(named) && (key.equals("3") || named.equals("finish"))
                            ? Mono.error(full)
                            : work;
                }

                @Override
                public Mono<ContactHistory> claim(String key) {
                    return unlessBroken("claim", key, super.claim(key));
                }

                @Override
                public Mono<Void> intend(String key, DialIntent intent) {
                    return unlessBroken("intend", key, super.intend(key, intent));
                }

                @Override
                public Mono<Void> ended(
                        String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
                    return unlessBroken("ended", key, super.ended(key, attempt, outcome, nextAt));
                }

                @Override
                public Mono<Void> finish(String key, ContactOutcome outcome) {
                    return unlessBroken("finish", key, super.finish(key, outcome));
                }

                @Override
                public Mono<Void> close() {
                    return method.equals("close") ? Mono.error(full) : super.close();
                }
            };
            Campaign<Integer> campaign = campaign()
                    .journal(broken)
                    .mayDial(contact -> Mono.just(contact != 4))
                    .build();
            run(campaign, Flux.range(0, 20));
            platform.advance(HOURS);

            assertThat(isOver).as(method).isTrue();
            assertThat(failure).as(method).isSameAs(full);
            assertThat(campaign.load().taken()).as(method).isEqualTo(results.size());
            assertThat(campaign.load().live() + campaign.load().waiting())
                    .as(method)
                    .isZero();
            int dials = platform.dialsRequested - dialsBefore;
            if (method.equals("close")) {
                assertThat(results).allMatch(ContactResult::isFinished).hasSize(20);
            } else {
                assertThat(dials).as(method).isLessThan(8);
                assertThat(results).as(method).anyMatch(result -> !result.isFinished());
            }
            assertThat(results)
                    .filteredOn(ContactResult::isFinished)
                    .allMatch(result -> memory.claim(result.key()).block().isFinished());
        }
        assertNothingIsLeft();
    }

    @Test
    void aDialThatWasUnderWayAndCouldBeTwoIsUnknown() {
        platform.delivery = status -> List.of();
        kill(Duration.ofSeconds(5), Flux.just(1));
        platform.dialler(LiveCalls.inMemory(1)).dial(request(1)).subscribe();
        platform.advance(HOURS);
        assertThat(platform.calls).hasSize(2);
        run(campaign().journal(journal).redial(BUSY_TWICE).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.UNKNOWN);
        assertThat(platform.calls).hasSize(2);
    }

    @Test
    void aDialThatWasUnderWayIsLookedForWhateverTheHour() {
        kill(Duration.ofSeconds(10), Flux.just(1));
        Instant begun = platform.now();
        CallingHours later = CallingHours.daily(LocalTime.of(12, 0), LocalTime.of(13, 0));
        run(
                campaign()
                        .journal(journal)
                        .callingHours(later, contact -> ZoneOffset.UTC)
                        .build(),
                Flux.just(1));
        platform.advance(Duration.ofMinutes(2));

        assertThat(begun.atZone(ZoneOffset.UTC).getHour()).isZero();
        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.COMPLETED);
    }

    @Test
    void aDialWhosePermitWasLostAfterItsIntentIsMadeAgainAtOnce() {
        AtomicLong asked = new AtomicLong();
        LiveCalls losing = new LiveCalls() {
            @Override
            public Mono<Permit> acquire() {
                return liveCalls.acquire().map(permit -> new Permit() {
                    @Override
                    public boolean holds() {
                        // Before the last word, and then not after it.
                        return asked.incrementAndGet() != 2;
                    }

                    @Override
                    public void release() {
                        permit.release();
                    }
                });
            }

            @Override
            public int most() {
                return liveCalls.most();
            }

            @Override
            public void most(int most) {
                liveCalls.most(most);
            }
        };
        run(campaign(platform.dialler(losing)).journal(journal).build(), Flux.just(1));
        platform.advance(HOURS);

        assertThat(platform.dialsRequested).isEqualTo(1);
        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.COMPLETED);
        assertThat(results.get(0).attempts())
                .extracting(Attempt::outcome)
                .containsExactly(CallResult.Outcome.NOT_DIALLED, CallResult.Outcome.COMPLETED);
        assertThat(failure).isNull();
    }

    @Test
    void theTimeOfARedialThatIsWrittenDownIsWithinTheHours() {
        platform.nextLife = request -> Life.busy();
        CallingHours hours = CallingHours.daily(LocalTime.MIDNIGHT, LocalTime.of(0, 5));
        Instant begun = platform.now();
        run(
                campaign()
                        .journal(journal)
                        .redial(BUSY_TWICE)
                        .callingHours(hours, contact -> ZoneOffset.UTC)
                        .build(),
                Flux.just(1));
        platform.advance(Duration.ofMinutes(1));

        assertThat(kept.claim("1").block().nextAt()).isEqualTo(begun.plus(Duration.ofDays(1)));
    }

    // Turns, demand and memory.

    @Test
    void redialsThatAreDueAndNewContactsTakeTurns() {
        liveCalls.most(1);
        platform.nextLife = request -> Life.busy();
        RedialPolicy often = RedialPolicy.builder()
                .redial(ContactOutcome.BUSY, 100, Duration.ofSeconds(10))
                .build();
        run(campaign().redial(often).build(), Flux.range(0, 1_000));
        platform.advance(Duration.ofMinutes(10));

        List<String> dialled = platform.calls.stream()
                .map(call -> FakePlatform.text(call.request, "To"))
                .toList();
        int firstDials = 0;
        int redials = 0;
        for (int call = 0; call < dialled.size(); call++) {
            if (dialled.subList(0, call).contains(dialled.get(call))) {
                redials++;
            } else {
                firstDials++;
            }
        }
        assertThat(dialled.size()).isGreaterThan(200);
        assertThat(Math.abs(firstDials - redials)).isLessThan(15);
    }

    @Test
    void noMoreContactsAreOpenThanMayBe() {
        platform.nextLife = request -> Life.busy();
        AtomicLong taken = new AtomicLong();
        Campaign<Integer> campaign =
                campaign().redial(BUSY_TWICE).maxOpenContacts(10).build();
        run(campaign, Flux.range(0, 1_000).doOnNext(contact -> taken.incrementAndGet()));
        platform.advance(Duration.ofMinutes(9));

        assertThat(taken).hasValue(10);
        assertThat(campaign.load().redialsWaiting()).isEqualTo(10);
        assertThat(liveCalls.toString()).as("redials hold no permit").isEqualTo("LiveCalls[0 of 2]");
        platform.advance(Duration.ofDays(3));
        assertThat(results).hasSize(1_000);
        assertThat(isOver).isTrue();
    }

    @Test
    void noMoreContactsAreTakenThanResultsWereAskedFor() {
        AtomicLong taken = new AtomicLong();
        BaseSubscriber<ContactResult<Integer>> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(ContactResult<Integer> result) {
                results.add(result);
            }
        };
        campaign()
                .build()
                .run(Flux.range(0, 9).doOnNext(contact -> taken.incrementAndGet()))
                .subscribe(subscriber);
        platform.advance(HOURS);
        assertThat(taken).hasValue(1);
        subscriber.request(2);
        platform.advance(HOURS);

        assertThat(taken).hasValue(3);
        assertThat(results).hasSize(3);
    }

    @Test
    void aRedialDoesNotWaitForASourceThatIsSlow() {
        liveCalls.most(1);
        platform.nextLife = request -> Life.busy();
        Flux<Integer> slow = Flux.just(1).concatWith(Flux.never());
        run(campaign().redial(BUSY_TWICE).build(), slow);
        platform.advance(Duration.ofHours(1));

        assertThat(platform.calls).hasSize(3);
        assertThat(results).hasSize(1);
        assertThat(isOver).isFalse();
    }

    @Test
    void noPermitIsHeldForRedialsWhenTheSourceHasEnded() {
        platform.nextLife = request -> Life.busy();
        // It says that nothing more comes when it is asked, not before.
        Flux<Integer> one = Flux.generate(() -> 0, (count, sink) -> {
            if (count == 0) {
                sink.next(1);
            } else {
                sink.complete();
            }
            return count + 1;
        });
        run(campaign().redial(BUSY_TWICE).build(), one);
        platform.advance(Duration.ofMinutes(1));

        assertThat(platform.calls).hasSize(1);
        assertThat(liveCalls).hasToString("LiveCalls[0 of 2]");
    }

    @Test
    void noPermitIsHeldWhileItIsPaused() {
        Campaign<Integer> campaign = campaign().build();
        run(campaign, Flux.never());
        platform.advance(SECOND);
        assertThat(liveCalls).hasToString("LiveCalls[1 of 2]");
        campaign.pause();

        assertThat(liveCalls).hasToString("LiveCalls[0 of 2]");
    }

    // Pause, stop, cancel, failures.

    @Test
    void nothingIsDialledWhileItIsPaused() {
        Campaign<Integer> campaign = campaign().build();
        run(campaign, Flux.range(0, 10));
        platform.advance(SECOND);
        campaign.pause();
        platform.advance(HOURS);
        assertThat(platform.calls).hasSize(2);
        assertThat(results).hasSize(2);
        assertThat(campaign.load().isPaused()).isTrue();
        campaign.resume();
        platform.advance(HOURS);

        assertThat(results).hasSize(10);
        assertNothingIsLeft();
    }

    @Test
    void aStopLetsWhatLivesEndAndDialsNothingMore() {
        platform.nextLife = request -> Life.answered(Duration.ofMinutes(5));
        Campaign<Integer> campaign = campaign().build();
        run(campaign, Flux.range(0, 100));
        platform.advance(SECOND);
        List<String> stopped = new ArrayList<>();
        campaign.stop().subscribe(nothing -> {}, thrown -> {}, () -> stopped.add("stopped"));
        platform.advance(Duration.ofMinutes(4));
        assertThat(stopped).isEmpty();
        assertThat(campaign.load().isStopping()).isTrue();
        platform.advance(HOURS);

        assertThat(platform.calls).hasSize(2);
        assertThat(results)
                .filteredOn(result -> result.outcome() == ContactOutcome.COMPLETED)
                .hasSize(2);
        assertThat(stopped).hasSize(1);
        assertThat(isOver).isTrue();
        assertThat(failure).isNull();
        assertNothingIsLeft();
    }

    @Test
    void whoWasAskedForIsNotDialledAfterAStop() {
        Sinks.One<Boolean> answer = Sinks.one();
        Campaign<Integer> campaign =
                campaign().mayDial(contact -> answer.asMono()).build();
        run(campaign, Flux.just(1));
        platform.advance(SECOND);
        campaign.stop().subscribe();
        answer.tryEmitValue(true);
        platform.advance(HOURS);

        assertThat(platform.dialsRequested).isZero();
        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.STOPPED);
        assertThat(isOver).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aStopDoesNotWaitForADialThatWaitsAtTheDialler() {
        // Nothing is heard of the first call, so that the second between the same two has to wait.
        platform.delivery = status -> List.of();
        Campaign<Integer> campaign = Campaign.<Integer>builder(dialler, String::valueOf, contact -> request(1))
                .build();
        run(campaign, Flux.range(0, 2));
        platform.advance(SECOND);
        assertThat(platform.calls).hasSize(1);
        campaign.stop().subscribe();
        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.STOPPED);
        platform.advance(HOURS);

        assertThat(results).extracting(ContactResult::outcome).contains(ContactOutcome.COMPLETED);
        assertThat(platform.calls).hasSize(1);
        assertThat(isOver).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aStopLetsADialOfAnEarlierRunComeToItsEnd() {
        kill(Duration.ofSeconds(10), Flux.just(1));
        Campaign<Integer> campaign = campaign().journal(journal).build();
        run(campaign, Flux.just(1));
        campaign.stop().subscribe();
        assertThat(isOver).isFalse();
        platform.advance(HOURS);

        assertThat(results).extracting(ContactResult::outcome).containsExactly(ContactOutcome.COMPLETED);
        assertThat(platform.hangUps).isZero();
        assertThat(isOver).isTrue();
    }

    @Test
    void aStopWithoutARunIsOverAtOnce() {
        assertThat(campaign().build().stop().blockOptional()).isEmpty();
    }

    @Test
    void aCancelHangsUpAndAnotherRunMayFollow() {
        platform.nextLife = request -> Life.answered(Duration.ofHours(1));
        Campaign<Integer> campaign = campaign().build();
        Disposable running = run(campaign, Flux.range(0, 100));
        platform.advance(Duration.ofSeconds(10));
        running.dispose();
        platform.advance(Duration.ofMinutes(1));

        assertThat(platform.hangUps).isEqualTo(2);
        assertThat(platform.calls).hasSize(2);
        assertThat(results).isEmpty();
        assertNothingIsLeft();
        platform.nextLife = request -> Life.answered(SECOND);
        run(campaign, Flux.range(0, 3));
        platform.advance(HOURS);
        assertThat(results).hasSize(3);
    }

    @Test
    void oneCampaignIsRunOnceAtATime() {
        Campaign<Integer> campaign = campaign().build();
        run(campaign, Flux.range(0, 3));
        List<Throwable> failures = new ArrayList<>();
        campaign.run(Flux.range(0, 3)).subscribe(result -> {}, failures::add);
        platform.advance(HOURS);

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).isInstanceOf(IllegalStateException.class).hasMessageContaining("is being run");
        assertThat(results).hasSize(3);
    }

    @Test
    void aSourceThatFailsFailsTheRunAfterWhatLives() {
        RuntimeException broken = new IllegalStateException("a test");
        run(campaign().build(), Flux.just(1, 2).concatWith(Flux.error(broken)));
        platform.advance(SECOND);
        assertThat(isOver).isFalse();
        platform.advance(HOURS);

        assertThat(results).hasSize(2);
        assertThat(failure).isSameAs(broken);
    }

    @Test
    void aSourceThatGivesMoreThanItWasAskedForFailsTheRun() {
        run(campaign().build(), subscriber -> {
            subscriber.onSubscribe(reactor.core.publisher.Operators.emptySubscription());
            subscriber.onNext(1);
            subscriber.onNext(2);
        });
        platform.advance(HOURS);

        assertThat(failure).hasMessageContaining("more contacts");
        assertThat(platform.calls).isEmpty();
    }

    @Test
    void aSourceThatEndsLateEndsTheRunThen() {
        Sinks.Empty<Integer> end = Sinks.empty();
        run(campaign().build(), Flux.just(1).concatWith(end.asMono()));
        platform.advance(HOURS);
        assertThat(results).hasSize(1);
        assertThat(isOver).isFalse();
        end.tryEmitEmpty();

        assertThat(isOver).isTrue();
        assertThat(failure).isNull();
        assertNothingIsLeft();
    }

    @Test
    void aSourceThatGivesMoreThanItWasAskedForIsCancelled() {
        List<String> signals = new ArrayList<>();
        run(campaign().build(), subscriber -> {
            subscriber.onSubscribe(new org.reactivestreams.Subscription() {
                @Override
                public void request(long n) {
                    signals.add("request");
                    if (signals.size() == 1) {
                        subscriber.onNext(1);
                        subscriber.onNext(2);
                    }
                }

                @Override
                public void cancel() {
                    signals.add("cancel");
                }
            });
        });
        platform.advance(HOURS);

        assertThat(failure).hasMessageContaining("more contacts");
        assertThat(signals).contains("cancel");
        assertThat(results).hasSizeLessThanOrEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void aSourceThatIsThereAfterACancelIsCancelled() {
        List<String> signals = new ArrayList<>();
        List<org.reactivestreams.Subscriber<? super Integer>> late = new ArrayList<>();
        run(campaign().build(), late::add).dispose();
        late.get(0).onSubscribe(new org.reactivestreams.Subscription() {
            @Override
            public void request(long n) {
                signals.add("request");
            }

            @Override
            public void cancel() {
                signals.add("cancel");
            }
        });

        assertThat(signals).containsExactly("cancel");
    }

    @Test
    void aSourceThatThrowsFailsTheRun() {
        run(campaign().build(), subscriber -> {
            throw new IllegalStateException("a test");
        });

        assertThat(failure).hasMessage("a test");
    }

    @Test
    void aSubscriberThatThrowsLeavesNoCall() {
        platform.nextLife = request -> Life.answered(platform.calls.isEmpty() ? SECOND : Duration.ofHours(1));
        Campaign<Integer> campaign = campaign().build();
        campaign.run(Flux.range(0, 9)).subscribe(new org.reactivestreams.Subscriber<>() {
            @Override
            public void onSubscribe(org.reactivestreams.Subscription subscription) {
                subscription.request(9);
            }

            @Override
            public void onNext(ContactResult<Integer> result) {
                throw new IllegalStateException("a test");
            }

            @Override
            public void onError(Throwable thrown) {}

            @Override
            public void onComplete() {}
        });
        platform.advance(Duration.ofMinutes(2));

        assertThat(platform.live).isZero();
        assertThat(platform.hangUps).isPositive();
        assertNothingIsLeft();
    }

    @Test
    void aStopAndACancelBeforeTheJournalIsOpenDialNothing() {
        for (boolean isCancelled : List.of(true, false)) {
            List<String> closed = new ArrayList<>();
            Sinks.Empty<Void> opened = Sinks.empty();
            DialJournal slow = new ForwardingJournal(kept) {
                @Override
                public Mono<Void> open() {
                    return opened.asMono();
                }

                @Override
                public Mono<Void> close() {
                    return super.close().doOnSubscribe(subscription -> closed.add("closed"));
                }
            };
            Campaign<Integer> campaign = campaign().journal(slow).build();
            AtomicLong taken = new AtomicLong();
            Disposable running = run(campaign, Flux.range(0, 9).doOnNext(contact -> taken.incrementAndGet()));
            if (isCancelled) {
                running.dispose();
            } else {
                campaign.stop().subscribe();
            }
            opened.tryEmitEmpty();
            platform.advance(HOURS);

            assertThat(closed).as("cancelled: " + isCancelled).hasSize(1);
            assertThat(taken).hasValue(0);
            assertThat(isOver).isEqualTo(!isCancelled);
            assertThat(campaign.stop().blockOptional()).isEmpty();
        }
        assertThat(platform.dialsRequested).isZero();
    }

    @Test
    void whoWasAskedForWhileItWasPausedWaits() {
        Sinks.One<Boolean> answer = Sinks.one();
        Campaign<Integer> campaign =
                campaign().mayDial(contact -> answer.asMono()).build();
        liveCalls.most(1);
        run(campaign, Flux.range(0, 2));
        platform.advance(SECOND);
        campaign.pause();
        answer.tryEmitValue(true);
        platform.advance(HOURS);
        assertThat(platform.dialsRequested).isZero();
        assertThat(campaign.load().waiting()).isEqualTo(1);
        campaign.resume();
        platform.advance(SECOND);
        assertThat(campaign.load().live()).isEqualTo(1);
        assertThat(campaign.load().taken()).isEqualTo(1);
        platform.advance(HOURS);

        assertThat(results).extracting(ContactResult::outcome).containsOnly(ContactOutcome.COMPLETED);
        assertNothingIsLeft();
    }

    @Test
    void aDiallerThatIsStoppedFailsTheRunAfterWhatLives() {
        platform.nextLife = request -> Life.answered(Duration.ofMinutes(5));
        run(campaign().build(), Flux.range(0, 100));
        platform.advance(SECOND);
        dialler.stop().subscribe();
        platform.advance(SECOND);
        assertThat(isOver).isFalse();
        platform.advance(HOURS);

        assertThat(results)
                .filteredOn(result -> result.outcome() == ContactOutcome.COMPLETED)
                .hasSize(2);
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageContaining("stopped");
    }

    @Test
    void aClientThatIsClosedFailsTheRunAndLeavesItsCallsToTheNext() {
        platform.delivery = status -> List.of();
        run(campaign().journal(journal).build(), Flux.range(0, 100));
        platform.advance(SECOND);
        platform.closed = new ClientClosedException(FakePlatform.details(false));
        platform.readsFailWith = platform.closed;
        platform.advance(HOURS);

        assertThat(failure).isInstanceOf(ClientClosedException.class);
        assertThat(results).extracting(ContactResult::outcome).containsOnly(ContactOutcome.STOPPED);
        platform.closed = null;
        platform.readsFailWith = null;
        results.clear();
        run(campaign(platform.dialler(LiveCalls.inMemory(2))).journal(journal).build(), Flux.range(0, 2));
        platform.advance(HOURS);
        assertThat(results).extracting(ContactResult::outcome).containsOnly(ContactOutcome.COMPLETED);
        assertThat(platform.calls).hasSize(2);
    }

    @Test
    void itsLoadIsTrue() {
        platform.nextLife = request -> platform.calls.size() < 3 ? Life.busy() : Life.answered(Duration.ofMinutes(30));
        Campaign<Integer> campaign = campaign().redial(BUSY_TWICE).build();
        run(campaign, Flux.range(0, 5));
        platform.advance(Duration.ofMinutes(9));

        CampaignLoad load = campaign.load();
        assertThat(load.taken()).isEqualTo(5);
        assertThat(load.dialled()).isEqualTo(5);
        assertThat(load.live()).isEqualTo(2);
        assertThat(load.redialsWaiting()).isEqualTo(3);
        platform.advance(Duration.ofMinutes(5));
        assertThat(campaign.load().redialsDue()).isEqualTo(3);
        platform.advance(HOURS);
        load = campaign.load();
        assertThat(load.done()).isEqualTo(5);
        assertThat(load.ended(ContactOutcome.COMPLETED)).isEqualTo(5);
        assertThat(load.live() + load.waiting() + load.redialsDue() + load.redialsWaiting())
                .isZero();
        assertThat(campaign).hasToString("Campaign[taken=5, done=5, live=0]");
    }

    @Test
    void whatAPolicyCannotDoIsRefused() {
        RedialPolicy.Builder policy = RedialPolicy.builder();
        assertThatThrownBy(() -> policy.redial(ContactOutcome.UNKNOWN, 1, SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UNKNOWN");
        assertThatThrownBy(() -> policy.redial(ContactOutcome.REFUSED, 1, SECOND))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> policy.redial(ContactOutcome.BUSY, 0, SECOND))
                .hasMessageContaining("times must be at least 1");
        assertThatThrownBy(() -> policy.redial(ContactOutcome.BUSY, 1, SECOND.negated()))
                .hasMessageContaining("a delay must be");
        assertThatThrownBy(() -> policy.redialLater(ContactOutcome.BUSY, 1, SECOND, 0.5, SECOND))
                .hasMessageContaining("factor must be at least 1");
        assertThatThrownBy(() -> policy.redialLater(ContactOutcome.BUSY, 1, SECOND, 2, Duration.ZERO))
                .hasMessageContaining("longest must be");
        assertThatThrownBy(() -> policy.maxAttempts(0)).hasMessageContaining("maxAttempts must be at least 1");
        assertThatThrownBy(() -> campaign().maxOpenContacts(0)).hasMessageContaining("maxOpenContacts must be");
    }

    // Helpers.

    /** A process dials, and is killed after this time. */
    private void kill(Duration after, Flux<Integer> contacts) {
        boolean[] isDead = {false};
        MortalDialler process = new MortalDialler(platform, LiveCalls.inMemory(2));
        MortalJournal dying = new MortalJournal(kept, platform.scheduler(), () -> Duration.ZERO, () -> isDead[0]);
        campaign(process.dialler)
                .journal(dying)
                .redial(BUSY_TWICE)
                .build()
                .run(contacts)
                .subscribe();
        platform.advance(after);
        process.kill();
        isDead[0] = true;
    }

    private CampaignBuilder<Integer> campaign() {
        return campaign(dialler);
    }

    private static CampaignBuilder<Integer> campaign(Dialler with) {
        return Campaign.builder(with, (Function<Integer, String>) String::valueOf, CampaignTest::request);
    }

    static CreateCall request(int contact) {
        return CreateCall.builder()
                .applicationSid("1494404757140276705")
                .from("+13125550100")
                .to("+1312556" + String.format("%04d", contact))
                .timeLimit(Duration.ofHours(2))
                .build();
    }

    private Disposable run(Campaign<Integer> campaign, org.reactivestreams.Publisher<Integer> contacts) {
        failure = null;
        isOver = false;
        return campaign.run(contacts)
                .subscribe(
                        results::add,
                        thrown -> {
                            failure = thrown;
                            isOver = true;
                        },
                        () -> isOver = true);
    }

    private ContactResult<Integer> result(int contact) {
        return results.stream()
                .filter(result -> result.contact() == contact)
                .findFirst()
                .orElseThrow();
    }

    private void assertNothingIsLeft() {
        assertThat(dialler.load().live()).isLessThanOrEqualTo(dialler.load().unbound());
        assertThat(dialler.load().waiting()).isZero();
        platform.advance(Duration.ofHours(5));
        assertThat(liveCalls.toString()).startsWith("LiveCalls[0 of");
    }
}
