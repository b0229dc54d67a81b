package io.texml.reactor;

import java.time.Duration;
import java.util.Objects;

/**
 * What a client is doing at one moment.
 *
 * @param underWay requests that were sent and not yet answered
 * @param busy requests and downloads that real time moves on: under way, cancelled with their connection not free yet, or
 *     answered with their caller being told. When it is zero, nothing happens until the {@link TexmlClientBuilder#scheduler
 *     scheduler's} time moves or somebody asks for something: what waits for the rate limit, the dial pace or a retry is not
 *     busy. A test that moves that time waits for this first
 * @param waiting requests that wait for a permit, the rate limit or the dial pace
 * @param pausedFor how long the server's rate limit keeps requests waiting from now on; zero when it does not
 * @param retryBudget tokens left in the retry budget
 */
public record ClientLoad(int underWay, int busy, int waiting, Duration pausedFor, int retryBudget) {

    /** Refuses null. */
    public ClientLoad {
        Objects.requireNonNull(pausedFor, "pausedFor");
    }
}
