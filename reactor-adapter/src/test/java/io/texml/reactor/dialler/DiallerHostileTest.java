package io.texml.reactor.dialler;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ClientClosedException;
import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.FakePlatform.Answer;
import io.texml.reactor.dialler.FakePlatform.Life;
import io.texml.reactor.dialler.LiveCallEvent.Type;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.test.publisher.TestPublisher;

/** Sources, subscribers and permits that misbehave, and moments at which nobody would cancel or stop on purpose. */
class DiallerHostileTest {

    private static final Duration HOURS = Duration.ofHours(9);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakePlatform platform = new FakePlatform();
    private final LiveCalls liveCalls = LiveCalls.inMemory(2);

    // Permits.

    @Test
    void aPermitThatComesAfterItsTurnWasGivenUpIsReleased() {
        Permits permits = new Permits();
        List<CoreSubscriber<? super LiveCalls.Permit>> turns = new ArrayList<>();
        permits.acquire = () -> new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super LiveCalls.Permit> actual) {
                actual.onSubscribe(Operators.emptySubscription());
                turns.add(actual);
            }
        };
        DiallerCore dialler = dialler(permits, settings -> settings);
        dialler.follow(request(1)).subscribe();
        dialler.pause();
        turns.get(0).onNext(permits.new Counted());
        turns.get(0).onComplete();

        assertThat(permits.held).isZero();
    }

    @Test
    void permitsThatThrowAreAskedForAgain() {
        Permits permits = new Permits();
        AtomicInteger asked = new AtomicInteger();
        permits.acquire = () -> {
            if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("a test");
            }
            return Mono.just(permits.new Counted());
        };
        List<CallResult> results =
                results(dialler(permits, settings -> settings).follow(request(1)));
        platform.advance(HOURS);

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.COMPLETED);
        assertThat(permits.held).isZero();
    }

    @Test
    void aPermitWhoseMethodsThrowCostsNoCallItsEnd() {
        Permits permits = new Permits();
        permits.throwsAlways = true;
        DiallerCore dialler = dialler(permits, settings -> settings);
        List<CallResult> results = results(dialler.dialAll(Flux.range(0, 4).map(DiallerTest::request)));
        platform.advance(HOURS);

        assertThat(results)
                .extracting(CallResult::outcome)
                .containsExactly(Outcome.COMPLETED, Outcome.COMPLETED, Outcome.COMPLETED, Outcome.COMPLETED);
        assertThat(permits.held).isZero();
        assertNothingIsLeft(dialler);
    }

    @Test
    void nothingIsDialledUnderALeaseThatWasLost() {
        Permits permits = new Permits();
        AtomicInteger asked = new AtomicInteger();
        permits.acquire = () -> {
            Permits.Counted permit = permits.new Counted();
            permit.holds = asked.incrementAndGet() > 3;
            return Mono.just(permit);
        };
        DiallerCore dialler = dialler(permits, settings -> settings);
        List<CallResult> results = results(dialler.follow(request(1)));
        assertThat(platform.calls).isEmpty();
        assertThat(asked).as("not again and again at once").hasValue(1);
        platform.advance(HOURS);

        assertThat(asked).hasValue(4);
        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.COMPLETED);
        assertThat(permits.held).isZero();
        assertThat(permits.most).isEqualTo(1);
    }

    @Test
    void leasesAreRenewedWhileCallsLiveAlsoWhenRenewingFailed() {
        Permits permits = new Permits();
        permits.every = Duration.ofSeconds(5);
        permits.throwsAlways = true;
        dialler(permits, settings -> settings).follow(request(1)).subscribe();
        platform.advance(Duration.ofSeconds(21));

        assertThat(permits.renewed).containsExactly(1, 1, 1, 1);
    }

    @Test
    void whatAPermitIsToldComesInOrderAndOnce() {
        Permits permits = new Permits();
        dialler(permits, settings -> settings).follow(request(1)).subscribe();
        platform.advance(HOURS);

        assertThat(permits.told).containsExactly("dialling", "bound v3:call-0", "release");
    }

    // Subscribers.

    @Test
    void aFollowThatIsCancelledAsItSubscribesDialsNothing() {
        DiallerCore dialler = dialler();
        dialler.follow(request(1)).subscribe(new CancelsAtOnce<>());
        platform.advance(HOURS);

        assertThat(platform.calls).isEmpty();
        assertNothingIsLeft(dialler);
    }

    @Test
    void aWatchThatIsCancelledAsItSubscribesLeavesNothingBehind() {
        DiallerCore dialler = dialler();
        dialler.watch("v3:call-0").subscribe(new CancelsAtOnce<>());

        assertThat(platform.events.load().subscribers()).isZero();
        assertThat(platform.reads).isZero();
    }

    @Test
    void aSubscriberThatThrowsCostsNobodyAPermit() {
        platform.delivery = status -> List.of();
        platform.lag = Duration.ofHours(20);
        DiallerCore dialler = dialler();
        dialler.dialAll(Flux.range(0, 1).map(DiallerTest::request)).subscribe(new ThrowsAlways<>());
        dialler.follow(request(2)).subscribe(new ThrowsAlways<>());
        platform.advance(HOURS);

        assertNothingIsLeft(dialler);
    }

    @Test
    void aHookThatThrowsDoesNotStopTheDialler() {
        Hooks.onErrorDropped(dropped -> {
            throw new IllegalStateException("a test");
        });
        try {
            DiallerCore dialler = dialler();
            dialler.dialAll(Flux.range(0, 1).map(DiallerTest::request)).subscribe(new ThrowsAlways<>());
            platform.advance(HOURS);
            List<CallResult> results = results(dialler.follow(request(2)));
            platform.advance(HOURS);

            assertThat(results).hasSize(1);
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    @Test
    void aSubscriberThatDialsAndCancelsWithinOnNextIsServed() {
        DiallerCore dialler = dialler();
        List<CallResult> nested = new ArrayList<>();
        List<CallResult> results = new ArrayList<>();
        dialler.dialAll(Flux.range(0, 10).map(DiallerTest::request))
                .doOnNext(result -> dialler.follow(request(100))
                        .filter(event -> event.result() != null)
                        .subscribe(event -> nested.add(event.result())))
                .take(1)
                .subscribe(results::add);
        platform.advance(HOURS);

        assertThat(results).hasSize(1);
        assertThat(nested).extracting(CallResult::outcome).containsExactly(Outcome.COMPLETED);
        assertThat(platform.calls.size()).isBetween(2, 3);
        assertNothingIsLeft(dialler);
    }

    @Test
    void instrumentationsHearOfACallThatIsCancelledWhileItsRecordingIsAwaited() {
        List<Outcome> heard = new ArrayList<>();
        DiallerCore dialler = dialler(
                liveCalls, settings -> settings.withInstrumentation(() -> result -> heard.add(result.outcome())));
        Disposable call =
                dialler.follow(request(1).toBuilder().record(true).build()).subscribe();
        platform.advance(Duration.ofSeconds(25));
        assertThat(heard).isEmpty();
        call.dispose();

        assertThat(heard).containsExactly(Outcome.COMPLETED);
        assertNothingIsLeft(dialler);
    }

    @Test
    void aHangUpThatFailsIsTriedAgain() {
        platform.hangUpsFailWith = new IllegalStateException("a test");
        DiallerCore dialler = dialler();
        Disposable call = dialler.follow(request(1)).subscribe();
        platform.advance(Duration.ofSeconds(5));
        call.dispose();
        platform.advance(SECOND);
        assertThat(platform.hangUps).isEqualTo(1);
        platform.advance(Duration.ofSeconds(2));
        assertThat(platform.hangUps).isEqualTo(2);
        platform.hangUpsFailWith = null;
        platform.advance(Duration.ofSeconds(4));

        assertThat(platform.hangUps).isEqualTo(3);
        assertThat(platform.live).isZero();
        assertNothingIsLeft(dialler);
    }

    @Test
    void whoWaitedForTheSamePartiesComesBeforeThoseWhoCameLater() {
        platform.delivery = status -> List.of(Duration.ofSeconds(5));
        DiallerCore dialler = dialler();
        for (int number : new int[] {1, 1, 2, 3}) {
            dialler.follow(request(number)).subscribe();
        }
        platform.advance(HOURS);

        assertThat(platform.calls)
                .extracting(call -> FakePlatform.text(call.request, "To"))
                .containsExactly(
                        DiallerTest.number(1), DiallerTest.number(2), DiallerTest.number(1), DiallerTest.number(3));
    }

    @Test
    void nothingIsKeptOfCallsThatAreOver() {
        DiallerCore dialler = dialler(LiveCalls.inMemory(50), settings -> settings);
        dialler.dialAll(Flux.range(0, 2_000).map(DiallerTest::request)).subscribe();
        for (int i = 0; i < 500; i++) {
            Disposable call = dialler.follow(request(3_000 + i)).subscribe();
            platform.advance(SECOND);
            call.dispose();
            Disposable watched = dialler.watch("v3:call-" + i).subscribe();
            platform.advance(SECOND);
            watched.dispose();
        }
        platform.advance(HOURS);
        results(dialler.follow(request(1)));
        platform.advance(HOURS);

        assertNothingIsLeft(dialler);
        assertThat(dialler.remembered()).as("the last call's sid").isLessThanOrEqualTo(1);
        assertThat(platform.events.load().subscribers()).isZero();
    }

    // Sources.

    @Test
    void aSourceThatGivesMoreThanItWasAskedForFails() {
        TestPublisher<CreateCall> source = TestPublisher.createNoncompliant(TestPublisher.Violation.REQUEST_OVERFLOW);
        DiallerCore dialler = dialler();
        List<CallResult> results = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        dialler.pause();
        dialler.dialAll(source.flux()).subscribe(results::add, failures::add);
        source.next(request(1), request(2), request(3));
        dialler.resume();
        platform.advance(HOURS);

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).hasMessageContaining("more requests than it was asked for");
        source.assertCancelled();
        assertNothingIsLeft(dialler);
    }

    @Test
    void sourcesThatEndAsTheySubscribeEnd() {
        List<Throwable> failures = new ArrayList<>();
        boolean[] completed = new boolean[1];
        DiallerCore dialler = dialler();
        dialler.dialAll(Flux.<CreateCall>empty()).subscribe(result -> {}, failures::add, () -> completed[0] = true);
        dialler.dialAll(Flux.<CreateCall>error(new IllegalStateException("a test")))
                .subscribe(result -> {}, failures::add);

        assertThat(completed[0]).isTrue();
        assertThat(failures).hasSize(1);
        assertNothingIsLeft(dialler);
    }

    // Stop and close.

    @Test
    void aRequestThatItsSourceGivesWhileTheDiallerStopsIsToldAsNotDialled() {
        TestPublisher<CreateCall> source =
                TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
        DiallerCore dialler = dialler();
        List<CallResult> results = results(dialler.dialAll(source.flux()));
        source.next(request(1));
        platform.advance(SECOND);
        dialler.stop().subscribe();
        source.next(request(2));
        platform.advance(HOURS);

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.NOT_DIALLED, Outcome.COMPLETED);
        assertNothingIsLeft(dialler);
    }

    @Test
    void whoIsToldOfAStopAndThrowsKeepsNobodyElseFromHearingOfIt() {
        DiallerCore dialler = dialler(LiveCalls.inMemory(1), settings -> settings);
        results(dialler.follow(request(1)));
        dialler.follow(request(2)).subscribe(new ThrowsAlways<>());
        List<Throwable> failures = new ArrayList<>();
        dialler.follow(request(3)).subscribe(event -> {}, failures::add);
        boolean[] stopped = new boolean[1];
        dialler.stop().subscribe(nothing -> {}, failure -> {}, () -> stopped[0] = true);
        assertThat(failures).hasSize(1);
        platform.advance(HOURS);
        dialler.follow(request(4)).subscribe(event -> {}, failures::add);

        assertThat(failures).hasSize(2);
        assertThat(stopped[0]).isTrue();
        assertNothingIsLeft(dialler);
    }

    @Test
    void aStreamWhoseClientIsClosedFailsAfterItsCalls() {
        DiallerCore dialler = dialler();
        List<CallResult> results = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        dialler.dialAll(Flux.range(0, 10).map(DiallerTest::request)).subscribe(results::add, failures::add);
        platform.advance(SECOND);
        platform.closed = new ClientClosedException(FakePlatform.details(false));
        platform.advance(HOURS);

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.COMPLETED, Outcome.COMPLETED);
        assertThat(failures).containsExactly(platform.closed);
        assertNothingIsLeft(dialler);
    }

    // A second dial.

    @Test
    void aRedialDoesNotWaitForItsSource() {
        platform.delivery = status -> List.of();
        platform.nextAnswer = request -> platform.dialsRequested == 1 ? Answer.LOST_BEFORE_ACTING : Answer.TAKEN;
        DiallerCore dialler = dialler(liveCalls, TestSettings::withRedialsUnknown);
        TestPublisher<CreateCall> source = TestPublisher.create();
        List<CallResult> results = results(dialler.dialAll(source.flux()));
        source.next(request(1));
        platform.advance(Duration.ofMinutes(30));
        assertThat(platform.dialsRequested).isEqualTo(2);
        source.complete();
        platform.advance(HOURS);

        assertThat(results).hasSize(1);
        assertNothingIsLeft(dialler);
    }

    @Test
    void aDialWhoseSecondIsRefusedIsUnknownAllTheSame() {
        platform.nextAnswer = request -> platform.dialsRequested == 1 ? Answer.LOST_BEFORE_ACTING : Answer.REFUSED;
        DiallerCore dialler = dialler(liveCalls, TestSettings::withRedialsUnknown);
        List<CallResult> results = results(dialler.dialAll(Mono.just(request(1))));
        platform.advance(HOURS);
        assertThat(platform.dialsRequested).isEqualTo(2);
        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.UNKNOWN);

        platform.dialsRequested = 0;
        List<CallResult> single = results(dialler.follow(request(1)));
        platform.advance(HOURS);
        assertThat(platform.dialsRequested).isEqualTo(2);
        assertThat(single).extracting(CallResult::outcome).containsExactly(Outcome.UNKNOWN);
        assertNothingIsLeft(dialler);
    }

    @Test
    void aDialWhoseSecondIsStoppedIsUnknownAllTheSame() {
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        DiallerCore dialler = dialler(LiveCalls.inMemory(1), TestSettings::withRedialsUnknown);
        List<CallResult> results = results(dialler.dialAll(Mono.just(request(1))));
        platform.advance(Duration.ofMinutes(10));
        assertThat(platform.dialsRequested).as("its permit is held").isEqualTo(1);
        dialler.stop().subscribe();
        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.UNKNOWN);

        DiallerCore other = dialler(LiveCalls.inMemory(1), TestSettings::withRedialsUnknown);
        List<CallResult> single = results(other.follow(request(1)));
        platform.advance(Duration.ofMinutes(10));
        other.stop().subscribe();
        assertThat(single).extracting(CallResult::outcome).containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void aDialThatSeveralCallsCouldBeIsNotDialledAgain() {
        platform.delivery = status -> List.of();
        platform.nextAnswer = request -> Answer.LOST_AFTER_ACTING;
        DiallerCore dialler =
                dialler(liveCalls, settings -> settings.withRedialsUnknown().withSeparatesParties(false));
        List<CallResult> results = results(dialler.dialAll(Flux.just(request(1), request(1))));
        platform.advance(HOURS);

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        assertThat(platform.dialsRequested).isEqualTo(2);
    }

    @Test
    void aCancelledRedialIsNotMade() {
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        DiallerCore dialler = dialler(LiveCalls.inMemory(1), TestSettings::withRedialsUnknown);
        Disposable stream = dialler.dialAll(Mono.just(request(1))).subscribe();
        platform.advance(Duration.ofMinutes(10));
        stream.dispose();
        platform.advance(HOURS);

        assertThat(platform.dialsRequested).isEqualTo(1);
        assertNothingIsLeft(dialler);
    }

    // What a look-up may be taken for.

    @Test
    void ofTwoSimultaneousDialsTheOneThatIsSeenFirstIsNeithers() {
        platform.delivery = status -> List.of();
        platform.nextAnswer = request -> platform.dialsRequested == 1 ? Answer.LOST_BEFORE_ACTING : Answer.TAKEN;
        DiallerCore dialler = dialler(liveCalls, settings -> settings.withSeparatesParties(false));
        List<CallResult> results = results(dialler.dialAll(Flux.just(request(1), request(1))));
        platform.advance(HOURS);

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        assertNothingIsLeft(dialler);
    }

    @Test
    void aCallOfAnHourAgoIsNotTakenForADialThatWasNotMade() {
        DiallerCore dialler = dialler();
        for (Duration ahead : new Duration[] {Duration.ZERO, Duration.ofHours(-3), null}) {
            platform.clockAhead = ahead;
            platform.nextAnswer = request -> Answer.TAKEN;
            assertThat(ended(dialler.follow(request(1))).outcome()).isEqualTo(Outcome.COMPLETED);
            ended(dialler.follow(request(2)));
            platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;

            assertThat(ended(dialler.follow(request(1))).outcome())
                    .as("clock ahead by " + ahead)
                    .isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void aCallIsFoundByTheServersClockHoweverFarItIsFromThisMachines() {
        platform.delivery = status -> List.of();
        platform.nextAnswer = request -> Answer.LOST_AFTER_ACTING;
        platform.advance(Duration.ofHours(23).plusMinutes(59).plusSeconds(55));
        for (Duration ahead : List.of(Duration.ofHours(-3), Duration.ofHours(3))) {
            platform.clockAhead = ahead;

            assertThat(ended(dialler().follow(request(1))).outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Test
    void aDialJustBeforeMidnightIsFoundAmongTheCallsOfTheNextDay() {
        platform.delivery = status -> List.of();
        platform.answerTime = Duration.ofSeconds(20);
        platform.advance(Duration.ofHours(23).plusMinutes(59).plusSeconds(55));
        for (Duration ahead : new Duration[] {Duration.ZERO, Duration.ofHours(-23), Duration.ofHours(23), null}) {
            platform.clockAhead = ahead;
            assertThat(ended(dialler().follow(request(1))).outcome()).isEqualTo(Outcome.COMPLETED);
            platform.advance(Duration.ofHours(15));
        }
    }

    @Test
    void aCallOfASipAddressIsBoundWithoutItsScheme() {
        platform.delivery = status -> List.of();
        DiallerCore dialler = dialler();
        CreateCall request = request(1).toBuilder().to("sip:alice@example.com").build();
        dialler.follow(request).subscribe();
        platform.advance(SECOND);
        Map<String, String> told = platform.call(0).fields(io.texml.calls.CallStatus.RINGING);
        told.put("From", " 13125550100");
        told.put("To", "alice@example.com;transport=tls");
        platform.call(0).tell(told);

        assertThat(dialler.load().unbound()).isZero();
        assertThat(dialler.load().refusedCallbacks()).isZero();
    }

    @Test
    void anAnswerThatIsLookedUpDoesNotSayWhenTheCallWasAnswered() {
        platform.nextLife =
                request -> new Life(SECOND.multipliedBy(25), Duration.ofHours(1), io.texml.calls.CallStatus.COMPLETED);
        platform.delivery =
                status -> status.equals("completed") ? List.of(Duration.ZERO) : List.of(Duration.ofHours(3));
        List<LiveCallEvent> events = new ArrayList<>();
        dialler().follow(request(1)).subscribe(events::add);
        platform.advance(Duration.ofMinutes(5));
        assertThat(events).extracting(LiveCallEvent::type).containsExactly(Type.DIALLED, Type.ANSWERED);
        Instant seen = events.get(1).at();
        assertThat(seen).isAfter(platform.call(0).began.plusSeconds(24));
        platform.advance(HOURS);

        CallResult result = events.get(2).result();
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.answeredAt()).isNull();
        assertThat(result.isAnswered()).isTrue();
    }

    @Test
    void anAnsweredCallIsCheckedAfterTenMinutesAndThenAfterTwiceAsLong() {
        platform.nextLife = request -> Life.answered(Duration.ofMinutes(15));
        platform.delivery = status -> status.equals("completed") ? List.of() : List.of(Duration.ZERO);
        List<CallResult> results = results(dialler().follow(request(1)));
        platform.advance(Duration.ofSeconds(602));
        assertThat(platform.reads).isZero();
        platform.advance(Duration.ofSeconds(3));
        assertThat(platform.reads).isEqualTo(1);
        platform.advance(Duration.ofMinutes(19));
        assertThat(results).isEmpty();
        platform.advance(Duration.ofMinutes(2));

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.COMPLETED);
        assertThat(platform.reads).isEqualTo(2);
    }

    @Test
    void aCallThatLivesLongerThanItsTimeLimitIsLookedUpAlsoBeforeTenMinutes() {
        platform.delivery = status -> status.equals("completed") ? List.of() : List.of(Duration.ZERO);
        List<CallResult> results = results(dialler()
                .follow(request(1).toBuilder().timeLimit(Duration.ofMinutes(2)).build()));
        platform.advance(Duration.ofSeconds(149));
        assertThat(platform.reads).isZero();
        platform.advance(Duration.ofSeconds(2));

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.COMPLETED);
    }

    @Test
    void newsOfACallBeginTheWaitForItsNextCheckAnew() {
        platform.nextLife = request -> Life.answered(Duration.ofHours(2));
        platform.delivery = status -> status.equals("completed") ? List.of() : List.of(Duration.ZERO);
        dialler().follow(request(1)).subscribe();
        platform.advance(Duration.ofMinutes(29));
        assertThat(platform.reads).isEqualTo(1);
        Map<String, String> news = platform.call(0).fields(io.texml.calls.CallStatus.IN_PROGRESS);
        platform.call(0).tell(news);
        platform.advance(Duration.ofSeconds(599));
        assertThat(platform.reads).isEqualTo(1);
        platform.advance(Duration.ofSeconds(2));

        assertThat(platform.reads).isEqualTo(2);
    }

    @Test
    void lookUpsThatTakeLongAreTwoAtOnceAndNotInStep() {
        platform.delivery = status -> List.of();
        platform.readTime = Duration.ofMillis(350);
        DiallerCore dialler = dialler(LiveCalls.inMemory(50), settings -> settings);
        List<CallResult> results = results(dialler.dialAll(Flux.range(0, 50).map(DiallerTest::request)));
        platform.advance(HOURS);

        assertThat(results).hasSize(50);
        assertThat(platform.mostReadsUnderWay).isEqualTo(2);
        List<Instant> times = platform.readAt.subList(0, 20);
        assertThat(IntStream.range(1, times.size())
                        .mapToObj(i -> Duration.between(times.get(i - 1), times.get(i)))
                        .distinct())
                .hasSizeGreaterThan(3);
    }

    @Test
    void aDialWhoseAnswerWasLostIsLookedForAtOnce() {
        platform.delivery = status -> List.of();
        platform.nextAnswer = request -> Answer.LOST_AFTER_ACTING;
        DiallerCore dialler = dialler();
        dialler.follow(request(1)).subscribe();
        platform.advance(Duration.ofSeconds(2));

        assertThat(dialler.load().unbound()).isZero();
    }

    @Test
    void lookUpsThatFailAreRarerAndRarer() {
        platform.delivery = status -> List.of();
        platform.readsFailWith = new IllegalStateException("a test");
        dialler().follow(request(1)).subscribe();
        platform.advance(Duration.ofMinutes(31));

        assertThat(platform.lists).isBetween(20, 40);
    }

    @Test
    void aCallOfAnotherDialIsNoCandidate() {
        DiallerCore dialler = dialler();
        dialler.follow(request(1)).subscribe();
        platform.advance(SECOND);
        platform.delivery = status -> List.of();
        platform.nextAnswer = request -> Answer.LOST_AFTER_ACTING;
        List<CallResult> results = results(dialler.follow(request(1)));
        platform.advance(HOURS);

        assertThat(results).extracting(CallResult::callSid).containsExactly("v3:call-1");
    }

    @Test
    void callsOfOthersInTheListAreNoCandidates() {
        platform.ignoresFilters = true;
        platform.delivery = status -> List.of();
        DiallerCore dialler = dialler();
        List<CallResult> first = results(dialler.follow(request(1)));
        List<CallResult> second = results(dialler.follow(request(2)));
        platform.advance(HOURS);

        assertThat(first).extracting(CallResult::callSid).containsExactly("v3:call-0");
        assertThat(second).extracting(CallResult::callSid).containsExactly("v3:call-1");
    }

    // What look-ups count for.

    @Test
    void aCallOfWhichNothingWasHeardCountsOnce() {
        platform.delivery = status -> List.of();
        DiallerCore dialler = dialler(liveCalls, settings -> settings.withMissingAfter(3));
        for (int i = 0; i < 2; i++) {
            ended(dialler.follow(request(i)));
        }
        assertThat(dialler.load().foundByLookUp()).isEqualTo(2);
        assertThat(dialler.load().isMissingCallbacks()).isFalse();
        ended(dialler.follow(request(3)));
        assertThat(dialler.load().isMissingCallbacks()).isTrue();
    }

    @Test
    void aDialThatWasNotFoundIsNotCountedAsFoundNorAsOneWithoutCallbacks() {
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        DiallerCore dialler = dialler(liveCalls, settings -> settings.withMissingAfter(1));
        ended(dialler.follow(request(1)));

        assertThat(dialler.load().foundByLookUp()).isZero();
        assertThat(dialler.load().isMissingCallbacks()).isFalse();
    }

    @Test
    void aCallWhoseEndCameMeanwhileIsNotLookedUp() {
        platform.delivery = status -> List.of(Duration.ofSeconds(70));
        DiallerCore dialler = dialler(LiveCalls.inMemory(1_000), settings -> settings);
        dialler.dialAll(Flux.range(0, 1_000).map(DiallerTest::request)).subscribe();
        platform.advance(Duration.ofSeconds(120));
        int before = platform.reads + platform.lists;
        platform.advance(Duration.ofMinutes(30));

        assertThat(platform.reads + platform.lists - before).isLessThan(3);
        assertThat(dialler.load().lookUpsWaiting()).isZero();
    }

    private DiallerCore dialler() {
        return dialler(liveCalls, settings -> settings);
    }

    private DiallerCore dialler(LiveCalls calls, UnaryOperator<TestSettings> change) {
        return new DiallerCore(
                platform, platform.events, change.apply(new TestSettings()).settings(calls));
    }

    private CallResult ended(Flux<?> stream) {
        List<CallResult> results = results(stream);
        platform.advance(HOURS);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    private static List<CallResult> results(Flux<?> stream) {
        List<CallResult> results = new ArrayList<>();
        stream.subscribe(
                told -> {
                    CallResult result = told instanceof LiveCallEvent event ? event.result() : (CallResult) told;
                    if (result != null) {
                        results.add(result);
                    }
                },
                failure -> {});
        return results;
    }

    private static CreateCall request(int number) {
        return DiallerTest.request(number);
    }

    private void assertNothingIsLeft(DiallerCore dialler) {
        assertThat(liveCalls.toString()).startsWith("LiveCalls[0 of");
        assertThat(dialler.load().live()).isZero();
        assertThat(dialler.load().unbound()).isZero();
        assertThat(dialler.load().overdue()).isZero();
        assertThat(dialler.load().waiting()).isZero();
        assertThat(dialler.loop().streams()).isZero();
        assertThat(platform.events.load().subscribers()).isZero();
    }

    private static final class CancelsAtOnce<T> extends BaseSubscriber<T> {

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
            subscription.cancel();
        }
    }

    /** Not a {@link BaseSubscriber}: that one would keep its exceptions from whoever calls it. */
    private static final class ThrowsAlways<T> implements CoreSubscriber<T> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(T told) {
            throw new IllegalStateException("a test");
        }

        @Override
        public void onError(Throwable thrown) {
            throw new IllegalStateException("a test", thrown);
        }

        @Override
        public void onComplete() {
            throw new IllegalStateException("a test");
        }
    }

    /** Permits that count, and can fail. */
    private static final class Permits implements LiveCalls {

        Supplier<Mono<Permit>> acquire = () -> Mono.fromSupplier(Counted::new);
        final List<String> told = new ArrayList<>();
        final List<Integer> renewed = new ArrayList<>();
        Duration every = Duration.ZERO;
        boolean throwsAlways;
        int held;
        int most;

        @Override
        public Mono<Permit> acquire() {
            return acquire.get();
        }

        @Override
        public int most() {
            return Integer.MAX_VALUE;
        }

        @Override
        public void most(int newMost) {}

        @Override
        public Duration renewEvery() {
            return every;
        }

        @Override
        public void renew(Collection<? extends Permit> permits) {
            renewed.add(permits.size());
            fail();
        }

        private void fail() {
            if (throwsAlways) {
                throw new IllegalStateException("a test");
            }
        }

        final class Counted implements Permit {

            boolean holds = true;

            Counted() {
                held++;
                most = Math.max(most, held);
            }

            @Override
            public void dialling(Dial dial) {
                told.add("dialling");
                fail();
            }

            @Override
            public void bound(String callSid) {
                told.add("bound " + callSid);
                fail();
            }

            @Override
            public boolean holds() {
                return holds;
            }

            @Override
            public void release() {
                told.add("release");
                held--;
                fail();
            }
        }
    }
}
