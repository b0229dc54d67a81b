package io.texml.reactor.callbacks;

import static io.texml.reactor.callbacks.Deliveries.CALL;
import static io.texml.reactor.callbacks.Deliveries.NOW;
import static io.texml.reactor.callbacks.Deliveries.gather;
import static io.texml.reactor.callbacks.Deliveries.instructions;
import static io.texml.reactor.callbacks.Deliveries.progress;
import static io.texml.reactor.callbacks.Deliveries.signed;
import static io.texml.reactor.callbacks.Deliveries.strict;
import static io.texml.reactor.callbacks.Deliveries.trusting;
import static io.texml.reactor.callbacks.Deliveries.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.texml.callbacks.CallProgress;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackKind;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.DialAction;
import io.texml.callbacks.UnknownCallback;
import io.texml.callbacks.Verification;
import io.texml.markup.Hangup;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import io.texml.reactor.LogLines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class CallbackEndpointTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMillis(1500);
    private static final Texml MENU = Texml.of(Say.text("menu"));
    private static final Texml SORRY = Texml.of(Say.text("sorry"), Hangup.hangup());

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InMemoryCallbackEvents events = InMemoryCallbackEvents.builder()
            .deliverOn(Schedulers.immediate())
            .scheduler(time)
            .build();
    private final List<Callback> told = new CopyOnWriteArrayList<>();
    private final List<CallbackAnswer> given = new CopyOnWriteArrayList<>();
    private final List<Disposable> open = new ArrayList<>();

    CallbackEndpointTest() {
        events.all().subscribe(told::add);
    }

    @AfterEach
    void dispose() {
        open.forEach(Disposable::dispose);
        time.dispose();
    }

    private CallbackEndpoint endpoint(UnaryOperator<CallbackEndpoint.Builder> more) {
        return endpoint(events, more);
    }

    private CallbackEndpoint endpoint(CallbackEvents published, UnaryOperator<CallbackEndpoint.Builder> more) {
        CallbackEndpoint endpoint = more.apply(CallbackEndpoint.builder(trusting(), published)
                        .signatureScheduler(Schedulers.immediate())
                        .scheduler(time))
                .build();
        open.add(endpoint);
        return endpoint;
    }

    private CallbackAnswer answer(CallbackEndpoint endpoint, CallbackRequest request) {
        int before = given.size();
        ask(endpoint, request);
        assertThat(given).as("answered at once").hasSize(before + 1);
        return given.get(before);
    }

    private Disposable ask(CallbackEndpoint endpoint, CallbackRequest request) {
        return endpoint.handle(request).subscribe(given::add);
    }

    private static String text(CallbackAnswer answer) {
        return StandardCharsets.UTF_8.decode(answer.body()).toString();
    }

    /** Publishing ends when a test says so. */
    private static final class HeldEvents implements CallbackEvents {

        private final Sinks.Empty<Void> end = Sinks.empty();
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger cancelled = new AtomicInteger();

        @Override
        public Mono<Void> publish(Callback callback) {
            return end.asMono()
                    .doOnSubscribe(subscription -> begun.incrementAndGet())
                    .doOnCancel(cancelled::incrementAndGet);
        }

        @Override
        public Flux<Callback> all() {
            return Flux.never();
        }

        @Override
        public <T extends Callback> Flux<T> on(Class<T> type) {
            return Flux.never();
        }

        @Override
        public Flux<Callback> ofCall(String callSid) {
            return Flux.never();
        }

        @Override
        public Flux<Callback> ofReference(String reference) {
            return Flux.never();
        }
    }

    @Test
    void whatTellsSomethingIsAnsweredWhenItIsPublished() {
        HeldEvents held = new HeldEvents();
        ask(endpoint(held, builder -> builder), unsigned(progress(CALL, "ringing", 1)));
        assertThat(given).isEmpty();

        held.end.tryEmitEmpty();

        assertThat(given).singleElement().satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().remaining()).isZero();
            assertThat(answer.outcome()).isEqualTo(CallbackOutcome.ANSWERED);
            assertThat(answer.kind()).isEqualTo(CallbackKind.CALL);
        });
    }

    @Test
    void whatCouldNotBePublishedIsAnsweredWith503() {
        HeldEvents held = new HeldEvents();
        ask(endpoint(held, builder -> builder), unsigned(progress(CALL, "ringing", 1)));

        held.end.tryEmitError(new IllegalStateException("no store"));

        assertThat(given.get(0).status()).isEqualTo(503);
        assertThat(given.get(0).outcome()).isEqualTo(CallbackOutcome.FAILED);
        assertThat(given.get(0).failure()).hasMessage("no store");
    }

    @Test
    void publishingThatTakesTooLongIsAnsweredWith503AndGoesOn() {
        HeldEvents held = new HeldEvents();
        ask(endpoint(held, builder -> builder), unsigned(progress(CALL, "ringing", 1)));

        time.advanceTimeBy(LIMIT);

        assertThat(given.get(0).status()).isEqualTo(503);
        assertThat(held.cancelled).hasValue(0);
    }

    @Test
    void aPlatformThatHangsUpLeavesNothingHalfPublished() {
        HeldEvents held = new HeldEvents();
        CallbackEndpoint endpoint = endpoint(held, builder -> builder);
        Disposable request = ask(endpoint, unsigned(progress(CALL, "ringing", 1)));
        assertThat(endpoint.load().underWay()).isOne();

        request.dispose();

        assertThat(held.begun).hasValue(1);
        assertThat(held.cancelled).hasValue(0);
        assertThat(endpoint.load().underWay()).isZero();
    }

    @Test
    void aRepeatedStatusIsAnsweredAndToldOnce() {
        CallbackEndpoint endpoint = endpoint(builder -> builder);
        assertThat(answer(endpoint, unsigned(progress(CALL, "ringing", 1))).status())
                .isEqualTo(200);
        assertThat(answer(endpoint, unsigned(progress(CALL, "ringing", 1))).status())
                .isEqualTo(200);
        assertThat(told).hasSize(1);
    }

    @Test
    void aHandlerOfWhatIsToldIsDoneBeforeTheAnswer() {
        Sinks.Empty<Void> done = Sinks.empty();
        AtomicInteger runs = new AtomicInteger();
        CallbackEndpoint endpoint = endpoint(builder -> builder.on(CallProgress.class, progress -> {
            runs.incrementAndGet();
            return done.asMono();
        }));
        ask(endpoint, unsigned(progress(CALL, "completed", 3)));
        ask(endpoint, unsigned(progress(CALL, "completed", 3)));
        assertThat(told).hasSize(1);
        assertThat(given).isEmpty();

        done.tryEmitEmpty();

        assertThat(given).hasSize(2).allMatch(answer -> answer.status() == 200);
        time.advanceTimeBy(Duration.ofMinutes(4));
        assertThat(answer(endpoint, unsigned(progress(CALL, "completed", 3))).status())
                .isEqualTo(200);
        assertThat(runs).as("concurrent and later repeats share the run").hasValue(1);
    }

    @Test
    void aHandlerThatFailedRunsAgainWhenThePlatformRepeats() {
        AtomicInteger runs = new AtomicInteger();
        CallbackEndpoint endpoint = endpoint(builder -> builder.on(
                CallProgress.class,
                progress ->
                        runs.incrementAndGet() == 1 ? Mono.error(new IllegalStateException("mine")) : Mono.empty()));

        assertThat(answer(endpoint, unsigned(progress(CALL, "completed", 3))).status())
                .isEqualTo(503);
        assertThat(answer(endpoint, unsigned(progress(CALL, "completed", 3))).status())
                .isEqualTo(200);
        assertThat(runs).hasValue(2);
        assertThat(told).hasSize(1);
    }

    @Test
    void aHandlerOfWhatIsToldIsNotCancelledWithTheRequest() {
        TestPublisher<Void> work = TestPublisher.create();
        CallbackEndpoint endpoint = endpoint(builder -> builder.on(CallProgress.class, progress -> work.mono()));

        ask(endpoint, unsigned(progress(CALL, "completed", 3))).dispose();

        work.assertSubscribers(1);
        work.assertNotCancelled();
    }

    @Test
    void instructionsAreAnsweredWithTheDocumentOfTheirHandler() {
        CallbackEndpoint endpoint = endpoint(builder -> builder.onInstructions(request -> Mono.just(MENU))
                .onGather(request -> Mono.just(Texml.of(Say.text("pressed " + request.digits())))));

        CallbackAnswer menu = answer(endpoint, unsigned(instructions(CALL)));
        CallbackAnswer choice = answer(endpoint, unsigned(gather(CALL, "12")));

        assertThat(menu.status()).isEqualTo(200);
        assertThat(menu.headers()).containsEntry("content-type", "application/xml; charset=utf-8");
        assertThat(text(menu)).isEqualTo(MENU.toXml());
        assertThat(text(choice)).contains("pressed 12");
        assertThat(choice.kind()).isEqualTo(CallbackKind.GATHER);
        assertThat(told).hasSize(2);
    }

    @Test
    void aGatherWithoutAHandlerOfItsOwnIsOneForInstructions() {
        CallbackEndpoint endpoint = endpoint(builder -> builder.onInstructions(request -> Mono.just(MENU)));

        assertThat(text(answer(endpoint, unsigned(gather(CALL, "1"))))).isEqualTo(MENU.toXml());
    }

    @Test
    void instructionsComeByGetToo() {
        CallbackEndpoint endpoint = endpoint(builder -> builder.onInstructions(request -> Mono.just(MENU)));

        CallbackAnswer answer = answer(endpoint, Deliveries.request("GET", "/texml", instructions(CALL), "", Map.of()));

        assertThat(text(answer)).isEqualTo(MENU.toXml());
    }

    @Test
    void aLateHandlerIsCancelledAndAnsweredWithTheFallback() {
        TestPublisher<Texml> work = TestPublisher.create();
        CallbackEndpoint endpoint = endpoint(
                builder -> builder.onInstructions(request -> work.mono()).fallback(SORRY));
        ask(endpoint, unsigned(instructions(CALL)));

        time.advanceTimeBy(LIMIT.minusMillis(1));
        assertThat(given).isEmpty();
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(given.get(0).status()).isEqualTo(200);
        assertThat(given.get(0).outcome()).isEqualTo(CallbackOutcome.FALLBACK);
        assertThat(text(given.get(0))).isEqualTo(SORRY.toXml());
        work.assertCancelled();
    }

    @Test
    void theTimeThatABodyTookIsMissingToItsHandler() {
        CallbackEndpoint endpoint = endpoint(
                builder -> builder.onInstructions(request -> Mono.never()).fallback(SORRY));
        long arrived = time.now(TimeUnit.NANOSECONDS);
        time.advanceTimeBy(Duration.ofMillis(1400));
        endpoint.handle(unsigned(instructions(CALL)), arrived).subscribe(given::add);

        time.advanceTimeBy(Duration.ofMillis(99));
        assertThat(given).isEmpty();
        time.advanceTimeBy(Duration.ofMillis(1));

        assertThat(given).singleElement().matches(answer -> text(answer).equals(SORRY.toXml()));
    }

    @Test
    void aHandlerThatFailsThrowsOrIsEmptyNeverGivesAnEmptyDocument() {
        List<Function<Callback, Mono<Texml>>> handlers = List.of(
                request -> Mono.error(new IllegalStateException("mine")),
                request -> {
                    throw new IllegalStateException("mine");
                },
                request -> Mono.empty());
        for (var handler : handlers) {
            CallbackAnswer withFallback = answer(
                    endpoint(builder -> builder.onInstructions(handler).fallback(SORRY)), unsigned(instructions(CALL)));
            CallbackAnswer without =
                    answer(endpoint(builder -> builder.onInstructions(handler)), unsigned(instructions(CALL)));

            assertThat(text(withFallback)).isEqualTo(SORRY.toXml());
            assertThat(without.status()).isEqualTo(503);
            assertThat(without.outcome()).isEqualTo(CallbackOutcome.FAILED);
        }
    }

    @Test
    void whatAsksForADocumentAndHasNoHandlerTurnsToTheFailoverUrl() {
        CallbackEndpoint endpoint = endpoint(builder -> builder);

        assertThat(answer(endpoint, unsigned(instructions(CALL))).status()).isEqualTo(503);
        assertThat(answer(endpoint, unsigned("DialCallStatus=busy&" + instructions(CALL)))
                        .status())
                .isEqualTo(503);
        assertThat(told).hasSize(2);
    }

    @Test
    void otherActionsHaveHandlersOfTheirType() {
        CallbackEndpoint endpoint = endpoint(builder -> builder.answer(DialAction.class, action -> Mono.just(MENU))
                .answer(UnknownCallback.class, unknown -> Mono.just(SORRY)));

        assertThat(text(answer(endpoint, unsigned("DialCallStatus=busy&" + instructions(CALL)))))
                .isEqualTo(MENU.toXml());
        assertThat(text(answer(endpoint, unsigned("Strange=1")))).isEqualTo(SORRY.toXml());
    }

    @Test
    void publishingThatFailsDoesNotKeepACallWaiting() {
        HeldEvents held = new HeldEvents();
        CallbackEndpoint endpoint = endpoint(held, builder -> builder.onInstructions(request -> Mono.just(MENU)));

        assertThat(text(answer(endpoint, unsigned(instructions(CALL))))).isEqualTo(MENU.toXml());

        try (LogLines log = new LogLines("io.texml.callbacks", Level.WARN)) {
            held.end.tryEmitError(new IllegalStateException("+13125550147"));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("IllegalState")
                    .doesNotContain("312555");
        }
    }

    @Test
    void concurrentRepeatsShareOneRunAndLaterOnesGetItsAnswer() {
        List<Sinks.One<Texml>> runs = new ArrayList<>();
        CallbackEndpoint endpoint = endpoint(builder -> builder.onInstructions(request -> {
            Sinks.One<Texml> run = Sinks.one();
            runs.add(run);
            return run.asMono();
        }));
        ask(endpoint, signed(instructions(CALL), NOW));
        ask(endpoint, signed(instructions(CALL), NOW.plusSeconds(1)));
        runs.get(0).tryEmitValue(MENU);
        assertThat(given).hasSize(2).allMatch(answer -> text(answer).equals(MENU.toXml()));

        time.advanceTimeBy(Duration.ofMinutes(4));
        assertThat(text(answer(endpoint, signed(instructions(CALL), NOW)))).isEqualTo(MENU.toXml());
        assertThat(runs).hasSize(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void whatSomebodyGotWithoutASignatureIsNoAnswerToThePlatformNorTheOtherWayRound() {
        CallbackEndpoint endpoint = endpoint(builder -> builder.onGather(
                request -> Mono.just(Texml.of(Say.text(request.verification().name())))));
        Map<String, String> signature = Deliveries.signature(gather(CALL, "1"), NOW);
        Map<String, String> forged = Map.of("telnyx-timestamp", signature.get("telnyx-timestamp"));
        for (int i = 0; i < 2; i++) {
            assertThat(text(answer(endpoint, Deliveries.request("POST", "/texml", null, gather(CALL, "1"), forged))))
                    .contains(">NONE<");
            assertThat(text(answer(endpoint, signed(gather(CALL, "1"))))).contains(">SIGNATURE<");
        }
    }

    @Test
    void aForgedStatusThatAHandlerIgnoresDoesNotKeepTheSignedOneFromIt() {
        List<Verification> handled = new ArrayList<>();
        CallbackEndpoint endpoint = endpoint(builder -> builder.on(
                CallProgress.class, progress -> Mono.fromRunnable(() -> handled.add(progress.verification()))));

        answer(endpoint, unsigned(progress(CALL, "completed", 3)));
        answer(endpoint, signed(progress(CALL, "completed", 3)));

        assertThat(handled).containsExactly(Verification.NONE, Verification.SIGNATURE);
        assertThat(told).hasSize(2);
    }

    @Test
    void aFallbackIsTheFirstAnswerLikeAnyOther() {
        AtomicInteger runs = new AtomicInteger();
        CallbackEndpoint endpoint = endpoint(builder -> builder.onInstructions(request ->
                        runs.incrementAndGet() == 1 ? Mono.error(new IllegalStateException("mine")) : Mono.just(MENU))
                .fallback(SORRY));

        assertThat(text(answer(endpoint, signed(instructions(CALL))))).isEqualTo(SORRY.toXml());
        assertThat(text(answer(endpoint, signed(instructions(CALL))))).isEqualTo(SORRY.toXml());
    }

    @Test
    void tenThousandRepeatsAtOnceShareOneRun() {
        AtomicInteger runs = new AtomicInteger();
        Sinks.One<Texml> document = Sinks.one();
        CallbackEndpoint endpoint = endpoint(builder -> builder.onInstructions(request -> {
            runs.incrementAndGet();
            return document.asMono();
        }));
        for (int i = 0; i < 10_000; i++) {
            ask(endpoint, unsigned(instructions(CALL)));
        }
        document.tryEmitValue(MENU);

        assertThat(runs).hasValue(1);
        assertThat(given).hasSize(10_000).allMatch(answer -> answer.status() == 200);
        assertThat(endpoint.load().underWay()).isZero();
    }

    @Test
    void aHandlerThatReturnsNullOrNeverEndsCostsItsOwnRequestAlone() {
        CallbackEndpoint endpoint = endpoint(builder -> builder.onInstructions(request -> null)
                .onGather(request -> Mono.never())
                .on(CallProgress.class, progress -> null)
                .fallback(SORRY));

        assertThat(text(answer(endpoint, unsigned(instructions(CALL))))).isEqualTo(SORRY.toXml());
        assertThat(answer(endpoint, unsigned(progress(CALL, "ringing", 1))).status())
                .isEqualTo(503);
        ask(endpoint, unsigned(gather(CALL, "1")));
        time.advanceTimeBy(LIMIT);
        assertThat(text(given.get(2))).isEqualTo(SORRY.toXml());
        assertThat(endpoint.load().underWay()).isZero();
    }

    @Test
    void theSameKeyPressedAgainGetsANewAnswer() {
        AtomicInteger presses = new AtomicInteger();
        CallbackEndpoint endpoint = endpoint(builder ->
                builder.onGather(request -> Mono.just(Texml.of(Say.text("level " + presses.incrementAndGet())))));

        assertThat(text(answer(endpoint, signed(gather(CALL, "1"), NOW)))).contains("level 1");
        assertThat(text(answer(endpoint, signed(gather(CALL, "1"), NOW.plusSeconds(1)))))
                .contains("level 2");
    }

    @Test
    void aRequestThatIsSignedAnewAfterASlowAnswerIsARepeat() {
        List<Sinks.One<Texml>> runs = new ArrayList<>();
        CallbackEndpoint endpoint = endpoint(builder -> builder.onGather(request -> {
            Sinks.One<Texml> run = Sinks.one();
            runs.add(run);
            return run.asMono();
        }));
        ask(endpoint, signed(gather(CALL, "1"), NOW));
        time.advanceTimeBy(Duration.ofMillis(1200));
        runs.get(0).tryEmitValue(MENU);

        time.advanceTimeBy(Duration.ofSeconds(2));
        assertThat(text(answer(endpoint, signed(gather(CALL, "1"), NOW.plusSeconds(3)))))
                .isEqualTo(MENU.toXml());
        assertThat(runs).hasSize(1);
    }

    @Test
    void aHandlerIsCancelledWhenThePlatformHasGone() {
        TestPublisher<Texml> work = TestPublisher.create();
        CallbackEndpoint endpoint = endpoint(builder -> builder.onInstructions(request -> work.mono()));

        ask(endpoint, unsigned(instructions(CALL))).dispose();

        work.assertCancelled();
        assertThat(endpoint.load().underWay()).isZero();
    }

    @Test
    void requestsThatAreNoCallbacksAreRefusedByTheirStatus() {
        CallbackEndpoint endpoint = CallbackEndpoint.of(strict(), events);
        open.add(endpoint);
        Map<String, String> signature = Deliveries.signature(progress(CALL, "ringing", 1), NOW);

        CallbackAnswer unsigned =
                endpoint.handle(unsigned(progress(CALL, "ringing", 1))).block(SOON);
        CallbackAnswer wrong = endpoint.handle(
                        Deliveries.request("POST", "/texml", null, progress(CALL, "ringing", 2), signature))
                .block(SOON);
        CallbackAnswer method = endpoint.handle(Deliveries.request("PUT", "/texml", null, "", Map.of()))
                .block(SOON);
        CallbackAnswer large = endpoint.handle(
                        Deliveries.request("POST", "/texml", null, "a".repeat(1024 * 1024 + 1), Map.of()))
                .block(SOON);

        assertThat(unsigned.status()).isEqualTo(401);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.headers()).containsEntry("allow", "GET, POST");
        assertThat(large.status()).isEqualTo(413);
        assertThat(List.of(unsigned, wrong, method, large))
                .allMatch(answer -> answer.outcome() == CallbackOutcome.REFUSED)
                .allMatch(answer -> answer.body().remaining() == 0);
        assertThat(told).isEmpty();
    }

    @Test
    void aBodyThatIsNoFormIsAnsweredWith415() {
        String json = "{\"CallSid\":\"a\"}";
        CallbackEndpoint endpoint = endpoint(builder -> builder);
        CallbackAnswer answer = answer(
                endpoint, Deliveries.request("POST", "/texml", null, json, Map.of("content-type", "application/json")));

        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void signaturesAreCheckedByWorkersOfAName() {
        List<String> threads = new CopyOnWriteArrayList<>();
        CallbackEndpoint endpoint = CallbackEndpoint.builder(
                        CallbackReader.builder()
                                .publicKeys(Deliveries.publicKey())
                                .clock(() -> {
                                    threads.add(Thread.currentThread().getName());
                                    return NOW;
                                })
                                .build(),
                        events)
                .build();
        open.add(endpoint);

        assertThat(endpoint.handle(signed(progress(CALL, "ringing", 1)))
                        .block(SOON)
                        .status())
                .isEqualTo(200);

        assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith("texml-callbacks-"));
        assertThat(endpoint.load()).isEqualTo(new EndpointLoad(0, 0));
    }

    @Test
    void checksThatFindNoRoomAreAnsweredWith503() throws InterruptedException {
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CallbackEndpoint endpoint = CallbackEndpoint.builder(
                        CallbackReader.builder()
                                .publicKeys(Deliveries.publicKey())
                                .clock(() -> {
                                    checking.countDown();
                                    awaitQuietly(release);
                                    return NOW;
                                })
                                .build(),
                        events)
                .signatureThreads(1)
                .signatureQueue(1)
                .handlerTimeout(Duration.ofSeconds(30))
                .build();
        open.add(endpoint);
        List<CallbackAnswer> answers = new CopyOnWriteArrayList<>();
        CountDownLatch answered = new CountDownLatch(2);
        for (int i = 1; i <= 2; i++) {
            endpoint.handle(signed(progress(CALL, "ringing", i))).subscribe(answer -> {
                answers.add(answer);
                answered.countDown();
            });
            assertThat(checking.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(endpoint.load().checks()).isEqualTo(2);

        CallbackAnswer third =
                endpoint.handle(signed(progress(CALL, "ringing", 3))).block(SOON);

        assertThat(third.status()).isEqualTo(503);
        assertThat(third.headers()).containsEntry("retry-after", "1");
        assertThat(third.outcome()).isEqualTo(CallbackOutcome.OVERLOADED);
        release.countDown();
        assertThat(answered.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(answers).allMatch(answer -> answer.status() == 200);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aCheckThatIsNotReachedInTimeIsTakenOutOfTheQueue() {
        VirtualTimeScheduler busy = VirtualTimeScheduler.create();
        open.add(busy);
        Scheduler never = new DelayingScheduler(busy);
        CallbackEndpoint endpoint = endpoint(builder -> builder.signatureScheduler(never));
        ask(endpoint, signed(progress(CALL, "ringing", 1)));
        assertThat(endpoint.load().checks()).isOne();

        time.advanceTimeBy(LIMIT);

        assertThat(given.get(0).outcome()).isEqualTo(CallbackOutcome.OVERLOADED);
        assertThat(endpoint.load()).isEqualTo(new EndpointLoad(0, 0));
        busy.advanceTimeBy(Duration.ofDays(1));
        assertThat(told).isEmpty();
    }

    /** Begins its work a day later. */
    private record DelayingScheduler(VirtualTimeScheduler time) implements Scheduler {

        @Override
        public Disposable schedule(Runnable task) {
            return time.schedule(task, 1, TimeUnit.DAYS);
        }

        @Override
        public Worker createWorker() {
            return time.createWorker();
        }
    }

    @Test
    void whatWaitsForItsCheckWhenTheEndpointIsClosedIsAnsweredWith503() throws InterruptedException {
        CountDownLatch checking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CallbackEndpoint endpoint = CallbackEndpoint.builder(
                        CallbackReader.builder()
                                .publicKeys(Deliveries.publicKey())
                                .clock(() -> {
                                    checking.countDown();
                                    awaitQuietly(release);
                                    return NOW;
                                })
                                .build(),
                        events)
                .signatureThreads(1)
                .scheduler(time)
                .build();
        ask(endpoint, signed(progress(CALL, "ringing", 1)));
        assertThat(checking.await(10, TimeUnit.SECONDS)).isTrue();
        List<CallbackAnswer> second = new CopyOnWriteArrayList<>();
        endpoint.handle(signed(progress(CALL, "ringing", 2))).subscribe(second::add);

        endpoint.close();
        time.advanceTimeBy(LIMIT);
        release.countDown();

        assertThat(second).singleElement().satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.outcome()).isEqualTo(CallbackOutcome.OVERLOADED);
        });
        assertThat(told).noneMatch(callback -> callback.sequenceNumber() == 2);
    }

    @Test
    void aClosedEndpointAnswersWith503() {
        CallbackEndpoint endpoint = CallbackEndpoint.of(strict(), events);
        endpoint.close();

        CallbackAnswer answer =
                endpoint.handle(signed(progress(CALL, "ringing", 1))).block(SOON);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.outcome()).isEqualTo(CallbackOutcome.OVERLOADED);
        assertThat(endpoint.isDisposed()).isTrue();
    }

    @Test
    void anInstrumentationSeesTheAnswerAndCannotLoseIt() {
        List<CallbackAnswer> seen = new ArrayList<>();
        CallbackEndpoint watched =
                endpoint(builder -> builder.instrumentation(handling -> handling.doOnNext(seen::add)));
        CallbackEndpoint broken = endpoint(builder -> builder.instrumentation(handling -> {
            throw new IllegalStateException("mine");
        }));
        CallbackEndpoint swallowed = endpoint(builder -> builder.instrumentation(handling -> handling.ignoreElement()));

        assertThat(answer(watched, unsigned(progress(CALL, "ringing", 1))).status())
                .isEqualTo(200);
        assertThat(seen).hasSize(1);
        assertThat(answer(broken, unsigned(progress(CALL, "ringing", 1))).status())
                .isEqualTo(503);
        assertThat(answer(swallowed, unsigned(progress(CALL, "ringing", 1))).status())
                .isEqualTo(503);
    }

    @Test
    void handlersThatWouldNeverBeCalledAreRefused() {
        assertThatThrownBy(() -> endpoint(builder -> builder.answer(CallProgress.class, progress -> Mono.empty())))
                .hasMessage("CallProgress asks for no document; use on(..) for it");
        assertThatThrownBy(() -> endpoint(builder -> builder.on(DialAction.class, action -> Mono.empty())))
                .hasMessage("DialAction asks for a document; use answer(..) for it");
        assertThatThrownBy(() -> endpoint(builder -> builder.on(Callback.class, callback -> Mono.empty())))
                .hasMessage("Callback is no record; subscribe to CallbackEvents.all()");
    }

    @Test
    void badSettingsAreRefusedByName() {
        assertThatThrownBy(() -> endpoint(builder -> builder.handlerTimeout(Duration.ZERO)))
                .hasMessageContaining("handlerTimeout");
        assertThatThrownBy(() -> endpoint(builder -> builder.repeats(-1))).hasMessageContaining("repeats");
        assertThatThrownBy(() -> endpoint(builder -> builder.signatureThreads(0)))
                .hasMessageContaining("signatureThreads");
        assertThatThrownBy(() -> endpoint(builder -> builder.signatureQueue(0))).hasMessageContaining("signatureQueue");
    }
}
