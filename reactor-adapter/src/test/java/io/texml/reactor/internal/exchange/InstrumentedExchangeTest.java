package io.texml.reactor.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiResponse;
import io.texml.ServerException;
import io.texml.TransportException;
import io.texml.operation.Operation;
import io.texml.operation.Safety;
import io.texml.reactor.internal.HookErrors;
import io.texml.reactor.internal.Result;
import io.texml.reactor.internal.TestRoad;
import io.texml.reactor.internal.bulk.BulkFlux;
import io.texml.reactor.spi.ExchangeInstrumentation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.retry.Retry;

/** An instrumentation that subscribes again dials no second time, and one that throws leaves no exchange unfinished. */
class InstrumentedExchangeTest {

    private final TestRoad road = new TestRoad(4, 4);

    private Result send(Safety safety, UnaryOperator<Mono<ApiResponse<String>>> instrumentation) {
        return new Result(instrumented(road.exchange(safety), instrumentation).map(ApiResponse::body));
    }

    private Mono<ApiResponse<String>> instrumented(
            Exchange<String> exchange, UnaryOperator<Mono<ApiResponse<String>>> instrumentation) {
        Stage stage = new InstrumentationStage(stage(), List.of(new As(instrumentation)));
        return new ExchangeMono<>(stage, () -> exchange);
    }

    private Stage stage() {
        return new Stage() {
            @Override
            @SuppressWarnings("unchecked")
            public <R> void begin(Exchange<R> exchange, CoreSubscriber<? super ApiResponse<R>> subscriber) {
                road.begin((Exchange<String>) exchange, (CoreSubscriber<? super ApiResponse<String>>)
                        (CoreSubscriber<?>) subscriber);
            }
        };
    }

    private record As(UnaryOperator<Mono<ApiResponse<String>>> instrumentation) implements ExchangeInstrumentation {
        @Override
        @SuppressWarnings("unchecked")
        public <R> Mono<ApiResponse<R>> instrument(Operation<R> operation, Mono<ApiResponse<R>> exchange) {
            return (Mono<ApiResponse<R>>)
                    (Mono<?>) instrumentation.apply((Mono<ApiResponse<String>>) (Mono<?>) exchange);
        }
    }

    static Stream<Arguments> thatSubscribeAgainAfterAFailure() {
        return again(
                Arguments.of("retry()", (UnaryOperator<Mono<ApiResponse<String>>>) Mono::retry),
                Arguments.of("retry(2)", (UnaryOperator<Mono<ApiResponse<String>>>) it -> it.retry(2)),
                Arguments.of("retryWhen", (UnaryOperator<Mono<ApiResponse<String>>>) it -> it.retryWhen(Retry.max(3))),
                Arguments.of("onErrorResume", (UnaryOperator<Mono<ApiResponse<String>>>)
                        it -> it.onErrorResume(failure -> it)));
    }

    private static Stream<Arguments> again(Arguments... all) {
        return Stream.of(all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thatSubscribeAgainAfterAFailure")
    void afterAFailureOfUnknownOutcomeNothingIsDialledAgain(
            String name, UnaryOperator<Mono<ApiResponse<String>>> instrumentation) {
        Result dial = send(Safety.CREATING, instrumentation);
        road.wire.last().breakOff();
        road.advance(Duration.ofMinutes(2));

        assertThat(road.wire.flights).hasSize(1);
        TransportException refusal = dial.failure(TransportException.class);
        assertThat(refusal)
                .hasMessageContaining("subscribed to it again")
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(refusal.outcomeUnknown()).isTrue();
        assertThat(refusal.getSuppressed()).singleElement().isInstanceOf(TransportException.class);
        assertThat(road.gate.underWay()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thatSubscribeAgainAfterAFailure")
    void afterARefusalNothingIsDialledAgainEitherAndTheOutcomeIsKnown(
            String name, UnaryOperator<Mono<ApiResponse<String>>> instrumentation) {
        Result dial = send(Safety.CREATING, instrumentation);
        road.wire.last().refuse(422);

        assertThat(road.wire.flights).hasSize(1);
        assertThat(dial.failure(TransportException.class).outcomeUnknown()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thatSubscribeAgainAfterAFailure")
    void whatReadsIsAskedForAnew(String name, UnaryOperator<Mono<ApiResponse<String>>> instrumentation) {
        Result read = send(Safety.SAFE, instrumentation);
        for (int i = 0; i < 4; i++) {
            road.wire.last().refuse(503);
            road.advance(Duration.ZERO);
        }
        assertThat(road.wire.flights)
                .as("four attempts of the first, one of the second")
                .hasSize(5);
        road.wire.last().answer("read");

        assertThat(read.answer).isEqualTo("read");
    }

    static Stream<Arguments> thatSubscribeTwice() {
        return again(
                Arguments.of("repeat()", (UnaryOperator<Mono<ApiResponse<String>>>)
                        it -> it.repeat().last()),
                Arguments.of("repeat(1)", (UnaryOperator<Mono<ApiResponse<String>>>)
                        it -> it.repeat(1).last()),
                Arguments.of("then", (UnaryOperator<Mono<ApiResponse<String>>>) it -> it.then(it)),
                Arguments.of("flatMap", (UnaryOperator<Mono<ApiResponse<String>>>) it -> it.flatMap(answer -> it)),
                Arguments.of("merge", (UnaryOperator<Mono<ApiResponse<String>>>)
                        it -> Flux.merge(it, it).last()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thatSubscribeTwice")
    void anInstrumentationThatSubscribesTwiceDialsOnceAndItsCallerIsTold(
            String name, UnaryOperator<Mono<ApiResponse<String>>> instrumentation) {
        Result dial = send(Safety.CREATING, instrumentation);
        road.wire.flights.forEach(flight -> flight.answer("dialled"));

        assertThat(road.wire.flights).hasSize(1);
        assertThat(dial.failure(TransportException.class).outcomeUnknown())
                .as("the first one was sent")
                .isTrue();
        assertThat(road.gate.underWay()).isZero();
    }

    @Test
    void anInstrumentationThatSubscribesOnItsOwnHasDialledAndItsCallerIsTold() {
        Result dial = send(Safety.CREATING, it -> {
            it.subscribe(answer -> {}, failure -> {});
            return it;
        });

        assertThat(road.wire.flights).hasSize(1);
        assertThat(dial.failure(TransportException.class).outcomeUnknown()).isTrue();
    }

    @Test
    void aRetryOutsideOfTheClientIsANewExchangeEachTime() {
        Result dial = new Result(Mono.defer(() -> instrumented(road.exchange(Safety.CREATING), it -> it))
                .retry(1)
                .map(ApiResponse::body));
        road.wire.last().refuse(503);
        road.wire.last().answer("dialled");

        assertThat(road.wire.flights).hasSize(2);
        assertThat(dial.answer).isEqualTo("dialled");
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void whatAnInstrumentationThrowsBeforeTheBeginningIsAFailureOfWhichNothingWasSent(Throwable thrown) {
        List<UnaryOperator<Mono<ApiResponse<String>>>> instrumentations =
                List.of(it -> HookErrors.sneak(thrown), it -> null, it -> new Mono<>() {
                    @Override
                    public void subscribe(CoreSubscriber<? super ApiResponse<String>> actual) {
                        HookErrors.sneak(thrown);
                    }
                });
        for (UnaryOperator<Mono<ApiResponse<String>>> instrumentation : instrumentations) {
            Result dial = send(Safety.CREATING, instrumentation);

            assertThat(dial.failure(TransportException.class).phase()).isEqualTo(TransportException.Phase.NOT_SENT);
            assertThat(dial.failure(TransportException.class).outcomeUnknown()).isFalse();
            assertThat(road.wire.flights).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void whatAnInstrumentationThrowsWhenItIsAnsweredEndsTheExchangeWhoseOutcomeIsUnknown(Throwable thrown) {
        Result dial = send(Safety.CREATING, it -> new Throwing(it, "onNext", thrown));
        Result behind = send(Safety.CREATING, it -> it);
        road.wire.flights.get(0).answer("dialled");
        road.wire.flights.get(1).answer("dialled");

        assertThat(dial.failure(TransportException.class)).hasCause(thrown);
        assertThat(dial.failure(TransportException.class).outcomeUnknown()).isTrue();
        assertThat(behind.answer).isEqualTo("dialled");
        assertThat(road.gate.underWay()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void whatAnInstrumentationThrowsWhenItIsToldOfAFailureHidesThatFromNobody(Throwable thrown) {
        Result dial = send(Safety.CREATING, it -> new Throwing(it, "onError", thrown));
        road.wire.last().refuse(503);

        assertThat(dial.failure(ServerException.class).outcomeUnknown()).isTrue();
        assertThat(road.gate.underWay()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void whatAnInstrumentationThrowsWhenItIsSubscribedToEndsTheExchange(Throwable thrown) {
        Result dial = send(Safety.CREATING, it -> new Throwing(it, "onSubscribe", thrown));

        assertThat(dial.failure(TransportException.class)).hasCause(thrown);
        assertThat(road.gate.underWay()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void whatAnInstrumentationThrowsWhenItIsCancelledKeepsNoRequestAlive(Throwable thrown) {
        Result dial = send(Safety.CREATING, it -> new Throwing(it, "cancel", thrown));

        dial.cancel();

        assertThat(road.wire.last().cancelled).isTrue();
        assertThat(road.gate.underWay()).isZero();
    }

    @ParameterizedTest
    @MethodSource("io.texml.reactor.internal.HookErrors#all")
    void ofAnInstrumentationThatThrowsABulkGetsAnOutcomeAndGoesOn(Throwable thrown) {
        for (String method : List.of("subscribe", "onSubscribe", "onNext", "fails")) {
            List<Throwable> outcomes = new ArrayList<>();
            AtomicInteger completed = new AtomicInteger();
            new BulkFlux<Integer, String, Throwable>(
                            Flux.range(0, 3),
                            road.bulk(exchange -> instrumented(exchange, it -> new Throwing(it, method, thrown))),
                            (request, answer, failure) -> failure,
                            cutOff -> {})
                    .subscribe(outcomes::add, failure -> {}, completed::incrementAndGet);
            road.wire.flights.forEach(flight -> flight.answer(""));

            assertThat(outcomes).as(method).hasSize(3).doesNotContainNull();
            assertThat(completed).hasValue(1);
            assertThat(road.gate.underWay()).isZero();
        }
    }

    /** An operator that throws in one of its methods what Reactor's would have let through. */
    private static final class Throwing extends Mono<ApiResponse<String>> {

        private final Mono<ApiResponse<String>> source;
        private final String method;
        private final Throwable thrown;

        Throwing(Mono<ApiResponse<String>> source, String method, Throwable thrown) {
            this.source = source;
            this.method = method;
            this.thrown = thrown;
        }

        private void throwIn(String where) {
            if (method.equals(where)) {
                HookErrors.sneak(thrown);
            }
        }

        @Override
        public void subscribe(CoreSubscriber<? super ApiResponse<String>> actual) {
            throwIn("subscribe");
            if (method.equals("fails")) {
                Operators.error(actual, thrown);
                return;
            }
            source.subscribe(new CoreSubscriber<>() {
                @Override
                public void onSubscribe(Subscription subscription) {
                    throwIn("onSubscribe");
                    actual.onSubscribe(new Subscription() {
                        @Override
                        public void request(long n) {
                            subscription.request(n);
                        }

                        @Override
                        public void cancel() {
                            throwIn("cancel");
                            subscription.cancel();
                        }
                    });
                }

                @Override
                public void onNext(ApiResponse<String> answer) {
                    throwIn("onNext");
                    actual.onNext(answer);
                }

                @Override
                public void onError(Throwable failure) {
                    throwIn("onError");
                    actual.onError(failure);
                }

                @Override
                public void onComplete() {
                    throwIn("onComplete");
                    actual.onComplete();
                }
            });
        }
    }
}
