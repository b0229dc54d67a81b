package io.texml.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryBudgetTest {

    private static final Duration PLENTY = Duration.ofMinutes(5);

    @ParameterizedTest
    @EnumSource(
            value = Failure.Kind.class,
            names = {"NOT_SENT", "SERVER_ERROR", "TIMED_OUT", "BROKEN"})
    void aThousandCallsInATotalOutageCauseAtMostOneAndAFifthRequestsEach(Failure.Kind kind) {
        RetryBudget budget = new RetryBudget(RetryBudget.DEFAULT_CAPACITY);
        int requests = 0;
        for (int call = 0; call < 1_000; call++) {
            int attempts = 1;
            while (isRetried(kind, attempts, budget)) {
                attempts++;
            }
            requests += attempts;
        }

        assertThat(requests).isGreaterThan(1_000).isLessThanOrEqualTo(1_200);
    }

    @Test
    void aTimeoutCostsTwiceWhatAnotherFailureCosts() {
        RetryBudget budget = new RetryBudget(100);

        isRetried(Failure.Kind.SERVER_ERROR, 1, budget);
        int afterError = budget.tokens();
        isRetried(Failure.Kind.TIMED_OUT, 1, budget);

        assertThat(100 - afterError).isEqualTo(5);
        assertThat(afterError - budget.tokens()).isEqualTo(10);
    }

    @Test
    void aRefusalByTheRateLimitCostsNothing() {
        RetryBudget empty = new RetryBudget(0);

        assertThat(isRetried(Failure.Kind.THROTTLED, 1, empty)).isTrue();
        assertThat(isRetried(Failure.Kind.SERVER_ERROR, 1, empty)).isFalse();
    }

    @Test
    void successRefillsAnEmptyBudgetUpToItsSize() {
        RetryBudget budget = new RetryBudget(10);
        isRetried(Failure.Kind.TIMED_OUT, 1, budget);
        assertThat(isRetried(Failure.Kind.SERVER_ERROR, 1, budget)).isFalse();

        for (int i = 0; i < 5; i++) {
            budget.onSuccess();
        }

        assertThat(isRetried(Failure.Kind.SERVER_ERROR, 1, budget)).isTrue();
        for (int i = 0; i < 1_000; i++) {
            budget.onSuccess();
        }
        assertThat(budget.tokens()).isEqualTo(10);
    }

    @Test
    void oneClientsOutageLeavesAnotherClientsBudgetAlone() {
        RetryBudget inTrouble = new RetryBudget(5);
        RetryBudget unrelated = new RetryBudget(5);

        isRetried(Failure.Kind.SERVER_ERROR, 1, inTrouble);

        assertThat(isRetried(Failure.Kind.SERVER_ERROR, 1, inTrouble)).isFalse();
        assertThat(isRetried(Failure.Kind.SERVER_ERROR, 1, unrelated)).isTrue();
    }

    @Test
    void tooLittleForATimeoutIsNotTakenAtAll() {
        RetryBudget budget = new RetryBudget(9);

        assertThat(isRetried(Failure.Kind.TIMED_OUT, 1, budget)).isFalse();
        assertThat(budget.tokens()).isEqualTo(9);
    }

    @Test
    void aNegativeSizeIsRefused() {
        assertThatThrownBy(() -> new RetryBudget(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean isRetried(Failure.Kind kind, int attempts, RetryBudget budget) {
        return RetryPolicy.defaults()
                .decide(Failure.of(kind), true, attempts, PLENTY, budget, () -> 0.5)
                .retry();
    }
}
