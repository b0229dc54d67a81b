package io.texml.reactor.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiResponse;
import io.texml.ClientClosedException;
import io.texml.RateLimitException;
import io.texml.RequestOptions;
import io.texml.SaturationException;
import io.texml.ServerException;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.operation.Pacing;
import io.texml.operation.Safety;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.internal.Result;
import io.texml.reactor.internal.TestRoad;
import io.texml.reactor.internal.admission.TestAdmission;
import io.texml.reactor.spi.Paces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

class RetryTest {

    private final TestRoad road = new TestRoad(1, 100);

    @Test
    void whileARequestWaitsForItsRetryItHoldsNoPermit() {
        new Result(road.send(Safety.SAFE));
        road.wire.last().refuse(503, "retry-after", "10");

        assertThat(road.gate.underWay()).isZero();
        road.advance(Duration.ofSeconds(10));
        assertThat(road.gate.underWay()).isOne();
    }

    @Test
    void aRequestThatWaitsForItsRetryHoldsNobodyUp() {
        Result slow = new Result(road.send(Safety.SAFE));
        road.wire.last().refuse(503, "retry-after", "10");

        Result other = new Result(road.send(Safety.SAFE));
        road.wire.last().answer("meanwhile");

        assertThat(other.answer).isEqualTo("meanwhile");
        road.advance(Duration.ofSeconds(10));
        road.wire.last().answer("late");
        assertThat(slow.answer).isEqualTo("late");
    }

    @Test
    void theLastFailureSurfacesWithTheAttemptsAndTheEarlierOnesInIt() {
        Result result = new Result(road.send(Safety.SAFE));
        road.wire.last().refuse(500);
        road.advance(Duration.ZERO);
        road.wire.last().breakOff();
        road.advance(Duration.ZERO);
        road.wire.last().failToConnect();
        road.advance(Duration.ZERO);
        road.wire.last().refuse(503);

        ServerException last = result.failure(ServerException.class);
        assertThat(last.status()).isEqualTo(503);
        assertThat(last.attempts()).isEqualTo(4);
        assertThat(last.getSuppressed())
                .extracting(earlier -> ((TexmlException) earlier).attempts())
                .containsExactly(1, 2, 3);
        assertThat(last.getSuppressed()[0]).isInstanceOf(ServerException.class);
        assertThat(last.getSuppressed()[1]).isInstanceOf(TransportException.class);
    }

    @Test
    void aTimeoutWithResubscriptionGivesAValue() {
        Mono<String> call = road.send(Safety.SAFE)
                .timeout(Duration.ofSeconds(2), road.clock)
                .retry(1);
        Result result = new Result(call);

        road.advance(Duration.ofSeconds(2));

        assertThat(road.wire.flights).hasSize(2);
        assertThat(road.wire.flights.get(0).cancelled).isTrue();
        road.wire.last().answer("second");
        assertThat(result.answer).isEqualTo("second");
    }

    @Test
    void aTimeoutWithoutResubscriptionIsTheCallersOwn() {
        Result result = new Result(road.send(Safety.SAFE).timeout(Duration.ofSeconds(2), road.clock));
        road.advance(Duration.ofSeconds(2));

        assertThat(result.failure).isInstanceOf(TimeoutException.class);
        assertThat(road.gate.underWay()).isZero();
    }

    @Test
    void aCreatingRequestIsNotRepeatedAfterAnAmbiguousFailure() {
        Result refused = new Result(road.send(Safety.CREATING));
        road.wire.last().refuse(500);
        Result broken = new Result(road.send(Safety.CREATING));
        road.wire.last().breakOff();
        road.advance(Duration.ofSeconds(60));

        assertThat(road.wire.flights).hasSize(2);
        assertThat(refused.failure(ServerException.class).outcomeUnknown()).isTrue();
        assertThat(broken.failure(TransportException.class).outcomeUnknown()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Safety.class)
    void whatWasNotSentOrWasRefusedBy429IsRetriedForAll(Safety safety) {
        Result result = new Result(road.send(safety));
        road.wire.last().failToConnect();
        road.advance(Duration.ZERO);
        road.wire.last().refuse(429, "retry-after", "1");
        road.advance(Duration.ofSeconds(1));
        road.wire.last().answer("third time lucky");

        assertThat(result.answer).isEqualTo("third time lucky");
    }

    @Test
    void aWaitThatWouldPassTheDeadlineFailsNowAndSaysWhenToComeBack() {
        Result result = new Result(road.send(Safety.SAFE));

        road.wire.last().refuse(503, "retry-after", "61");

        ServerException failure = result.failure(ServerException.class);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(61));
        assertThat(failure.attempts()).isOne();
    }

    @Test
    void theResetOfTheRateLimitIsAFloorOfTheRetryToo() {
        Result tooLong = new Result(road.send(Safety.CREATING));
        road.wire.last().refuse(429, "x-ratelimit-reset", "61");

        assertThat(tooLong.failure(RateLimitException.class).retryAfter()).contains(Duration.ofSeconds(61));
    }

    @Test
    void whenThePauseIsLongerThanARequestHasTimeItFailsNowWhetherItWaitsOrComes() {
        Result refused = new Result(road.send(Safety.SAFE));
        Result inLine = new Result(road.send(road.exchange(Safety.SAFE, Pacing.NONE, Duration.ofSeconds(20))));
        Result patient = new Result(road.send(Safety.SAFE));

        road.wire.last().refuse(429, "retry-after", "30");
        Result late = new Result(road.send(road.exchange(Safety.SAFE, Pacing.NONE, Duration.ofSeconds(20))));

        for (Result result : new Result[] {inLine, late}) {
            SaturationException failure = result.failure(SaturationException.class);
            assertThat(failure.bound()).isEqualTo(SaturationException.Bound.RATE_LIMIT);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30));
        }
        assertThat(refused.failure).isNull();
        assertThat(patient.failure).isNull();
        assertThat(road.gate.waiting()).isOne();
        assertThat(road.pauses).containsExactly("ALL PT30S");
    }

    @Test
    void afterA429TheWholeClientPausesAndStartsAgainWithOneThenTwoThenMore() {
        TestRoad wide = new TestRoad(100, 100);
        List<Result> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(new Result(wide.send(Safety.SAFE)));
        }
        List<TestRoad.Flight> first = List.copyOf(wide.wire.flights);
        first.forEach(flight -> flight.refuse(429, "retry-after", "5"));
        all.add(new Result(wide.send(Safety.SAFE)));
        wide.advance(Duration.ofSeconds(5).minusNanos(1));
        assertThat(wide.wire.flights).as("during the pause").hasSize(20);

        wide.advance(Duration.ofNanos(1));
        assertThat(wide.gate.underWay()).isOne();
        wide.wire.last().answer("");
        assertThat(wide.gate.underWay()).isEqualTo(2);
        wide.wire.last().answer("");
        assertThat(wide.gate.underWay()).isEqualTo(3);

        while (wide.gate.underWay() > 0) {
            List.copyOf(wide.wire.flights).stream()
                    .filter(flight -> !flight.over)
                    .forEach(flight -> flight.answer(""));
        }
        assertThat(all).allMatch(result -> result.answer != null);
        assertThat(wide.pauses).containsExactly("ALL PT5S");
    }

    @Test
    void theTotalTimeCoversPaceQueueAttemptsAndPausesTogether() {
        TestRoad paced = TestRoad.withPace(1, 1, Duration.ofSeconds(5));
        new Result(paced.dial());
        paced.wire.last().answer("");
        Result dial = new Result(paced.dial(Duration.ofSeconds(20)));
        Result inFront = new Result(paced.send(Safety.SAFE));
        paced.advance(Duration.ofSeconds(5).plusNanos(1));
        assertThat(paced.wire.flights).as("it waits for the permit now").hasSize(2);
        paced.advance(Duration.ofSeconds(3));
        paced.wire.last().answer("");
        paced.wire.last().refuse(429, "retry-after", "6");
        paced.advance(Duration.ofSeconds(6));
        assertThat(paced.wire.flights).as("its second attempt").hasSize(4);

        paced.advance(Duration.ofSeconds(6).minusNanos(2));
        assertThat(dial.failure).isNull();
        paced.advance(Duration.ofNanos(1));

        TransportException failure = dial.failure(TransportException.class);
        assertThat(failure.phase()).isEqualTo(TransportException.Phase.DEADLINE);
        assertThat(failure.attempts()).isEqualTo(2);
        assertThat(failure.outcomeUnknown()).isTrue();
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(inFront.answer).isNotNull();
        assertThat(paced.gate.underWay()).isZero();
    }

    @Test
    void aWindowThatIsUsedUpHoldsRequestsBackAndTheObserverHearsOfItOnce() {
        new Result(road.send(Safety.SAFE));
        road.wire.last().answer("", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "7");
        Result waiting = new Result(road.send(Safety.SAFE));
        assertThat(road.wire.flights).hasSize(1);

        road.advance(Duration.ofSeconds(7));

        assertThat(road.wire.flights).hasSize(2);
        assertThat(waiting.failure).isNull();
        assertThat(road.pauses).containsExactly("ALL PT7S");
    }

    @Test
    void theDeadlineEndsWhatIsUnderWayAndACreatingRequestsOutcomeIsUnknown() {
        Result read = new Result(road.send(Safety.SAFE));
        road.advance(TestRoad.TOTAL);
        Result create = new Result(road.send(Safety.CREATING));
        road.advance(TestRoad.TOTAL);

        assertThat(read.failure(TransportException.class).phase()).isEqualTo(TransportException.Phase.DEADLINE);
        assertThat(read.failure(TransportException.class).outcomeUnknown()).isFalse();
        assertThat(create.failure(TransportException.class).outcomeUnknown()).isTrue();
        assertThat(road.wire.flights)
                .allSatisfy(flight -> assertThat(flight.cancelled).isTrue());
    }

    @Test
    void aCreatingRequestThatWasOnlyEverRefusedIsNotUnknownWhenItsTimeIsUp() {
        Result create = new Result(road.send(road.exchange(Safety.CREATING, Pacing.NONE, Duration.ofSeconds(20))));
        road.wire.last().refuse(429, "retry-after", "1");
        Result probe = new Result(road.send(Safety.SAFE));
        road.advance(Duration.ofSeconds(20));

        TransportException failure = create.failure(TransportException.class);
        assertThat(failure.phase()).isEqualTo(TransportException.Phase.DEADLINE);
        assertThat(failure.outcomeUnknown()).isFalse();
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(probe.failure).isNull();
    }

    @Test
    void anEarlierAmbiguousAttemptStaysAmbiguousWhateverComesLater() {
        Exchange<String> atOwnRisk = new Exchange<>(
                road.exchange(Safety.CREATING).operation(),
                Safety.CREATING,
                road.exchange(Safety.CREATING).request(),
                RequestOptions.builder().repeatEvenIfDoneTwice().build(),
                new TotalTime(TestRoad.TOTAL, road.timer, road.timer),
                () -> {});
        Result result = new Result(road.send(atOwnRisk));
        road.wire.last().breakOff();
        road.advance(Duration.ZERO);
        road.wire.last().refuse(404);

        assertThat(((TexmlException) result.failure).outcomeUnknown()).isTrue();
    }

    @Test
    void thousandsOfRetriesNeedNoDeeperStack() throws InterruptedException {
        int retries = 5_000;
        RequestOptions patient = RequestOptions.builder()
                .retryPolicy(new RetryPolicy(retries + 1, Duration.ZERO, Duration.ZERO))
                .build();
        Exchange<String> exchange = new Exchange<>(
                road.exchange(Safety.SAFE).operation(),
                Safety.SAFE,
                road.exchange(Safety.SAFE).request(),
                patient,
                new TotalTime(Duration.ofDays(30), road.timer, road.timer),
                () -> {});
        Result result = new Result(road.send(exchange));
        for (int i = 0; i < retries; i++) {
            road.wire.last().refuse(429, "retry-after", "1");
            road.advance(Duration.ofSeconds(1));
        }

        Thread smallStack = new Thread(null, () -> road.wire.last().answer("at last"), "small-stack", 128 * 1024);
        smallStack.start();
        smallStack.join(60_000);

        assertThat(result.answer).isEqualTo("at last");
        assertThat(exchange.sending().attempts()).isEqualTo(retries + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbled", "503", "429"})
    void whatForbidsTheRetryIsObeyedWithEveryAnswer(String answer) {
        Result result = new Result(road.send(Safety.SAFE));
        switch (answer) {
            case "garbled" -> road.wire.last().garble("x-should-retry", " FALSE ");
            default -> road.wire.last().refuse(Integer.parseInt(answer), "x-should-retry", "false");
        }
        road.advance(Duration.ofSeconds(40));

        assertThat(result.failure).isInstanceOf(TexmlException.class);
        assertThat(road.wire.flights).hasSize(1);
    }

    @Test
    void cancellingInThePauseBeforeARetryEndsIt() {
        Result result = new Result(road.send(Safety.SAFE));
        road.wire.last().refuse(503, "retry-after", "3");

        result.cancel();
        road.advance(Duration.ofSeconds(60));

        assertThat(road.wire.flights).hasSize(1);
    }

    @Test
    void aRetryThatIsDueWhenTheClientClosesIsToldSo() {
        Result result = new Result(road.send(Safety.SAFE));
        road.close();
        road.wire.last().refuse(503, "retry-after", "3");

        assertThat(result.failure(ClientClosedException.class).getSuppressed()).hasSize(1);
    }

    @Test
    void theContextOfTheSubscriberReachesTheWireThroughEveryStage() {
        TestRoad paced = TestRoad.withPace(1, 1, Duration.ofSeconds(1));
        List<String> seen = new ArrayList<>();
        LastStage wire = new LastStage() {
            @Override
            public <R> void send(Exchange<R> exchange, Attempt<R> attempt) {
                Mono<ApiResponse<R>> answer = Mono.deferContextual(context -> {
                    seen.add(context.get("trace"));
                    return seen.size() == 1 ? Mono.error(notSent(exchange)) : Mono.empty();
                });
                answer.subscribe(attempt);
            }
        };
        TestAdmission admission = new TestAdmission(
                wire,
                paced.gate,
                Paces.rolling(1, Duration.ofSeconds(1), paced.clock),
                TestRoad.MAX_WAIT,
                new Observers(List.of()),
                paced.timer);
        Stage road = new DeadlineStage(
                new RetryStage(
                        admission.stage,
                        new RetryPolicy(2, Duration.ZERO, Duration.ZERO),
                        paced.budget,
                        new Observers(List.of()),
                        paced.timer,
                        Mono.never()),
                paced.timer,
                paced.timer);
        new ExchangeMono<>(road, () -> paced.exchange(Safety.CREATING, Pacing.DIAL, TestRoad.TOTAL))
                .contextWrite(Context.of("trace", "abc"))
                .subscribe();

        paced.advance(Duration.ofSeconds(1));

        assertThat(seen).as("the attempt and its retry").containsExactly("abc", "abc");
    }

    private static TransportException notSent(Exchange<?> exchange) {
        return new TransportException(TransportException.Phase.NOT_SENT, "a test", exchange.details(), null);
    }
}
