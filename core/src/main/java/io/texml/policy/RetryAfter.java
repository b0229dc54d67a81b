package io.texml.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a server asks to wait. What it says can be absurd: everything here is at most a year.
 *
 * <p>A header may name a point in time instead of a wait: as a date (all forms of RFC 9110, and common ones that are nearly
 * that: {@code UTC} or an offset for {@code GMT}, a wrong weekday, ISO 8601), or as seconds or milliseconds since 1970. A
 * number is taken for one when it is at least 1,000,000,000 and lies, so read, within a year of the answer; nobody waits
 * for decades. A point in time is measured from the {@code Date} of the same answer: both are by the server's clock.
 */
public final class RetryAfter {

    private static final Duration LONGEST = PointInTime.FARTHEST;

    private RetryAfter() {}

    /**
     * How long an answer asks to wait before the next try: {@link #from(Function, Instant)}, and the time until the
     * rate-limit window opens ({@code x-ratelimit-reset}) when the answer is a 429 or says that the window is used up. The
     * longer of the two counts; null when neither is there. A window that still has room is not what refused the request,
     * so its reset does not count.
     *
     * @param status the answer's HTTP status
     * @param headers the first value of a header by its name in any case, for example {@code answer.headers()::first}
     * @param now this machine's time, for points in time in an answer without a usable {@code Date}
     */
    public static @Nullable Duration from(int status, Function<String, @Nullable String> headers, Instant now) {
        Duration asked = from(headers, now);
        RateLimit rateLimit = RateLimit.from(headers, () -> now);
        Long left = rateLimit.remaining();
        Duration reset = rateLimit.reset();
        boolean usedUp = left == null ? status == 429 : left <= 0;
        if (reset == null || !usedUp) {
            return asked;
        }
        return asked != null && asked.compareTo(reset) > 0 ? asked : capped(reset);
    }

    /**
     * The wait in {@code retry-after-ms} (milliseconds) or {@code retry-after} (seconds), fractions included, or until the
     * point in time that one of them names. A negative or past one is zero, an absurd one is cut at a year; null when there
     * is none that can be read.
     *
     * @param headers the first value of a header by its name in any case
     * @param now this machine's time, for points in time in an answer without a usable {@code Date}
     */
    public static @Nullable Duration from(Function<String, @Nullable String> headers, Instant now) {
        Duration precise = wait(headers.apply("retry-after-ms"), 1_000_000, headers, now);
        return precise != null ? precise : wait(headers.apply("retry-after"), 1_000_000_000, headers, now);
    }

    private static @Nullable Duration wait(
            @Nullable String value, long nanosPerUnit, Function<String, @Nullable String> headers, Instant now) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Duration untilThen = PointInTime.waitUntil(value.strip(), headers, now);
        return untilThen != null ? untilThen : scaled(value.strip(), nanosPerUnit);
    }

    private static @Nullable Duration scaled(String value, long nanosPerUnit) {
        if (value.length() > 40) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(value);
            if (number.signum() <= 0) {
                return Duration.ZERO;
            }
            // A huge exponent, up or down, would take all memory when it is written out.
            long digits = (long) number.precision() - number.scale();
            if (digits > 12) {
                return LONGEST;
            }
            if (digits < -12) {
                return Duration.ZERO;
            }
            return capped(Duration.ofNanos(number.multiply(BigDecimal.valueOf(nanosPerUnit))
                    .setScale(0, RoundingMode.CEILING)
                    .min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValue()));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
