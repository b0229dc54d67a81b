package io.texml.policy;

import java.time.Duration;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * When to try again, and after which pause. The decision is a pure function of what happened; nothing here waits.
 *
 * <p>The pause grows exponentially and is drawn evenly between zero and its bound (full jitter), so that callers who
 * failed together do not come back together. A wait that the server asks for is waited out in full before it.
 *
 * @param maxAttempts how often a request is started at most, the first time included; at least 1
 * @param baseDelay the bound of the pause before the second attempt; it doubles with every further one
 * @param maxDelay the largest bound of a pause
 */
public record RetryPolicy(int maxAttempts, Duration baseDelay, Duration maxDelay) {

    private static final RetryPolicy DEFAULTS = new RetryPolicy(4, Duration.ofMillis(500), Duration.ofSeconds(8));
    private static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

    /** Refuses fewer than one attempt and negative pauses. */
    public RetryPolicy {
        Objects.requireNonNull(baseDelay, "baseDelay");
        Objects.requireNonNull(maxDelay, "maxDelay");
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1");
        }
        if (baseDelay.isNegative() || maxDelay.compareTo(baseDelay) < 0) {
            throw new IllegalArgumentException("delays must not be negative, and maxDelay not below baseDelay");
        }
    }

    /** Four attempts, pauses of at most 0.5, 1 and 2 seconds: within what Telnyx's reliability guide asks for. */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /** One attempt, whatever happens. */
    public static RetryPolicy never() {
        return NEVER;
    }

    /**
     * Decides.
     *
     * @param failure what happened to the attempt
     * @param mayBeDoneTwice whether the request may be repeated when nobody knows if it was carried out
     * @param attempts how many attempts there were
     * @param remaining what is left of the total time
     * @param budget the client's budget; a granted retry has been paid for
     * @param random numbers from 0 (included) to 1 (excluded)
     */
    public RetryDecision decide(
            Failure failure,
            boolean mayBeDoneTwice,
            int attempts,
            Duration remaining,
            RetryBudget budget,
            DoubleSupplier random) {
        if (!failure.isRepeatable(mayBeDoneTwice)) {
            return RetryDecision.giveUp(RetryDecision.Reason.NOT_REPEATABLE);
        }
        if (attempts >= maxAttempts) {
            return RetryDecision.giveUp(RetryDecision.Reason.ATTEMPTS);
        }
        Duration delay = failure.retryAfter().plus(jitter(attempts, random));
        if (delay.compareTo(remaining) >= 0) {
            return RetryDecision.giveUp(RetryDecision.Reason.DEADLINE);
        }
        if (!budget.tryPay(failure)) {
            return RetryDecision.giveUp(RetryDecision.Reason.BUDGET);
        }
        return RetryDecision.retryAfter(delay);
    }

    private Duration jitter(int attempts, DoubleSupplier random) {
        double bound = Math.min(nanos(baseDelay) * Math.pow(2, attempts - 1), nanos(maxDelay));
        return Duration.ofNanos((long) (bound * random.getAsDouble()));
    }

    /** As a double: "no bound" may be written as more nanoseconds than a long holds. */
    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }
}
