package io.texml.redis;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** While this process grants no dials, as the server refused one. Under its own lock, which is the innermost. */
final class Pause {

    private static final Duration USUAL = Duration.ofSeconds(1);
    /** An absurd Retry-After must not stop dialling for good. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private boolean paused;
    private long until;

    /** How long a refusal pauses for. */
    static Duration length(@Nullable Duration retryAfter) {
        Duration length = Objects.requireNonNullElse(retryAfter, USUAL);
        if (length.isZero()) {
            return USUAL;
        }
        return length.compareTo(LONGEST) > 0 ? LONGEST : length;
    }

    /** Until then at least, by {@link System#nanoTime}. */
    synchronized void until(long time) {
        if (!paused || time - until > 0) {
            paused = true;
            until = time;
        }
    }

    /** Nanoseconds, zero when there is none. */
    synchronized long left() {
        long left = until - System.nanoTime();
        paused = paused && left > 0;
        return paused ? left : 0;
    }
}
