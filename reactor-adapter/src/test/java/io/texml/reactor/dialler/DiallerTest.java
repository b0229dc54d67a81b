package io.texml.reactor.dialler;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ClientClosedException;
import io.texml.RequestValidationException;
import io.texml.TexmlException;
import io.texml.calls.CallEvent;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.FakePlatform.Answer;
import io.texml.reactor.dialler.FakePlatform.Life;
import io.texml.reactor.dialler.LiveCallEvent.Type;
import io.texml.reactor.spi.LiveCalls;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One call, or a few, through what the platform does to them; all of it in virtual time. */
class DiallerTest {

    private static final Duration HOURS = Duration.ofHours(9);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakePlatform platform = new FakePlatform();
    private final LiveCalls liveCalls = LiveCalls.inMemory(2);

    // What is told.

    @Test
    void aCallIsFollowedFromItsDialToItsEnd() {
        List<LiveCallEvent> events = new ArrayList<>();
        dialler().follow(request(1)).subscribe(events::add);
        platform.advance(HOURS);

        assertThat(types(events))
                .containsExactly(Type.DIALLED, Type.INITIATED, Type.RINGING, Type.ANSWERED, Type.ENDED);
        assertThat(events.get(4).callSid()).isEqualTo("v3:call-0");
        CallResult result = events.get(4).result();
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(Duration.between(result.answeredAt(), result.endedAt())).isEqualTo(Duration.ofSeconds(20));
        assertThat(result.isLookedUp()).isFalse();
        assertThat(platform.reads + platform.lists)
                .as("nothing had to be looked up")
                .isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void nothingIsDialledBeforeSomebodySubscribes() {
        DiallerCore dialler = dialler();
        dialler.follow(request(1));
        dialler.dialAll(Flux.range(0, 5).map(DiallerTest::request));
        platform.advance(HOURS);

        assertThat(platform.calls).isEmpty();
    }

    @Test
    void whatComesTooLateIsLeftOutAndWhatWasLostIsNotMadeUp() {
        platform.delivery = status -> switch (status) {
            case "initiated" -> List.of();
            case "ringing" -> List.of(Duration.ofSeconds(10));
            default -> List.of(Duration.ZERO, SECOND);
        };
        List<LiveCallEvent> events = new ArrayList<>();
        dialler().follow(request(1)).subscribe(events::add);
        platform.advance(HOURS);

        assertThat(types(events)).containsExactly(Type.DIALLED, Type.ANSWERED, Type.ENDED);
    }

    @Test
    void anEndThatOvertakesEverythingElseIsTheEnd() {
        platform.delivery = status -> List.of(status.equals("completed") ? Duration.ZERO : Duration.ofMinutes(1));
        List<LiveCallEvent> events = new ArrayList<>();
        dialler().follow(request(1)).subscribe(events::add);
        platform.advance(HOURS);

        assertThat(types(events)).containsExactly(Type.DIALLED, Type.ENDED);
        assertThat(events.get(1).result().outcome()).isEqualTo(Outcome.COMPLETED);
        assertAllPermitsAreBack();
    }

    @Test
    void eachEndHasItsOutcome() {
        Map<CallStatus, Outcome> expected = new LinkedHashMap<>();
        expected.put(CallStatus.BUSY, Outcome.BUSY);
        expected.put(CallStatus.NO_ANSWER, Outcome.NO_ANSWER);
        expected.put(CallStatus.FAILED, Outcome.FAILED);
        expected.put(CallStatus.CANCELED, Outcome.CANCELED);
        expected.forEach((end, outcome) -> {
            platform.nextLife = request -> new Life(SECOND, Duration.ofSeconds(2), end);
            assertThat(ended(dialler().follow(request(1))).outcome()).isEqualTo(outcome);
        });
    }

    @Test
    void aSidInTheAnswerIsTheCalls() {
        platform.nextAnswer = request -> Answer.TAKEN_WITH_SID;
        platform.delivery = status -> List.of();
        List<LiveCallEvent> events = new ArrayList<>();
        dialler().follow(request(1)).subscribe(events::add);
        platform.advance(SECOND);

        assertThat(events.get(0).callSid()).isEqualTo("v3:call-0");
    }

    // What is not this call's.

    @Test
    void aReferenceBindsOnlyACallOfTheSameTwoParties() {
        platform.delivery = status -> List.of();
        DiallerCore dialler = dialler();
        List<LiveCallEvent> events = new ArrayList<>();
        dialler.follow(request(1)).subscribe(events::add);
        platform.advance(SECOND);
        Map<String, String> foreign = platform.call(0).fields(CallStatus.COMPLETED);
        foreign.put("To", "+13125559999");
        foreign.put("CallSid", "v3:foreign");
        platform.call(0).tell(foreign);

        assertThat(types(events)).containsExactly(Type.DIALLED);
        assertThat(dialler.load().refusedCallbacks()).isEqualTo(1);
        assertThat(dialler.load().unbound()).isEqualTo(1);
    }

    @Test
    void onceBoundAReferenceTakesNoOtherSid() {
        DiallerCore dialler = dialler();
        List<LiveCallEvent> events = new ArrayList<>();
        dialler.follow(request(1)).subscribe(events::add);
        platform.advance(SECOND);
        Map<String, String> foreign = platform.call(0).fields(CallStatus.COMPLETED);
        foreign.put("CallSid", "v3:foreign");
        platform.call(0).tell(foreign);

        assertThat(types(events)).containsExactly(Type.DIALLED, Type.INITIATED, Type.RINGING);
        assertThat(dialler.load().refusedCallbacks()).isEqualTo(1);
    }

    @Test
    void oneSidBelongsToOneCall() {
        platform.delivery = status -> List.of();
        DiallerCore dialler = dialler(settings -> settings.withSeparatesParties(false));
        dialler.follow(request(1)).subscribe();
        dialler.follow(request(1)).subscribe();
        platform.advance(SECOND);
        Map<String, String> first = platform.call(0).fields(CallStatus.RINGING);
        platform.call(0).tell(first);
        first.put("Timestamp", platform.now().plusMillis(1).toString());
        platform.call(1).tell(first);

        assertThat(dialler.load().unbound()).isEqualTo(1);
        assertThat(dialler.load().refusedCallbacks()).isEqualTo(1);
    }

    /** A platform that was reset begins its sids anew. */
    @Test
    void aSidIsFreeFiveMinutesAfterItsCallHasEndedThoughNoOtherCallEnds() {
        DiallerCore dialler = dialler(settings -> settings.withSeparatesParties(false));
        ended(dialler.follow(request(1)));
        platform.advance(Duration.ofMinutes(6));
        platform.delivery = status -> List.of();
        dialler.follow(request(1)).subscribe();
        platform.advance(SECOND);
        Map<String, String> fields = platform.call(1).fields(CallStatus.RINGING);
        fields.put("CallSid", platform.call(0).fields(CallStatus.RINGING).get("CallSid"));
        platform.call(1).tell(fields);

        assertThat(dialler.load().refusedCallbacks()).isZero();
        assertThat(dialler.load().unbound()).isZero();
    }

    @Test
    void aStatusCallbackOfTheCallersOwnIsRefused() {
        CreateCall request = request(1).toBuilder()
                .statusCallback(URI.create("https://elsewhere.example.com"))
                .build();
        List<Throwable> failures = new ArrayList<>();
        dialler().follow(request).subscribe(event -> {}, failures::add);

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0))
                .isInstanceOf(RequestValidationException.class)
                .hasMessageContaining("StatusCallback must not be set");
        assertThat(ended(Flux.from(dialler().dialAll(Mono.just(request)))).outcome())
                .isEqualTo(Outcome.NOT_DIALLED);
        assertThat(platform.calls).isEmpty();
    }

    @Test
    void aStatusCallbackOfTheCallersOwnGetsTheEventsThatItAskedFor() {
        List<String> forwarded = new ArrayList<>();
        DiallerCore dialler = dialler(settings -> settings.withForwarder((url, told) -> {
            forwarded.add(url + " " + told.callStatus().value());
            return Mono.empty();
        }));
        dialler.follow(request(1).toBuilder()
                        .statusCallback(URI.create("https://elsewhere.example.com"))
                        .statusCallbackEvents(List.of(CallEvent.ANSWERED, CallEvent.COMPLETED))
                        .build())
                .subscribe();
        dialler.follow(request(2).toBuilder()
                        .statusCallback(URI.create("https://third.example.com"))
                        .build())
                .subscribe();
        platform.advance(HOURS);

        assertThat(forwarded)
                .containsExactlyInAnyOrder(
                        "https://elsewhere.example.com in-progress",
                        "https://elsewhere.example.com completed",
                        "https://third.example.com completed");
    }

    @Test
    void otherCallbacksOfTheCallersOwnAreKept() {
        String recordings = "https://elsewhere.example.com/recordings";
        String machines = "https://elsewhere.example.com/machines";
        dialler()
                .follow(request(1).toBuilder()
                        .record(true)
                        .recordingStatusCallback(URI.create(recordings))
                        .asyncMachineDetection(true)
                        .asyncMachineDetectionStatusCallback(URI.create(machines))
                        .build())
                .subscribe();
        platform.advance(SECOND);

        CreateCall sent = platform.call(0).request;
        assertThat(FakePlatform.text(sent, "RecordingStatusCallback")).isEqualTo(recordings);
        assertThat(FakePlatform.text(sent, "AsyncAmdStatusCallback")).isEqualTo(machines);
    }

    // Lost callbacks.

    @Test
    void anEndThatDoesNotComeIsLookedUp() {
        platform.delivery = status -> status.equals("completed") ? List.of() : List.of(Duration.ZERO);
        CallResult result = ended(dialler().follow(request(1)));

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.isLookedUp()).isTrue();
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(23));
        assertAllPermitsAreBack();
    }

    @Test
    void aCallThatRingsLongerThanItsTimeoutIsLookedUp() {
        platform.nextLife = request -> Life.busy();
        platform.delivery = status -> status.equals("busy") ? List.of() : List.of(Duration.ZERO);
        DiallerCore dialler = dialler();
        List<CallResult> results = results(dialler.follow(request(1)));
        platform.advance(Duration.ofSeconds(59));
        assertThat(platform.reads).as("Timeout and slack are not over").isZero();
        platform.advance(Duration.ofSeconds(2));

        assertThat(results).hasSize(1);
        assertThat(results.get(0).outcome()).isEqualTo(Outcome.BUSY);
        assertThat(dialler.load().foundByLookUp()).isEqualTo(1);
    }

    @Test
    void aCallOfWhichNothingWasHeardIsFoundInTheList() {
        platform.delivery = status -> List.of();
        CallResult result = ended(dialler().follow(request(1)));

        assertThat(result.callSid()).isEqualTo("v3:call-0");
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertAllPermitsAreBack();
    }

    @Test
    void whatTheApiShowsLateIsWaitedFor() {
        platform.lag = Duration.ofSeconds(80);
        platform.delivery = status -> List.of();
        CallResult result = ended(dialler().follow(request(1)));

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(platform.lists).isGreaterThan(1);
    }

    @Test
    void twoCallsThatCouldBeItAreNone() {
        platform.delivery = status -> List.of();
        CreateCall request = request(1);
        FakePlatform.LiveCall somebodyElses = platform.new LiveCall(request, Life.answered(SECOND));
        platform.calls.add(somebodyElses);
        somebodyElses.isVisible = true;
        DiallerCore dialler = dialler();
        List<CallResult> results = results(dialler.follow(request));
        platform.advance(Duration.ofMinutes(5));

        assertThat(results).hasSize(1);
        assertThat(results.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(dialler.load().live())
                .as("it may live as long as its TimeLimit")
                .isEqualTo(1);
        platform.advance(Duration.ofHours(5));
        assertThat(dialler.load().live()).isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void aCallOfADialThatBecameUnknownIsNotTakenForALaterOne() {
        platform.delivery = status -> List.of();
        platform.lag = Duration.ofMinutes(20);
        DiallerCore dialler = dialler();
        List<CallResult> first = results(dialler.follow(request(1)));
        platform.advance(Duration.ofMinutes(5));
        assertThat(first.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        List<CallResult> second = results(dialler.follow(request(1)));
        platform.advance(Duration.ofMinutes(30));

        assertThat(second.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(second.get(0).callSid()).isNull();
    }

    @Test
    void aCallbackThatComesAfterUnknownWasToldGivesThePermitBack() {
        platform.delivery = status -> status.equals("completed") ? List.of(Duration.ofMinutes(30)) : List.of();
        platform.lag = Duration.ofHours(20);
        DiallerCore dialler = dialler();
        List<CallResult> results = results(dialler.follow(request(1)));
        platform.advance(Duration.ofMinutes(29));
        assertThat(results.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(dialler.load().live()).isEqualTo(1);
        platform.advance(Duration.ofMinutes(2));

        assertThat(dialler.load().live()).isZero();
        assertThat(results).hasSize(1);
        assertAllPermitsAreBack();
    }

    @Test
    void lookUpsAreBoundedAndBehindDials() {
        LiveCalls many = LiveCalls.inMemory(1_000);
        platform.delivery = status -> List.of();
        platform.hasWaiting = true;
        DiallerCore dialler = dialler(many, settings -> settings);
        List<CallResult> results = new ArrayList<>();
        dialler.dialAll(Flux.range(0, 1_000).map(DiallerTest::request)).subscribe(results::add);
        platform.advance(Duration.ofSeconds(130));
        int behindDials = platform.lists;
        assertThat(behindDials).as("one in five seconds while dials wait").isBetween(1, 20);
        platform.hasWaiting = false;
        platform.advance(Duration.ofSeconds(10));

        assertThat(platform.lists + platform.reads - behindDials)
                .as("five a second at most, give or take the jitter")
                .isBetween(30, 100);
        platform.advance(HOURS);
        assertThat(results).hasSize(1_000).allMatch(result -> result.outcome() == Outcome.COMPLETED);
    }

    @Test
    void whenAllCallbacksAreMissingItIsSaidOnceAndDiallingStopsIfWanted() {
        platform.delivery = status -> List.of();
        DiallerCore dialler = dialler(settings -> settings.withMissingAfter(3).withStopsWhenMissing(true));
        List<CallResult> results = new ArrayList<>();
        dialler.dialAll(Flux.range(0, 10).map(DiallerTest::request)).subscribe(results::add);
        platform.advance(HOURS);

        assertThat(dialler.load().isMissingCallbacks()).isTrue();
        assertThat(dialler.load().isPaused()).isTrue();
        assertThat(results).hasSizeBetween(3, 5);
        platform.delivery = status -> List.of(Duration.ZERO);
        dialler.resume();
        platform.advance(HOURS);
        assertThat(results).hasSize(10);
        assertThat(dialler.load().isMissingCallbacks()).isFalse();
    }

    // Unknown outcomes.

    @Test
    void aDialWhoseAnswerWasLostIsFollowedWhenACallbackComes() {
        platform.nextAnswer = request -> Answer.LOST_AFTER_ACTING;
        CallResult result = ended(dialler().follow(request(1)));

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.isLookedUp()).isFalse();
        assertAllPermitsAreBack();
    }

    @Test
    void aDialWhoseAnswerWasLostIsLookedForAndFollowedWhenItIsFound() {
        platform.nextAnswer = request -> Answer.LOST_AFTER_ACTING;
        platform.delivery = status -> List.of();
        CallResult result = ended(dialler().follow(request(1)));

        assertThat(result.callSid()).isEqualTo("v3:call-0");
        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertAllPermitsAreBack();
    }

    @Test
    void aDialThatIsNotFoundIsUnknownAndNeverDialledAgain() {
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        CallResult result = ended(dialler().follow(request(1)));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.failure()).isInstanceOf(TexmlException.class);
        assertThat(platform.dialsRequested).isEqualTo(1);
        assertAllPermitsAreBack();
    }

    @Test
    void whereItIsWantedADialThatIsNotFoundIsDialledOnceMoreAndNotTwice() {
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        DiallerCore dialler = dialler(TestSettings::withRedialsUnknown);
        assertThat(ended(dialler.follow(request(1))).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(platform.dialsRequested).isEqualTo(2);
        assertThat(ended(dialler.dialAll(Flux.just(request(2)))).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(platform.dialsRequested).isEqualTo(4);
        assertAllPermitsAreBack();
    }

    @Test
    void afterAStopADialThatIsNotFoundIsUnknownAndNotDialledOnceMore() {
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        DiallerCore dialler = dialler(TestSettings::withRedialsUnknown);
        List<LiveCallEvent> events = new ArrayList<>();
        dialler.follow(request(1)).subscribe(events::add);
        platform.advance(SECOND);
        dialler.stop().subscribe();
        platform.advance(HOURS);

        assertThat(events).last().extracting(event -> event.result().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(platform.dialsRequested).isEqualTo(1);
        assertAllPermitsAreBack();
    }

    @Test
    void aRefusedDialFailsAndGivesItsPermitBack() {
        platform.nextAnswer = request -> Answer.REFUSED;
        List<Throwable> failures = new ArrayList<>();
        DiallerCore dialler = dialler();
        dialler.follow(request(1)).subscribe(event -> {}, failures::add);
        platform.advance(SECOND);

        assertThat(failures).hasSize(1);
        assertThat(failures.get(0)).isInstanceOf(TexmlException.class);
        assertThat(dialler.load().live()).isZero();
        assertAllPermitsAreBack();
    }

    // Cancel.

    @Test
    void aDialThatIsCancelledBeforeItsTurnIsNotMade() {
        DiallerCore dialler = dialler();
        dialler.follow(request(1)).subscribe();
        dialler.follow(request(2)).subscribe();
        Disposable waiting = dialler.follow(request(3)).subscribe();
        platform.advance(SECOND);
        waiting.dispose();
        platform.advance(HOURS);

        assertThat(platform.calls).hasSize(2);
        assertAllPermitsAreBack();
    }

    @Test
    void aCancelHangsUpACallThatLives() {
        DiallerCore dialler = dialler();
        Disposable call = dialler.follow(request(1)).subscribe();
        platform.advance(Duration.ofSeconds(10));
        call.dispose();

        assertThat(platform.hangUps).isEqualTo(1);
        assertThat(dialler.load().live()).isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void aCallThatWasHungUpAndWhoseEndIsNotToldIsLookedUpSoon() {
        platform.delivery = status -> status.equals("completed") ? List.of() : List.of(Duration.ZERO);
        platform.lag = Duration.ofSeconds(20);
        DiallerCore dialler = dialler();
        Disposable call = dialler.follow(request(1)).subscribe();
        platform.advance(Duration.ofSeconds(10));
        call.dispose();
        assertThat(dialler.load().live()).isEqualTo(1);
        platform.advance(Duration.ofSeconds(60));

        assertThat(dialler.load().live()).isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void aCancelBeforeTheSidIsKnownKeepsThePermitAndHangsUpOnFirstSight() {
        platform.delivery = status -> List.of(Duration.ofSeconds(5));
        DiallerCore dialler = dialler();
        Disposable call = dialler.follow(request(1)).subscribe();
        platform.advance(SECOND);
        call.dispose();
        assertThat(dialler.load().live()).isEqualTo(1);
        assertThat(platform.hangUps).isZero();
        platform.advance(Duration.ofSeconds(5));
        assertThat(platform.hangUps).isEqualTo(1);
        platform.advance(Duration.ofSeconds(6));

        assertThat(dialler.load().live()).isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void aCancelWhileTheDialIsUnderWayTakesItsCallDown() {
        platform.answerTime = Duration.ofSeconds(4);
        DiallerCore dialler = dialler();
        Disposable call = dialler.follow(request(1)).subscribe();
        platform.advance(SECOND);
        call.dispose();
        platform.advance(Duration.ofSeconds(2));

        assertThat(platform.hangUps).isEqualTo(1);
        assertThat(platform.live).isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void aCancelCanLetTheCallGoOnUnheard() {
        DiallerCore dialler = dialler(settings -> settings.withHangsUpOnCancel(false));
        List<LiveCallEvent> events = new ArrayList<>();
        Disposable call = dialler.follow(request(1)).subscribe(events::add);
        platform.advance(Duration.ofSeconds(10));
        int told = events.size();
        call.dispose();
        assertThat(dialler.load().live()).isEqualTo(1);
        platform.advance(HOURS);

        assertThat(platform.hangUps).isZero();
        assertThat(events).hasSize(told);
        assertThat(dialler.load().live()).isZero();
        assertAllPermitsAreBack();
    }

    // Many.

    @Test
    void theNextRequestIsTakenWhenACallMayLiveAndNotBefore() {
        List<Integer> taken = new ArrayList<>();
        List<CallResult> results = new ArrayList<>();
        dialler().dialAll(source(10, taken)).subscribe(results::add);
        platform.advance(Duration.ofSeconds(20));
        assertThat(taken).containsExactly(0, 1);
        platform.advance(Duration.ofSeconds(5));
        assertThat(taken).containsExactly(0, 1, 2, 3);
        platform.advance(HOURS);

        assertThat(results).hasSize(10);
        assertThat(platform.mostLive).isEqualTo(2);
        assertAllPermitsAreBack();
    }

    @Test
    void nothingIsTakenWhileThePaceIsClosed() {
        List<Integer> taken = new ArrayList<>();
        platform.opensAfter = Duration.ofMinutes(1);
        dialler().dialAll(source(10, taken)).subscribe();
        platform.advance(Duration.ofSeconds(59));
        assertThat(taken).isEmpty();
        platform.advance(SECOND);
        assertThat(taken).containsExactly(0);
    }

    @Test
    void nothingIsTakenBeyondWhatTheSubscriberAskedFor() {
        List<Integer> taken = new ArrayList<>();
        List<CallResult> results = new ArrayList<>();
        BaseSubscriber<CallResult> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {}

            @Override
            protected void hookOnNext(CallResult result) {
                results.add(result);
            }
        };
        dialler().dialAll(source(10, taken)).subscribe(subscriber);
        platform.advance(HOURS);
        assertThat(taken).isEmpty();
        subscriber.request(3);
        platform.advance(HOURS);

        assertThat(taken).containsExactly(0, 1, 2);
        assertThat(results).hasSize(3);
    }

    @Test
    void streamsOfOneDiallerTakeTurns() {
        LiveCalls one = LiveCalls.inMemory(1);
        DiallerCore dialler = dialler(one, settings -> settings);
        dialler.dialAll(Flux.range(0, 20).map(DiallerTest::request)).subscribe();
        dialler.dialAll(Flux.range(100, 20).map(DiallerTest::request)).subscribe();
        dialler.follow(request(200)).subscribe();
        platform.advance(Duration.ofMinutes(3));

        List<String> dialled = platform.calls.stream()
                .map(call -> FakePlatform.text(call.request, "To"))
                .toList();
        assertThat(dialled.subList(0, 7))
                .containsExactly(number(0), number(1), number(100), number(200), number(2), number(101), number(3));
    }

    @Test
    void aSourceThatHasNothingKeepsNobodyElseFromDialling() {
        LiveCalls one = LiveCalls.inMemory(1);
        DiallerCore dialler = dialler(one, settings -> settings);
        Sinks.Many<CreateCall> quiet = Sinks.many().unicast().onBackpressureBuffer();
        List<CallResult> results = new ArrayList<>();
        dialler.dialAll(quiet.asFlux()).subscribe(results::add);
        assertThat(ended(dialler.follow(request(1))).outcome()).isEqualTo(Outcome.COMPLETED);
        quiet.tryEmitNext(request(2));
        platform.advance(HOURS);

        assertThat(results).hasSize(1);
    }

    @Test
    void oneFailureEndsOneCallAndNotTheStream() {
        platform.nextAnswer =
                request -> FakePlatform.text(request, "To").equals(number(1)) ? Answer.REFUSED : Answer.TAKEN;
        List<CallResult> results = results(dialler().dialAll(Flux.range(0, 3).map(DiallerTest::request)));
        platform.advance(HOURS);

        assertThat(results)
                .extracting(CallResult::outcome)
                .containsExactlyInAnyOrder(Outcome.COMPLETED, Outcome.NOT_DIALLED, Outcome.COMPLETED);
    }

    @Test
    void aSourceThatFailsLetsItsCallsComeToTheirEnds() {
        List<CallResult> results = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        dialler()
                .dialAll(Flux.just(request(1)).concatWith(Mono.error(new IllegalStateException("a test"))))
                .subscribe(results::add, failures::add);
        platform.advance(SECOND);
        assertThat(failures).isEmpty();
        platform.advance(HOURS);

        assertThat(results).hasSize(1);
        assertThat(failures).hasSize(1);
    }

    @Test
    void cancellingAStreamTakesItsCallsDownAndAsksForNothingMore() {
        List<Integer> taken = new ArrayList<>();
        Disposable stream = dialler().dialAll(source(10, taken)).subscribe();
        platform.advance(Duration.ofSeconds(10));
        stream.dispose();
        platform.advance(HOURS);

        assertThat(taken).containsExactly(0, 1);
        assertThat(platform.hangUps).isEqualTo(2);
        assertAllPermitsAreBack();
    }

    @Test
    void moreCallsMayLiveFromNowOnAndFewer() {
        DiallerCore dialler = dialler();
        dialler.dialAll(Flux.range(0, 100).map(DiallerTest::request)).subscribe();
        platform.advance(SECOND);
        assertThat(platform.live).isEqualTo(2);
        dialler.maxLiveCalls(5);
        platform.advance(SECOND);
        assertThat(platform.live).isEqualTo(5);
        dialler.maxLiveCalls(1);
        platform.advance(Duration.ofSeconds(40));
        assertThat(platform.live).isEqualTo(1);
    }

    @Test
    void dialsBetweenTheSameTwoWaitUntilTheFirstIsKnown() {
        platform.delivery = status -> List.of(Duration.ofSeconds(5));
        DiallerCore dialler = dialler();
        dialler.follow(request(1)).subscribe();
        dialler.follow(request(1)).subscribe();
        platform.advance(Duration.ofSeconds(4));
        assertThat(platform.calls).hasSize(1);
        platform.advance(Duration.ofSeconds(2));

        assertThat(platform.calls).hasSize(2);
        platform.advance(HOURS);
        assertAllPermitsAreBack();
    }

    // Its own life.

    @Test
    void whilePausedNothingIsTakenAndWhatLivesGoesOn() {
        DiallerCore dialler = dialler();
        List<CallResult> results = results(dialler.dialAll(Flux.range(0, 4).map(DiallerTest::request)));
        platform.advance(SECOND);
        dialler.pause();
        platform.advance(HOURS);
        assertThat(results).hasSize(2);
        dialler.resume();
        platform.advance(HOURS);

        assertThat(results).hasSize(4);
        assertAllPermitsAreBack();
    }

    @Test
    void stoppingTellsWhatWasNotDialledAndEndsWithTheLastCall() {
        DiallerCore dialler = dialler();
        List<Throwable> failures = new ArrayList<>();
        List<CallResult> results = results(dialler.dialAll(Flux.range(0, 4).map(DiallerTest::request)));
        platform.advance(SECOND);
        dialler.follow(request(9)).subscribe(event -> {}, failures::add);
        boolean[] stopped = new boolean[1];
        dialler.stop().subscribe(nothing -> {}, failure -> {}, () -> stopped[0] = true);

        assertThat(failures).hasSize(1);
        assertThat(stopped[0]).isFalse();
        platform.advance(HOURS);
        assertThat(stopped[0]).isTrue();
        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.COMPLETED, Outcome.COMPLETED);
        dialler.follow(request(10)).subscribe(event -> {}, failures::add);
        assertThat(failures).hasSize(2);
        assertAllPermitsAreBack();
    }

    @Test
    void aDialWhoseCallLivesIsToldItsEndAfterAStop() {
        DiallerCore dialler = dialler();
        List<Throwable> failures = new ArrayList<>();
        List<LiveCallEvent> events = new ArrayList<>();
        dialler.follow(request(1)).subscribe(events::add, failures::add);
        platform.advance(SECOND);
        dialler.stop().subscribe();
        platform.advance(HOURS);

        assertThat(failures).isEmpty();
        assertThat(events).last().satisfies(event -> assertThat(event.result().outcome())
                .isEqualTo(Outcome.COMPLETED));
        assertAllPermitsAreBack();
    }

    @Test
    void aClosedClientLeavesNoPermitBehind() {
        platform.delivery = status -> List.of();
        DiallerCore dialler = dialler();
        List<CallResult> results = results(dialler.dialAll(Flux.range(0, 2).map(DiallerTest::request)));
        platform.advance(SECOND);
        platform.readsFailWith = new ClientClosedException(FakePlatform.details(false));
        platform.advance(Duration.ofMinutes(2));

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
        assertAllPermitsAreBack();
    }

    @Test
    void lookUpsThatFailAreTriedAgain() {
        platform.delivery = status -> List.of();
        platform.readsFailWith = new IllegalStateException("a test");
        DiallerCore dialler = dialler();
        List<CallResult> results = results(dialler.follow(request(1)));
        platform.advance(Duration.ofMinutes(10));
        assertThat(results).isEmpty();
        assertThat(dialler.load().overdue()).isEqualTo(1);
        platform.readsFailWith = null;
        platform.advance(Duration.ofMinutes(3));

        assertThat(results).extracting(CallResult::outcome).containsExactly(Outcome.COMPLETED);
        assertAllPermitsAreBack();
    }

    @Test
    void instrumentationsHearOfEveryCallAndMayThrow() {
        List<Outcome> heard = new ArrayList<>();
        DiallerCore dialler = dialler(settings -> settings.withInstrumentation(() -> result -> {
                    heard.add(result.outcome());
                    throw new IllegalStateException("a test");
                })
                .withInstrumentation(() -> {
                    throw new IllegalStateException("a test");
                }));
        platform.nextAnswer =
                request -> FakePlatform.text(request, "To").equals(number(1)) ? Answer.REFUSED : Answer.TAKEN;
        dialler.dialAll(Flux.range(0, 3).map(DiallerTest::request)).subscribe();
        platform.advance(HOURS);

        assertThat(heard).containsExactlyInAnyOrder(Outcome.COMPLETED, Outcome.NOT_DIALLED, Outcome.COMPLETED);
        assertThat(dialler.load().ended(Outcome.COMPLETED)).isEqualTo(2);
        assertThat(dialler.load().ended(Outcome.NOT_DIALLED)).isEqualTo(1);
        assertThat(dialler.load().ended(Outcome.BUSY)).isZero();
    }

    @Test
    void theResultWaitsForTheRecordingAndThePermitDoesNot() {
        CreateCall recorded = request(1).toBuilder().record(true).build();
        DiallerCore dialler = dialler();
        List<CallResult> results = results(dialler.follow(recorded));
        platform.advance(Duration.ofSeconds(25));
        assertThat(results).isEmpty();
        assertAllPermitsAreBack();
        FakePlatform.LiveCall call = platform.call(0);
        Map<String, String> fields = call.fields(CallStatus.COMPLETED);
        fields.keySet().retainAll(List.of("CallSid", "From", "To"));
        fields.put("RecordingSid", "RE1");
        fields.put("RecordingStatus", "completed");
        platform.tell(FakePlatform.text(call.request, "RecordingStatusCallback"), fields);

        assertThat(results).hasSize(1);
        assertThat(results.get(0).recordings()).hasSize(1);
    }

    @Test
    void theResultDoesNotWaitForARecordingForEver() {
        List<CallResult> results =
                results(dialler().follow(request(1).toBuilder().record(true).build()));
        platform.advance(Duration.ofSeconds(34));

        assertThat(results).hasSize(1);
        assertThat(results.get(0).recordings()).isEmpty();
    }

    @Test
    void aPermitThatCannotBeHadIsAskedForAgain() {
        int[] asked = new int[1];
        LiveCalls failing = new LiveCalls() {
            @Override
            public Mono<Permit> acquire() {
                return ++asked[0] < 4 ? Mono.error(new IllegalStateException("a test")) : liveCalls.acquire();
            }

            @Override
            public int most() {
                return liveCalls.most();
            }

            @Override
            public void most(int most) {}
        };
        List<CallResult> results =
                results(dialler(failing, settings -> settings).follow(request(1)));
        platform.advance(Duration.ofMillis(6_900));
        assertThat(platform.calls).isEmpty();
        platform.advance(HOURS);

        assertThat(results).hasSize(1);
        assertAllPermitsAreBack();
    }

    @Test
    void aWatchedCallIsFollowedWithoutAPermit() {
        DiallerCore dialler = dialler();
        dialler.follow(request(1)).subscribe();
        platform.advance(Duration.ofSeconds(4));
        List<LiveCallEvent> events = new ArrayList<>();
        dialler.watch("v3:call-0").subscribe(events::add);
        platform.advance(HOURS);

        assertThat(types(events)).contains(Type.ANSWERED, Type.ENDED);
        List<LiveCallEvent> afterwards = new ArrayList<>();
        dialler.watch("v3:call-0").subscribe(afterwards::add);
        platform.advance(SECOND);
        assertThat(types(afterwards)).as("it is over already").containsExactly(Type.ENDED);
    }

    private DiallerCore dialler() {
        return dialler(settings -> settings);
    }

    private DiallerCore dialler(UnaryOperator<TestSettings> change) {
        return dialler(liveCalls, change);
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
        stream.subscribe(told -> {
            CallResult result = told instanceof LiveCallEvent event ? event.result() : (CallResult) told;
            if (result != null) {
                results.add(result);
            }
        });
        return results;
    }

    private void assertAllPermitsAreBack() {
        assertThat(liveCalls.toString()).startsWith("LiveCalls[0 of");
    }

    private static List<Type> types(List<LiveCallEvent> events) {
        return events.stream().map(LiveCallEvent::type).toList();
    }

    private static Flux<CreateCall> source(int count, List<Integer> taken) {
        return Flux.<CreateCall, Integer>generate(() -> 0, (next, sink) -> {
            if (next == count) {
                sink.complete();
            } else {
                taken.add(next);
                sink.next(request(next));
            }
            return next + 1;
        });
    }

    static CreateCall request(int number) {
        return CreateCall.builder()
                .applicationSid("1494404757140276705")
                .from("+13125550100")
                .to(number(number))
                .build();
    }

    static String number(int number) {
        return "+1312556" + String.format("%04d", number);
    }
}
