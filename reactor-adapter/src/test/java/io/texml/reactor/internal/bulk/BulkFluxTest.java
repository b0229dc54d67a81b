package io.texml.reactor.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiResponse;
import io.texml.ClientClosedException;
import io.texml.ExchangeDetails;
import io.texml.Headers;
import io.texml.RequestOptions;
import io.texml.SaturationException;
import io.texml.TexmlException;
import io.texml.internal.wire.EncodedRequest;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.reactor.internal.TestRoad;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.TotalTime;
import io.texml.reactor.internal.time.Timer;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class BulkFluxTest {

    private static final Operation<String> DIAL = Operation.builder(
                    "dial", HttpMethod.POST, "/dial", ResponseType.of(String.class))
            .build();

    private final FakeRoad road = new FakeRoad();
    private final List<Outcome> cancelled = new ArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void nothingIsTakenBeforeTheSubscriberAsks() {
        StepVerifier.create(bulk(Flux.range(0, 10)), 0)
                .expectSubscription()
                .then(() -> assertThat(taken).hasValue(0))
                .thenCancel()
                .verify();
    }

    @Test
    void noMoreAreUnderWayThanTheSubscriberAskedFor() {
        StepVerifier.create(bulk(Flux.range(0, 10)), 3)
                .then(() -> assertThat(road.underWay).hasSize(3))
                .then(() -> road.answer(1))
                .expectNextCount(1)
                .then(() -> assertThat(taken).hasValue(3))
                .thenRequest(1)
                .then(() -> assertThat(taken).hasValue(4))
                .thenCancel()
                .verify();
    }

    @Test
    void theNextIsTakenOnlyWhenLimitsAndPaceAreOpen() {
        Sinks.Empty<Void> gate = Sinks.empty();
        road.opening = gate.asMono();

        StepVerifier.create(bulk(Flux.range(0, 10)), 2)
                .then(() -> assertThat(taken).hasValue(0))
                .then(gate::tryEmitEmpty)
                .then(() -> assertThat(taken).hasValue(2))
                .thenCancel()
                .verify();
    }

    @Test
    void theNextIsTakenOnlyWhenTheOneBeforeIsOnItsWay() {
        road.startsAtOnce = false;

        StepVerifier.create(bulk(Flux.range(0, 10)), 5)
                .then(() -> assertThat(taken).hasValue(1))
                .then(() -> road.exchanges.get(0).beginAttempt())
                .then(() -> assertThat(taken).hasValue(2))
                .thenCancel()
                .verify();
    }

    @Test
    void aFailureEndsOneRequestAndNotTheStream() {
        StepVerifier.create(bulk(Flux.range(0, 3)))
                .then(() -> road.fail(1))
                .assertNext(outcome -> {
                    assertThat(outcome.request()).isEqualTo(1);
                    assertThat(outcome.failure()).isInstanceOf(SaturationException.class);
                })
                .then(() -> road.answer(0))
                .then(() -> road.answer(2))
                .expectNextCount(2)
                .verifyComplete();
    }

    @Test
    void aRequestThatCannotBeSentIsAnOutcomeAndTheNextIsTaken() {
        road.invalid = 0;

        StepVerifier.create(bulk(Flux.range(0, 2)))
                .assertNext(outcome -> assertThat(outcome.failure()).isInstanceOf(IllegalArgumentException.class))
                .then(() -> road.answer(1))
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void cancellingStopsNewRequestsAndReportsWhatWasUnderWay() {
        BaseSubscriber<Outcome> subscriber = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(3);
            }
        };
        bulk(Flux.range(0, 10)).subscribe(subscriber);
        road.exchanges.get(1).sending().begin();

        subscriber.cancel();

        assertThat(taken).hasValue(3);
        assertThat(road.cancelledAnswers).hasValue(3);
        assertThat(cancelled).extracting(Outcome::request).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(cancelled)
                .filteredOn(outcome -> ((TexmlException) outcome.failure()).outcomeUnknown())
                .extracting(Outcome::request)
                .containsExactly(1);
    }

    @Test
    void aSourceThatFailsFailsTheStreamAfterTheOutcomesOfWhatWasUnderWay() {
        Flux<Integer> source = Flux.concat(Flux.range(0, 2), Flux.error(new IllegalStateException("source")));

        StepVerifier.create(bulk(source))
                .then(() -> road.answer(1))
                .then(() -> road.answer(0))
                .expectNextCount(2)
                .verifyErrorMessage("source");
    }

    @Test
    void aClosedClientEndsTheStreamAfterTheOutcomesOfWhatWasUnderWay() {
        StepVerifier.create(bulk(Flux.range(0, 10)), 1)
                .then(() -> road.opening = Mono.error(new ClientClosedException(details())))
                .thenRequest(5)
                .then(() -> road.answer(0))
                .expectNextCount(1)
                .verifyError(ClientClosedException.class);
        assertThat(taken).hasValue(1);
    }

    @Test
    void aSourceThatEndsWhileTheNextOpeningIsWaitedForLeavesNobodyWaiting() {
        Sinks.Empty<Void> gate = Sinks.empty();
        Sinks.Many<Integer> source = Sinks.many().unicast().onBackpressureBuffer();
        AtomicInteger left = new AtomicInteger();
        StepVerifier.create(bulk(source.asFlux()), 5)
                .then(() -> road.opening = gate.asMono().doOnCancel(left::incrementAndGet))
                .then(() -> source.tryEmitNext(0))
                .then(() -> road.answer(0))
                .expectNextCount(1)
                .then(source::tryEmitComplete)
                .verifyComplete();

        assertThat(left).hasValue(1);
    }

    @Test
    void anExchangeThatEndsWithoutAnAnswerIsAFailureWhoseOutcomeIsToldHonestly() {
        StepVerifier.create(bulk(Flux.range(0, 2)))
                .then(() -> road.exchanges.get(0).sending().begin())
                .then(() -> road.swallow(0))
                .assertNext(outcome -> assertThat(((TexmlException) outcome.failure()).outcomeUnknown())
                        .isTrue())
                .then(() -> road.swallow(1))
                .assertNext(outcome -> assertThat(((TexmlException) outcome.failure()).outcomeUnknown())
                        .isFalse())
                .verifyComplete();
    }

    @Test
    void anEmptySourceCompletesWithoutDemand() {
        StepVerifier.create(bulk(Flux.empty()), 0).verifyComplete();
    }

    @Test
    void aHundredThousandRequestsThatEndAtOnceNeitherNestNorPileUp() throws InterruptedException {
        road.answersAtOnce = true;
        AtomicInteger mostPromised = new AtomicInteger();
        AtomicInteger outcomes = new AtomicInteger();
        Thread small = new Thread(
                null,
                () -> bulk(Flux.range(0, 100_000)).subscribe(outcome -> {
                    mostPromised.accumulateAndGet(taken.get() - outcomes.get(), Math::max);
                    outcomes.incrementAndGet();
                }),
                "small stack",
                256 * 1024);
        small.start();
        small.join(60_000);

        assertThat(outcomes).hasValue(100_000);
        assertThat(mostPromised).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void aHundredThousandRequestsOfALazySourceAreForgottenAsTheyEnd() {
        TestRoad whole = TestRoad.withPace(4, 200_000, Duration.ofSeconds(5));
        whole.wire.answersAtOnce = true;
        List<WeakReference<Object>> everyThousandth = new ArrayList<>();
        Flux<Object> source = Flux.<Object, Integer>generate(() -> 0, (count, sink) -> {
                    Object request = new byte[512];
                    if (count % 1_000 == 0) {
                        everyThousandth.add(new WeakReference<>(request));
                    }
                    sink.next(request);
                    return count + 1;
                })
                .take(100_000);
        AtomicInteger answered = new AtomicInteger();
        List<Long> stillHeld = new ArrayList<>();

        new BulkFlux<Object, String, Boolean>(
                        source, new WholeRoad(whole), (request, answer, failure) -> answer != null, cutOff -> {})
                .subscribe(isAnswered -> {
                    if (isAnswered && answered.incrementAndGet() % 50_000 == 0) {
                        System.gc();
                        stillHeld.add(everyThousandth.stream()
                                .filter(reference -> reference.get() != null)
                                .count());
                    }
                });

        assertThat(answered).hasValue(100_000);
        assertThat(stillHeld).hasSize(2).allMatch(held -> held <= 1);
        assertThat(whole.gate.underWay()).isZero();
        assertThat(whole.admission.waitingForPace()).isZero();
    }

    /** Every stage of the client but the wire. */
    private record WholeRoad(TestRoad road) implements BulkFlux.Road<Object, String> {

        @Override
        public Mono<Void> opening() {
            return road.admission.stage.opening(exchange("", () -> {}).operation());
        }

        @Override
        public Exchange<String> exchange(Object request, Runnable onFirstAttempt) {
            return road.dialExchange(onFirstAttempt);
        }

        @Override
        public void begin(Exchange<String> exchange, CoreSubscriber<? super ApiResponse<String>> subscriber) {
            road.begin(exchange, subscriber);
        }
    }

    @Test
    void theNextIsTakenOnlyWhenPermitAndPaceOfTheWholeRoadAllow() {
        TestRoad whole = TestRoad.withPace(2, 3, Duration.ofSeconds(5));
        List<Boolean> outcomes = new ArrayList<>();
        new BulkFlux<Object, String, Boolean>(
                        Flux.<Object>just("a", "b", "c", "d", "e", "f").doOnNext(request -> taken.incrementAndGet()),
                        new WholeRoad(whole),
                        (request, answer, failure) -> answer != null,
                        cutOff -> {})
                .subscribe(outcomes::add);
        assertThat(taken).as("two permits").hasValue(2);

        whole.wire.flights.get(0).answer("");
        assertThat(taken).as("three slots").hasValue(3);
        whole.wire.flights.get(1).answer("");
        whole.wire.flights.get(2).answer("");
        assertThat(taken).hasValue(3);
        whole.advance(Duration.ofSeconds(5).plusNanos(1));
        assertThat(taken).as("a new window").hasValue(5);
        whole.wire.flights.get(3).answer("");
        whole.wire.flights.get(4).answer("");
        whole.advance(Duration.ZERO);
        whole.wire.flights.get(5).answer("");

        assertThat(outcomes).hasSize(6).doesNotContain(false);
    }

    private Flux<Outcome> bulk(Flux<Integer> source) {
        return new BulkFlux<>(source.doOnNext(request -> taken.incrementAndGet()), road, Outcome::new, cancelled::add);
    }

    private static ExchangeDetails details() {
        return new ExchangeDetails("dial", "/dial", null, 0, null, false);
    }

    private record Outcome(Integer request, String answer, RuntimeException failure) {}

    private static final class FakeRoad implements BulkFlux.Road<Integer, String> {

        private final List<Integer> underWay = new ArrayList<>();
        private final Map<Integer, Sinks.One<ApiResponse<String>>> answers = new java.util.HashMap<>();
        private final List<Exchange<String>> exchanges = new ArrayList<>();
        private final AtomicInteger cancelledAnswers = new AtomicInteger();
        private Mono<Void> opening = Mono.empty();
        private boolean startsAtOnce = true;
        private boolean answersAtOnce;
        private int invalid = -1;

        @Override
        public Mono<Void> opening() {
            return opening;
        }

        @Override
        public Exchange<String> exchange(Integer request, Runnable onFirstAttempt) {
            if (request == invalid) {
                throw new IllegalArgumentException("invalid");
            }
            Exchange<String> exchange = new Exchange<>(
                    DIAL,
                    Safety.CREATING,
                    new EncodedRequest("/dial", null, new byte[0]),
                    RequestOptions.none(),
                    new TotalTime(Duration.ofMinutes(1), Timer.system(), Timer.system()),
                    onFirstAttempt);
            if (!answersAtOnce) {
                exchanges.add(exchange);
                underWay.add(request);
            }
            return exchange;
        }

        @Override
        public void begin(Exchange<String> exchange, CoreSubscriber<? super ApiResponse<String>> subscriber) {
            answerTo(exchange).subscribe(subscriber);
        }

        private Mono<ApiResponse<String>> answerTo(Exchange<String> exchange) {
            if (startsAtOnce) {
                exchange.beginAttempt();
            }
            if (answersAtOnce) {
                return Mono.just(ok());
            }
            int request = underWay.get(exchanges.indexOf(exchange));
            Sinks.One<ApiResponse<String>> answer = Sinks.one();
            answers.put(request, answer);
            return answer.asMono().doOnCancel(cancelledAnswers::incrementAndGet);
        }

        void answer(int request) {
            answers.get(request).tryEmitValue(ok());
        }

        void swallow(int request) {
            answers.get(request).tryEmitEmpty();
        }

        void fail(int request) {
            answers.get(request)
                    .tryEmitError(
                            new SaturationException(SaturationException.Bound.QUEUE_LENGTH, "send less", details()));
        }

        private static ApiResponse<String> ok() {
            return new ApiResponse<>(200, Headers.of(Map.of()), 1, "ok");
        }
    }
}
