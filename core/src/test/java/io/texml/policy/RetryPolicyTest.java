package io.texml.policy;

import static io.texml.operation.Safety.CREATING;
import static io.texml.operation.Safety.IDEMPOTENT;
import static io.texml.operation.Safety.SAFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.operation.Safety;
import io.texml.policy.RetryDecision.Reason;
import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private static final Duration PLENTY = Duration.ofMinutes(5);
    private static final DoubleSupplier HALF = () -> 0.5;

    private final RetryBudget budget = new RetryBudget(RetryBudget.DEFAULT_CAPACITY);

    @ParameterizedTest(name = "{0}: safe {1}, idempotent {2}, creating {3}, creating with the risk accepted {4}")
    @CsvSource({
        "NOT_SENT,     true,  true,  true,  true",
        "THROTTLED,    true,  true,  true,  true",
        "SERVER_ERROR, true,  true,  false, true",
        "TIMED_OUT,    true,  true,  false, true",
        "BROKEN,       true,  true,  false, true",
        "FINAL,        false, false, false, false",
    })
    void theMatrixSaysWhoIsRetriedAfterWhat(
            Failure.Kind kind, boolean safe, boolean idempotent, boolean creating, boolean creatingAtOwnRisk) {
        Failure failure = Failure.of(kind);

        assertThat(isRetried(failure, SAFE, false)).isEqualTo(safe);
        assertThat(isRetried(failure, IDEMPOTENT, false)).isEqualTo(idempotent);
        assertThat(isRetried(failure, CREATING, false)).isEqualTo(creating);
        assertThat(isRetried(failure, CREATING, true)).isEqualTo(creatingAtOwnRisk);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "408, TIMED_OUT",
        "429, THROTTLED",
        "500, SERVER_ERROR",
        "502, SERVER_ERROR",
        "503, SERVER_ERROR",
        "504, SERVER_ERROR",
        "599, SERVER_ERROR",
        "600, FINAL",
        "302, FINAL",
        "400, FINAL",
        "401, FINAL",
        "404, FINAL",
        "409, FINAL",
        "422, FINAL",
    })
    void aStatusStandsForAKindOfFailure(int status, Failure.Kind kind) {
        assertThat(Failure.kindOf(status)).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "0, true", "101, true", "199, true", "300, true", "301, true", "302, true", "303, true", "304, true",
        "306, true", "307, false", "308, false", "399, true", "400, false", "401, false", "404, false", "408, true",
        "409, false", "422, false", "429, false", "499, false", "500, true", "599, true", "600, true", "999, true"
    })
    void aStatusSaysWhetherACreatingRequestMayHaveBeenCarriedOut(int status, boolean ambiguous) {
        assertThat(Failure.isAmbiguous(status)).isEqualTo(ambiguous);
    }

    @ParameterizedTest
    @EnumSource(Failure.Kind.class)
    void aServerThatForbidsTheRetryIsObeyedWhateverHappened(Failure.Kind kind) {
        Failure forbidden = new Failure(kind, Duration.ZERO, true);

        for (Safety safety : Safety.values()) {
            assertThat(decide(forbidden, safety, true, 1, PLENTY, HALF).reason())
                    .isEqualTo(Reason.NOT_REPEATABLE);
        }
    }

    @ParameterizedTest(name = "after attempt {0} a pause lies in [0, {1} ms)")
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "4, 4000", "5, 8000", "6, 8000", "40, 8000"})
    void jitterIsFullAndItsBoundDoublesUpToTheLargest(int attempts, long boundMillis) {
        RetryPolicy policy = new RetryPolicy(100, Duration.ofMillis(500), Duration.ofSeconds(8));
        Duration bound = Duration.ofMillis(boundMillis);

        assertThat(delay(policy, attempts, () -> 0)).isEqualTo(Duration.ZERO);
        assertThat(delay(policy, attempts, HALF)).isEqualTo(bound.dividedBy(2));
        assertThat(delay(policy, attempts, () -> Math.nextDown(1.0))).isBetween(bound.minusNanos(2), bound);
    }

    @Test
    void jitterIsSpreadEvenlySoThatThoseWhoFailedTogetherDoNotComeBackTogether() {
        Random random = new Random(20260804);
        int[] quarters = new int[4];
        for (int i = 0; i < 4_000; i++) {
            Duration delay = delay(RetryPolicy.defaults(), 1, random::nextDouble);
            quarters[(int) (delay.toNanos() / Duration.ofMillis(125).toNanos())]++;
        }

        for (int count : quarters) {
            assertThat(count).isBetween(900, 1_100);
        }
    }

    @Test
    void whatTheServerAsksForIsAFloorAndJitterComesOnTop() {
        Failure failure = new Failure(Failure.Kind.THROTTLED, Duration.ofSeconds(7), false);

        assertThat(decide(failure, CREATING, false, 1, PLENTY, () -> 0).delay()).isEqualTo(Duration.ofSeconds(7));
        assertThat(decide(failure, CREATING, false, 1, PLENTY, HALF).delay()).isEqualTo(Duration.ofMillis(7_250));
    }

    @Test
    void aWaitThatWouldReachTheDeadlineGivesUpNowAndCostsNothing() {
        Failure failure = new Failure(Failure.Kind.SERVER_ERROR, Duration.ofSeconds(7), false);

        assertThat(decide(failure, SAFE, false, 1, Duration.ofSeconds(7), () -> 0)
                        .reason())
                .isEqualTo(Reason.DEADLINE);
        assertThat(decide(failure, SAFE, false, 1, Duration.ofSeconds(-1), () -> 0)
                        .reason())
                .isEqualTo(Reason.DEADLINE);
        assertThat(budget.tokens()).isEqualTo(budget.capacity());
        assertThat(decide(failure, SAFE, false, 1, Duration.ofSeconds(7).plusNanos(1), () -> 0)
                        .retry())
                .isTrue();
    }

    @Test
    void attemptsAreBounded() {
        Failure failure = Failure.of(Failure.Kind.NOT_SENT);

        assertThat(decide(failure, SAFE, false, 3, PLENTY, HALF).retry()).isTrue();
        assertThat(decide(failure, SAFE, false, 4, PLENTY, HALF).reason()).isEqualTo(Reason.ATTEMPTS);
        RetryDecision never = RetryPolicy.never().decide(failure, true, 1, PLENTY, budget, HALF);
        assertThat(never.reason()).isEqualTo(Reason.ATTEMPTS);
    }

    @Test
    void theReasonForGivingUpIsTheOneThatCannotBeHelpedFirst() {
        RetryBudget empty = new RetryBudget(0);

        RetryDecision decision =
                RetryPolicy.defaults().decide(Failure.of(Failure.Kind.SERVER_ERROR), true, 1, PLENTY, empty, HALF);

        assertThat(decision.reason()).isEqualTo(Reason.BUDGET);
        assertThat(decision.delay()).isZero();
    }

    @Test
    void aDelayWithoutBoundIsNoOverflow() {
        RetryPolicy patient = new RetryPolicy(2_000, Duration.ofSeconds(1), Duration.ofSeconds(Long.MAX_VALUE));

        Duration delay = delay(patient, 1_999, () -> 0.5, Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(delay).isGreaterThan(Duration.ofDays(365));
        assertThat(delay(new RetryPolicy(2_000, Duration.ZERO, Duration.ZERO), 1_999, HALF))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aPolicyWithoutAnAttemptIsRefused(int attempts) {
        assertThatThrownBy(() -> new RetryPolicy(attempts, Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void delaysThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new RetryPolicy(2, Duration.ofMillis(-1), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RetryPolicy(2, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private boolean isRetried(Failure failure, Safety safety, boolean evenIfDoneTwice) {
        return decide(failure, safety, evenIfDoneTwice, 1, PLENTY, HALF).retry();
    }

    private RetryDecision decide(
            Failure failure,
            Safety safety,
            boolean evenIfDoneTwice,
            int attempts,
            Duration remaining,
            DoubleSupplier random) {
        return RetryPolicy.defaults()
                .decide(failure, safety.mayBeDoneTwice(evenIfDoneTwice), attempts, remaining, budget, random);
    }

    private static Duration delay(RetryPolicy policy, int attempts, DoubleSupplier random) {
        return delay(policy, attempts, random, PLENTY);
    }

    private static Duration delay(RetryPolicy policy, int attempts, DoubleSupplier random, Duration remaining) {
        RetryDecision decision = policy.decide(
                Failure.of(Failure.Kind.SERVER_ERROR),
                true,
                attempts,
                remaining,
                new RetryBudget(RetryBudget.DEFAULT_CAPACITY),
                random);
        assertThat(decision.retry()).isTrue();
        return decision.delay();
    }
}
