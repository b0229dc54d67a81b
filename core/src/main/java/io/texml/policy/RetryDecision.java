package io.texml.policy;

import java.time.Duration;
import java.util.Objects;

/**
 * What {@link RetryPolicy} decided.
 *
 * @param retry whether to try again
 * @param delay how long to wait first; zero when giving up
 * @param reason why
 */
public record RetryDecision(boolean retry, Duration delay, Reason reason) {

    /** Refuses null. */
    public RetryDecision {
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(reason, "reason");
    }

    static RetryDecision retryAfter(Duration delay) {
        return new RetryDecision(true, delay, Reason.GRANTED);
    }

    static RetryDecision giveUp(Reason reason) {
        return new RetryDecision(false, Duration.ZERO, reason);
    }

    /** Why a decision fell as it did. */
    public enum Reason {
        /** The request is tried again. */
        GRANTED,
        /** The failure is final, or repeating the request could do something twice. */
        NOT_REPEATABLE,
        /** All attempts are used up. */
        ATTEMPTS,
        /** The wait would pass the total time. */
        DEADLINE,
        /** The client's retry budget is used up: the server is in trouble, and more requests would not help it. */
        BUDGET
    }
}
