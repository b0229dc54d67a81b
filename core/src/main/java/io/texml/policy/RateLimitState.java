package io.texml.policy;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of the server's rate limit at one moment.
 *
 * @param limit requests allowed in a window; null until a response says so
 * @param remaining requests left in the current window; null when no window is known
 * @param reset time until the window opens again; null when no window is known
 * @param pausedFor how long requests wait from now on; zero when they do not
 */
public record RateLimitState(
        @Nullable Long limit,
        @Nullable Long remaining,
        @Nullable Duration reset,
        Duration pausedFor) {

    /** Refuses null. */
    public RateLimitState {
        Objects.requireNonNull(pausedFor, "pausedFor");
    }
}
