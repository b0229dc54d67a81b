package io.texml.reactor.dialler;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ClientClosedException;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.dialler.FakePlatform.Answer;
import io.texml.reactor.dialler.FakePlatform.Life;
import io.texml.reactor.spi.LiveCalls;
import io.texml.reactor.spi.LiveCalls.Dial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Dials that have a last word, and dials that another process made. */
class PlannedDialTest {

    private static final Duration HOURS = Duration.ofHours(9);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakePlatform platform = new FakePlatform();
    private final LiveCalls liveCalls = LiveCalls.inMemory(2);
    private final List<CallResult> results = new ArrayList<>();
    private @Nullable Throwable failure;

    // The last word.

    @Test
    void theLastWordIsAskedWhenNothingElseIsWaitedForAndToldTheReference() {
        platform.opensAfter = Duration.ofMinutes(1);
        List<Dial> asked = new ArrayList<>();
        dial(dialler(), planned(1, dial -> {
            asked.add(dial);
            return Mono.just(true);
        }));
        platform.advance(Duration.ofSeconds(59));
        assertThat(asked).isEmpty();
        platform.advance(SECOND);
        assertThat(asked).hasSize(1);
        assertThat(platform.dialsRequested).isEqualTo(1);
        platform.advance(HOURS);

        assertThat(FakePlatform.text(platform.call(0).request, "StatusCallback"))
                .contains(asked.get(0).reference());
        assertThat(asked.get(0).to()).isEqualTo(DiallerTest.number(1));
        assertThat(results.get(0).outcome()).isEqualTo(Outcome.COMPLETED);
        assertAllPermitsAreBack();
    }

    @Test
    void nothingIsSentUnlessTheLastWordIsTrue() {
        RuntimeException broken = new IllegalStateException("a test");
        dial(
                dialler(),
                planned(1, dial -> Mono.just(false)),
                planned(2, dial -> Mono.empty()),
                planned(3, dial -> Mono.error(broken)),
                planned(4, dial -> {
                    throw broken;
                }),
                PlannedDial.of(DiallerTest.request(5)));
        platform.advance(HOURS);

        assertThat(platform.dialsRequested).isEqualTo(1);
        assertThat(results).hasSize(5);
        assertThat(results.subList(0, 4))
                .allMatch(result -> result.outcome() == Outcome.NOT_DIALLED && result.dialledAt() == null);
        assertThat(results.get(0).failure()).isInstanceOf(CancellationException.class);
        assertThat(results.get(1).failure()).isInstanceOf(CancellationException.class);
        assertThat(results.get(2).failure()).isSameAs(broken);
        assertThat(results.get(3).failure()).isSameAs(broken);
        assertAllPermitsAreBack();
    }

    @Test
    void nobodyElseIsDialledWhileALastWordIsAwaited() {
        Sinks.One<Boolean> word = Sinks.one();
        DiallerCore dialler = dialler();
        dial(dialler, planned(1, dial -> word.asMono()));
        dial(dialler, PlannedDial.of(DiallerTest.request(2)));
        platform.advance(Duration.ofMinutes(1));
        assertThat(platform.dialsRequested).isZero();
        word.tryEmitValue(true);
        platform.advance(HOURS);

        assertThat(platform.calls).hasSize(2);
        assertThat(results.get(0).request()).isEqualTo(DiallerTest.request(1));
        assertThat(Duration.between(results.get(0).dialledAt(), platform.call(0).began))
                .as("the time of a dial is when it is sent")
                .isLessThan(SECOND);
        assertAllPermitsAreBack();
    }

    @Test
    void aDialThatIsCancelledWhileItsLastWordIsAwaitedIsNotMade() {
        Sinks.One<Boolean> word = Sinks.one();
        List<String> cancelled = new ArrayList<>();
        DiallerCore dialler = dialler();
        Disposable waiting =
                dial(dialler, planned(1, dial -> word.asMono().doOnCancel(() -> cancelled.add("cancelled"))));
        dial(dialler, PlannedDial.of(DiallerTest.request(2)));
        platform.advance(SECOND);
        waiting.dispose();
        word.tryEmitValue(true);
        platform.advance(HOURS);

        assertThat(cancelled).hasSize(1);
        assertThat(platform.calls).hasSize(1);
        assertThat(results).hasSize(1);
        assertThat(dialler.load().live()).isZero();
        assertAllPermitsAreBack();
    }

    @Test
    void aStopDialsNothingWhoseLastWordIsAwaited() {
        Sinks.One<Boolean> word = Sinks.one();
        DiallerCore dialler = dialler();
        dial(dialler, planned(1, dial -> word.asMono()));
        platform.advance(SECOND);
        dialler.stop().subscribe();
        word.tryEmitValue(true);
        platform.advance(HOURS);

        assertThat(platform.dialsRequested).isZero();
        assertThat(results.get(0).outcome()).isEqualTo(Outcome.NOT_DIALLED);
        assertThat(results.get(0).failure()).hasMessageContaining("stopped");
        assertAllPermitsAreBack();
    }

    @Test
    void aPauseLetsADialGoWhoseLastWordIsAwaited() {
        Sinks.One<Boolean> word = Sinks.one();
        DiallerCore dialler = dialler();
        dial(dialler, planned(1, dial -> word.asMono()), planned(2, dial -> Mono.just(true)));
        platform.advance(SECOND);
        dialler.pause();
        word.tryEmitValue(true);
        platform.advance(HOURS);
        assertThat(platform.calls).hasSize(1);
        dialler.resume();
        platform.advance(HOURS);

        assertThat(results).hasSize(2);
        assertAllPermitsAreBack();
    }

    @Test
    void aDialOfWhichSomebodyKeepsCountIsNotRepeated() {
        platform.nextAnswer = request -> Answer.LOST_BEFORE_ACTING;
        DiallerCore dialler = new DiallerCore(
                platform,
                platform.events,
                new TestSettings().withRedialsUnknown().settings(liveCalls));
        dial(dialler, planned(1, dial -> Mono.just(true)), PlannedDial.of(DiallerTest.request(2)));
        platform.advance(HOURS);

        assertThat(platform.dialsRequested).as("one and two").isEqualTo(3);
    }

    // Dials of another process.

    @Test
    void anEarlierDialIsFoundByItsPartiesAndItsTime() {
        Instant at = dialledByAnother();
        platform.advance(Duration.ofSeconds(10));
        dial(dialler(), PlannedDial.madeEarlier(DiallerTest.request(1), "unheard", at));
        platform.advance(HOURS);

        assertThat(platform.calls).hasSize(1);
        assertThat(results.get(0).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(results.get(0).callSid()).isEqualTo("v3:call-0");
        assertThat(results.get(0).dialledAt()).isEqualTo(at);
        assertAllPermitsAreBack();
    }

    @Test
    void anEarlierDialIsHeardByItsReference() {
        List<String> references = new ArrayList<>();
        MortalDialler other = new MortalDialler(platform, LiveCalls.inMemory(1));
        other.dialler
                .dialPlanned(Flux.just(planned(1, dial -> {
                    references.add(dial.reference());
                    return Mono.just(true);
                })))
                .subscribe();
        Instant at = platform.now();
        platform.advance(Duration.ofSeconds(10));
        other.kill();
        platform.readsFailWith = new IllegalStateException("a test");
        dial(dialler(), PlannedDial.madeEarlier(DiallerTest.request(1), references.get(0), at));
        platform.advance(HOURS);

        assertThat(results.get(0).outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(results.get(0).isLookedUp()).isFalse();
    }

    @Test
    void anEarlierDialHoldsAPermitWhileItsCallMayLive() {
        platform.nextLife = request -> Life.answered(Duration.ofMinutes(1));
        Instant at = dialledByAnother();
        liveCalls.most(1);
        DiallerCore dialler = dialler();
        dial(dialler, PlannedDial.madeEarlier(DiallerTest.request(1), "unheard", at));
        dial(dialler, PlannedDial.of(DiallerTest.request(2)));
        platform.advance(Duration.ofSeconds(30));
        assertThat(platform.calls).hasSize(1);
        platform.advance(HOURS);

        assertThat(platform.mostLive).isEqualTo(1);
        assertThat(results).hasSize(2);
        assertAllPermitsAreBack();
    }

    @Test
    void anEarlierDialThatIsNowhereIsUnknownHoweverLongAgoItWas() {
        for (Duration ago : List.of(SECOND, Duration.ofDays(1), Duration.ofDays(40_000))) {
            results.clear();
            dial(
                    dialler(),
                    PlannedDial.madeEarlier(
                            DiallerTest.request(1), "unheard", platform.now().minus(ago)));
            platform.advance(Duration.ofMinutes(3));
            assertThat(results).hasSize(1);
            assertThat(results.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
            platform.advance(HOURS);
            assertAllPermitsAreBack();
        }
        assertThat(platform.dialsRequested).isZero();
    }

    @Test
    void anEarlierDialIsNotTakenForACallThatIsCertainlyAnother() {
        Instant at = dialledByAnother();
        platform.advance(Duration.ofMinutes(1));
        dial(
                dialler(),
                PlannedDial.madeEarlier(DiallerTest.request(1), "unheard", at).notToBeTakenFor(List.of("v3:call-0")));
        platform.advance(HOURS);

        assertThat(results.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void earlierDialsWhoseCallbacksWentElsewhereAreNoMissingCallbacks() {
        MortalDialler other = new MortalDialler(platform, LiveCalls.inMemory(30));
        other.dialler.dialAll(Flux.range(0, 25).map(DiallerTest::request)).subscribe();
        Instant at = platform.now();
        platform.advance(Duration.ofMinutes(1));
        other.kill();
        DiallerCore dialler = dialler();
        dialler.dialPlanned(Flux.range(0, 25)
                        .map(number -> PlannedDial.madeEarlier(DiallerTest.request(number), "unheard", at)))
                .subscribe(results::add);
        platform.advance(HOURS);

        assertThat(results).hasSize(25).allMatch(result -> result.outcome() == Outcome.COMPLETED);
        assertThat(dialler.load().isMissingCallbacks()).isFalse();
    }

    @Test
    void aClientThatIsClosedWhileALastWordIsAwaitedSentNothing() {
        DiallerCore dialler = dialler();
        dial(dialler, planned(1, dial -> Mono.never()));
        platform.advance(SECOND);
        dialler.serial().execute(() -> dialler.loop().stop(new ClientClosedException(FakePlatform.details(false))));
        platform.advance(HOURS);

        assertThat(results.get(0).outcome()).isEqualTo(Outcome.NOT_DIALLED);
        assertThat(failure).isInstanceOf(ClientClosedException.class);
        assertAllPermitsAreBack();
    }

    @Test
    void nothingOfAPlannedDialIsPrinted() {
        PlannedDial dial = PlannedDial.madeEarlier(DiallerTest.request(1), "a reference", Instant.EPOCH);
        assertThat(dial.toString() + dial.earlier()).doesNotContain("reference=", "a reference", "1312");
    }

    /** Its dialler is killed at once. */
    private Instant dialledByAnother() {
        MortalDialler other = new MortalDialler(platform, LiveCalls.inMemory(1));
        other.dialler.dialAll(Flux.just(DiallerTest.request(1))).subscribe();
        Instant at = platform.now();
        platform.advance(SECOND);
        other.kill();
        return at;
    }

    private DiallerCore dialler() {
        return new DiallerCore(platform, platform.events, new TestSettings().settings(liveCalls));
    }

    private static PlannedDial planned(int number, Function<Dial, Mono<Boolean>> lastWord) {
        return PlannedDial.of(DiallerTest.request(number), lastWord);
    }

    private Disposable dial(DiallerCore dialler, PlannedDial... dials) {
        return dialler.dialPlanned(Flux.just(dials)).subscribe(results::add, thrown -> failure = thrown);
    }

    private void assertAllPermitsAreBack() {
        assertThat(liveCalls.toString()).startsWith("LiveCalls[0 of");
    }
}
