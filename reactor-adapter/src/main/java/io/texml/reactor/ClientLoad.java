package io.texml.reactor;

import java.time.Duration;
import java.util.Objects;

/**
 * What a client is doing at one moment.
 *
 * @param underWay requests that were sent and not yet answered
 * @param waiting requests that wait for a permit, the rate limit or the dial pace
 * @param pausedFor how long the server's rate limit keeps requests waiting from now on; zero when it does not
 * @param retryBudget tokens left in the retry budget
 */
public record ClientLoad(int underWay, int waiting, Duration pausedFor, int retryBudget) {

    /** Refuses null. */
    public ClientLoad {
        Objects.requireNonNull(pausedFor, "pausedFor");
    }
}
