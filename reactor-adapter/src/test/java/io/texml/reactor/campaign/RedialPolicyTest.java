package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.AnsweredBy;
import io.texml.reactor.dialler.CallResult.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a contact is dialled again. */
class RedialPolicyTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void whatIsNotNamedIsNotRedialled() {
        assertThat(RedialPolicy.none().after(attempts(Outcome.BUSY))).isNull();
    }

    @Test
    void eachOutcomeHasItsOwnCount() {
        RedialPolicy policy = RedialPolicy.builder()
                .redial(ContactOutcome.BUSY, 2, MINUTE)
                .redial(ContactOutcome.NO_ANSWER, 1, MINUTE.multipliedBy(5))
                .build();
        assertThat(policy.after(attempts(Outcome.BUSY, Outcome.BUSY))).isEqualTo(MINUTE);
        assertThat(policy.after(attempts(Outcome.BUSY, Outcome.BUSY, Outcome.NO_ANSWER)))
                .isEqualTo(MINUTE.multipliedBy(5));
        assertThat(policy.after(attempts(Outcome.BUSY, Outcome.NO_ANSWER, Outcome.BUSY, Outcome.BUSY)))
                .isNull();
    }

    @Test
    void aDelayGrowsUpToTheLongest() {
        RedialPolicy policy = RedialPolicy.builder()
                .redialLater(ContactOutcome.BUSY, 100, MINUTE, 3, Duration.ofMinutes(10))
                .build();
        List<@Nullable Duration> delays = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        for (int number = 1; number <= 90; number++) {
            attempts.addAll(attempts(Outcome.BUSY));
            delays.add(policy.after(attempts));
        }
        assertThat(delays.subList(0, 4))
                .containsExactly(MINUTE, Duration.ofMinutes(3), Duration.ofMinutes(9), Duration.ofMinutes(10));
        assertThat(delays.get(89)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void allAttemptsTogetherHaveABound() {
        RedialPolicy policy = RedialPolicy.builder()
                .redial(ContactOutcome.BUSY, 9, MINUTE)
                .redial(ContactOutcome.NO_ANSWER, 9, MINUTE)
                .maxAttempts(2)
                .build();
        assertThat(policy.after(attempts(Outcome.BUSY))).isEqualTo(MINUTE);
        assertThat(policy.after(attempts(Outcome.BUSY, Outcome.NO_ANSWER))).isNull();
    }

    @Test
    void aMachineThatAnswersIsAnOutcomeOfItsOwn() {
        RedialPolicy policy =
                RedialPolicy.builder().redial(ContactOutcome.MACHINE, 1, MINUTE).build();
        assertThat(policy.after(List.of(attempt(Outcome.COMPLETED, AnsweredBy.MACHINE_END_BEEP))))
                .isEqualTo(MINUTE);
        assertThat(policy.after(List.of(attempt(Outcome.COMPLETED, AnsweredBy.HUMAN))))
                .isNull();
        assertThat(policy.after(List.of(attempt(Outcome.COMPLETED, null)))).isNull();
    }

    private static List<Attempt> attempts(Outcome... outcomes) {
        List<Attempt> attempts = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            attempts.add(attempt(outcome, null));
        }
        return attempts;
    }

    private static Attempt attempt(Outcome outcome, @Nullable AnsweredBy answeredBy) {
        return new Attempt(1, outcome, null, answeredBy, Instant.EPOCH, null, null);
    }
}
