package io.texml.reactor.internal.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiResponse;
import io.texml.ClientClosedException;
import io.texml.DecodingException;
import io.texml.SaturationException;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.operation.Pacing;
import io.texml.operation.Safety;
import io.texml.reactor.internal.Result;
import io.texml.reactor.internal.TestRoad;
import io.texml.reactor.internal.exchange.Attempt;
import io.texml.reactor.internal.exchange.Exchange;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.exchange.Observers;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.publisher.PublisherProbe;

class AdmissionTest {

    @Test
    void aCancelledWaiterLeavesAtOnce() {
        TestRoad road = new TestRoad(1, 10);
        new Result(road.send(Safety.SAFE));
        Result waiter = new Result(road.send(Safety.SAFE));
        assertThat(road.gate.waiting()).isOne();

        waiter.cancel();

        assertThat(road.gate.waiting()).isZero();
        road.wire.last().answer("first");
        assertThat(road.gate.underWay()).isZero();
        assertThat(road.wire.flights).hasSize(1);
    }

    @Test
    void aWaiterWhoseTimeIsUpLeavesAtOnceAndSaysWhichBoundItHit() {
        TestRoad road = new TestRoad(1, 10);
        new Result(road.send(Safety.SAFE));
        Result waiter =
                new Result(road.admission.exchange(road.exchange(Safety.SAFE)).map(answer -> "answer"));

        road.advance(TestRoad.MAX_WAIT);

        assertThat(waiter.failure(SaturationException.class).bound()).isEqualTo(SaturationException.Bound.QUEUE_TIME);
        assertThat(waiter.failure(SaturationException.class)).hasMessageContaining("maxConcurrency");
        assertThat(road.gate.waiting()).isZero();
    }

    @Test
    void aWaiterWhoseTotalTimeIsUpLeavesAtOnce() {
        TestRoad road = new TestRoad(1, 10);
        new Result(road.send(Safety.SAFE));
        Result waiter = new Result(road.send(road.exchange(Safety.CREATING, Pacing.NONE, Duration.ofSeconds(5))));

        road.advance(Duration.ofSeconds(5));

        SaturationException failure = waiter.failure(SaturationException.class);
        assertThat(failure.bound()).isEqualTo(SaturationException.Bound.QUEUE_TIME);
        assertThat(failure.attempts()).isZero();
        assertThat(failure.outcomeUnknown()).isFalse();
        assertThat(road.gate.waiting()).isZero();
    }

    @Test
    void aPauseOfTheRateLimitDoesNotCountAsWaiting() {
        TestRoad road = new TestRoad(1, 10);
        waitAtTheGate(road);
        Result goesOn = waitAtTheGate(road);
        Result dueInThePause = waitAtTheGate(road);
        road.advance(Duration.ofSeconds(10));
        Result dueAfterThePause = waitAtTheGate(road);
        road.advance(Duration.ofSeconds(10));
        road.wire.last().refuse(429, "retry-after", "15");
        road.advance(Duration.ofSeconds(5));
        Result cameInThePause = waitAtTheGate(road);

        // At 30 s the second and the third have waited long enough, but for the pause, which lasts till 35 s.
        road.advance(Duration.ofSeconds(15).minusNanos(1));
        assertThat(road.wire.flights).hasSize(2);
        assertThat(dueAfterThePause.failure).isNull();
        road.advance(Duration.ofNanos(1));
        assertThat(dueAfterThePause.failure(SaturationException.class).bound())
                .isEqualTo(SaturationException.Bound.QUEUE_TIME);

        // Who was due in the pause, or came in it, has the whole time from the pause's end.
        road.advance(Duration.ofSeconds(25).minusNanos(1));
        assertThat(dueInThePause.failure).isNull();
        assertThat(cameInThePause.failure).isNull();
        road.advance(Duration.ofNanos(1));
        assertThat(dueInThePause.failure).isInstanceOf(SaturationException.class);
        assertThat(cameInThePause.failure).isInstanceOf(SaturationException.class);
        assertThat(goesOn.failure).isNull();
        assertThat(road.gate.waiting()).isZero();
    }

    @Test
    void afterA429ASlowProbeHoldsTheLineUpForAMoment() {
        TestRoad road = new TestRoad(100, 100);
        Result refused =
                new Result(road.admission.exchange(road.exchange(Safety.SAFE)).map(ApiResponse::body));
        road.wire.last().refuse(429, "retry-after", "1");
        assertThat(refused.failure).isNotNull();
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            results.add(waitAtTheGate(road));
        }
        road.advance(Duration.ofSeconds(1));
        assertThat(road.wire.flights).as("the probe").hasSize(2);

        road.advance(Duration.ofSeconds(1).minusNanos(1));
        assertThat(road.wire.flights).hasSize(2);
        road.advance(Duration.ofNanos(1));
        assertThat(road.wire.flights).as("another").hasSize(3);
        road.wire.answersAtOnce = true;
        road.wire.last().answer("fast");

        assertThat(results)
                .filteredOn(result -> result.answer == null)
                .as("the probe")
                .hasSize(1);
    }

    /** Without a total timeout. */
    private static Result waitAtTheGate(TestRoad road) {
        return new Result(road.admission
                .exchange(road.exchange(Safety.SAFE, Pacing.NONE, Duration.ofDays(1)))
                .map(ApiResponse::body));
    }

    @Test
    void aThousandAtOnceAreAllServedWithinTheQueueLimit() {
        TestRoad road = new TestRoad(10, 990);
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            results.add(new Result(road.send(Safety.SAFE)));
        }
        for (int i = 0; i < 1_000; i++) {
            road.wire.flights.get(i).answer("served");
        }

        assertThat(results).allSatisfy(result -> assertThat(result.answer).isEqualTo("served"));
    }

    @Test
    void theOwnBoundIsExact() {
        TestRoad road = new TestRoad(2, 3);
        for (int i = 0; i < 5; i++) {
            assertThat(new Result(road.send(Safety.SAFE)).failure).isNull();
        }

        Result sixth = new Result(road.send(Safety.SAFE));

        assertThat(sixth.failure(SaturationException.class).bound()).isEqualTo(SaturationException.Bound.QUEUE_LENGTH);
        assertThat(sixth.failure(SaturationException.class)).hasMessageContaining("maxWaiting");
        assertThat(road.gate.underWay()).isEqualTo(2);
        assertThat(road.gate.waiting()).isEqualTo(3);
    }

    @Test
    void aPermitThatIsGrantedInTheMomentOfTheCancelGoesBack() {
        TestRoad road = new TestRoad(10, 10);
        new Result(road.send(Safety.SAFE));
        road.wire.last().answer("", "x-ratelimit-remaining", "0", "x-ratelimit-reset", "7");
        road.wire.answersAtOnce = true;
        List<Result> second = new ArrayList<>();
        road.send(Safety.SAFE).subscribe(answer -> second.get(0).cancel());
        second.add(new Result(road.send(Safety.SAFE)));

        road.advance(Duration.ofSeconds(7));

        assertThat(second.get(0).answer).isNull();
        assertThat(road.gate.underWay()).isZero();
        assertThat(road.gate.waiting()).isZero();
    }

    @Test
    void whoComesFirstIsServedFirstAndARetryGoesToTheBack() {
        TestRoad road = new TestRoad(1, 10);
        List<String> order = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            road.send(Safety.SAFE).subscribe(answer -> order.add(name));
        }
        road.wire.last().breakOff();
        road.advance(Duration.ZERO);
        for (int i = 0; i < 3; i++) {
            road.wire.last().answer("");
        }

        assertThat(order).containsExactly("b", "c", "a");
    }

    @Test
    void aHundredThousandWaitersThatEndAtOnceNeedNoDeeperStack() throws InterruptedException {
        TestRoad road = new TestRoad(1, 100_000);
        AtomicInteger answers = new AtomicInteger();
        new Result(road.admission.exchange(road.exchange(Safety.SAFE)).map(answer -> ""));
        for (int i = 0; i < 100_000; i++) {
            road.admission.exchange(road.exchange(Safety.SAFE)).subscribe(answer -> answers.incrementAndGet());
        }
        road.wire.answersAtOnce = true;

        Thread smallStack = new Thread(null, () -> road.wire.last().answer("the first"), "small-stack", 128 * 1024);
        smallStack.start();
        smallStack.join(60_000);

        assertThat(answers).hasValue(100_000);
        assertThat(road.gate.underWay()).isZero();
    }

    @Test
    void aSubscriberThatThrowsCostsNobodyElseAnAnswerATurnOrAPermit() {
        TestRoad road = new TestRoad(1, 10);
        Result first = new Result(road.send(Safety.SAFE));
        road.admission.exchange(road.exchange(Safety.SAFE)).subscribe(new CoreSubscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(1);
            }

            @Override
            public void onNext(ApiResponse<String> answer) {
                throw new IllegalStateException("of the test");
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onComplete() {}
        });
        Result third = new Result(road.send(Safety.SAFE));
        road.wire.answersAtOnce = true;

        road.wire.last().answer("first");

        assertThat(first.answer).isEqualTo("first");
        assertThat(third.answer).isNotNull();
        assertThat(road.gate.underWay()).isZero();
    }

    @Test
    void timesThatStandForNoLimitDoNotOverflow() {
        Duration forever = ChronoUnit.FOREVER.getDuration();
        TestRoad road = new TestRoad(1, 10);
        TestAdmission patient =
                new TestAdmission(road.wire, road.gate, null, forever, new Observers(List.of()), road.timer);
        new Result(road.send(road.exchange(Safety.SAFE, Pacing.NONE, forever)));
        Result waiting = new Result(patient.exchange(road.exchange(Safety.SAFE, Pacing.NONE, forever))
                .map(ApiResponse::body));
        Result throttled = new Result(road.send(road.exchange(Safety.SAFE, Pacing.NONE, forever)));
        road.wire.last().refuse(429, "retry-after", "1");
        road.advance(Duration.ofSeconds(1));
        road.wire.answersAtOnce = true;
        road.wire.last().answer("first");

        assertThat(waiting.answer).isNotNull();
        assertThat(throttled.answer).isNotNull();
    }

    @Test
    void anAnswerThatCannotBeReadStillTellsOfTheRateLimit() {
        TestRoad road = new TestRoad(10, 10);
        Result unreadable = new Result(road.send(Safety.CREATING));

        road.wire.last().garble("x-ratelimit-remaining", "0", "x-ratelimit-reset", "9");

        assertThat(unreadable.failure).isInstanceOf(DecodingException.class);
        assertThat(road.gate.pausedFor()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void closingFailsWhoWaitsAtTheGateForThePaceAndForARetry() {
        TestRoad road = TestRoad.withPace(1, 1, Duration.ofSeconds(5));
        Result retrying = new Result(road.send(Safety.SAFE));
        road.wire.last().refuse(503, "retry-after", "20");
        Result underWay = new Result(road.dial());
        Result paced = new Result(road.dial());
        Result inLine = new Result(road.send(Safety.SAFE));

        road.close();
        road.advance(Duration.ZERO);

        assertThat(inLine.failure).isInstanceOf(ClientClosedException.class);
        assertThat(paced.failure).isInstanceOf(ClientClosedException.class);
        assertThat(retrying.failure(ClientClosedException.class).getSuppressed())
                .hasSize(1);
        assertThat(underWay.failure).isNull();
        road.wire.last().answer("in time");
        assertThat(underWay.answer).isEqualTo("in time");
        assertThat(new Result(road.dial()).failure).isInstanceOf(ClientClosedException.class);
        assertThat(road.wire.flights).hasSize(2);
    }

    @Test
    void afterTheGraceTimeWhatIsUnderWayIsEndedAndItsOutcomeToldHonestly() {
        TestRoad road = new TestRoad(3, 0);
        Result read = new Result(road.send(Safety.SAFE));
        Result create = new Result(road.send(Safety.CREATING));
        road.wire.connectsSlowly = true;
        Result connecting = new Result(road.send(Safety.CREATING));
        road.close();

        road.admission.abort();
        road.advance(Duration.ZERO);

        assertThat(read.failure(ClientClosedException.class).outcomeUnknown()).isFalse();
        assertThat(create.failure(TransportException.class).outcomeUnknown()).isTrue();
        assertThat(connecting.failure(ClientClosedException.class).outcomeUnknown())
                .isFalse();
        assertThat(road.wire.flights)
                .allSatisfy(flight -> assertThat(flight.cancelled).isTrue());
        assertThat(road.gate.underWay()).isZero();
    }

    @Test
    void theGateIsIdleOnlyWhenItIsClosedAndTheLastOneIsGone() {
        TestRoad road = new TestRoad(3, 0);
        PublisherProbe<Void> idle = PublisherProbe.of(road.gate.whenIdle());
        CountDownLatch ended = new CountDownLatch(1);
        idle.mono().subscribe(nothing -> {}, thrown -> {}, ended::countDown);
        Result last = new Result(road.send(Safety.SAFE));
        road.close();
        road.advance(Duration.ZERO);
        assertThat(ended.getCount()).isOne();

        road.wire.last().answer("");
        road.advance(Duration.ZERO);

        assertThat(last.answer).isEmpty();
        assertThat(ended.getCount()).isZero();
    }

    @Test
    void anAttemptThatWasCancelledBeforeItWasWrittenIsNotWritten() {
        TestRoad road = new TestRoad(1, 0);
        road.wire.connectsSlowly = true;
        Result result = new Result(road.send(Safety.CREATING));

        result.cancel();

        assertThat(road.wire.last().write()).isFalse();
        assertThat(road.gate.underWay()).isZero();
    }

    @Test
    void racingCancelsAgainstTheWayIntoTheLineLeavesNobodyBehind() throws InterruptedException {
        TestRoad road = new TestRoad(1, 1_000_000);
        new Result(road.admission.exchange(road.exchange(Safety.SAFE)).map(answer -> ""));
        int rounds = 20_000;
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger published = new AtomicInteger();
        BaseSubscriber<?>[] subscribers = new BaseSubscriber<?>[rounds];
        for (int i = 0; i < rounds; i++) {
            subscribers[i] = new BaseSubscriber<ApiResponse<String>>() {};
        }
        Thread canceller = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                while (published.get() < i) {
                    Thread.onSpinWait();
                }
                subscribers[i].cancel();
            }
            done.countDown();
        });
        canceller.start();
        for (int i = 0; i < rounds; i++) {
            @SuppressWarnings("unchecked")
            BaseSubscriber<ApiResponse<String>> subscriber = (BaseSubscriber<ApiResponse<String>>) subscribers[i];
            published.set(i);
            road.admission.exchange(road.exchange(Safety.SAFE)).subscribe(subscriber);
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(road.gate.waiting()).isZero();
    }

    @Test
    void aFailureOfTheNextStageWhileItIsBeingBuiltIsAFailureLikeAnyOther() {
        TestRoad road = new TestRoad(1, 0);
        TestAdmission throwing = new TestAdmission(
                new LastStage() {
                    @Override
                    public <R> void send(Exchange<R> exchange, Attempt<R> attempt) {
                        throw new IllegalStateException("a hook");
                    }
                },
                road.gate,
                null,
                TestRoad.MAX_WAIT,
                new Observers(List.of()),
                road.timer);

        Result result =
                new Result(throwing.exchange(road.exchange(Safety.CREATING)).map(answer -> ""));

        assertThat(result.failure(TransportException.class).phase()).isEqualTo(TransportException.Phase.NOT_SENT);
        assertThat(result.failure).hasRootCauseMessage("a hook");
        assertThat(((TexmlException) result.failure).outcomeUnknown()).isFalse();
        assertThat(road.gate.underWay()).isZero();
    }
}
