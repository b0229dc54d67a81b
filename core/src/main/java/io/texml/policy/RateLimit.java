package io.texml.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one response said about the server's rate limit, in the headers {@code x-ratelimit-limit}, {@code -remaining}
 * and {@code -reset}. A part that is missing or cannot be read is null.
 *
 * @param limit requests allowed in the window
 * @param remaining requests left in the window
 * @param reset time until the window opens again, never negative. The header may be seconds, fractions of them, or a
 *     point in time as in {@link RetryAfter}
 */
public record RateLimit(
        @Nullable Long limit,
        @Nullable Long remaining,
        @Nullable Duration reset) {

    private static final InstantSource SYSTEM = InstantSource.system();
    private static final Pattern FRACTION = Pattern.compile("(?:\\d{1,10}\\.\\d{0,20}|\\.\\d{1,20})");

    /**
     * Reads the three headers.
     *
     * @param headers the first value of a header by its name in any case, for example {@code answer.headers()::first}
     */
    public static RateLimit from(Function<String, @Nullable String> headers) {
        return from(headers, SYSTEM);
    }

    /** @param clock this machine's, asked only for a point in time */
    static RateLimit from(Function<String, @Nullable String> headers, InstantSource clock) {
        return new RateLimit(
                number(headers.apply("x-ratelimit-limit")),
                number(headers.apply("x-ratelimit-remaining")),
                reset(headers, clock));
    }

    /** Every answer comes here: plain seconds are read without a clock, a pattern or an object beside the result. */
    private static @Nullable Duration reset(Function<String, @Nullable String> headers, InstantSource clock) {
        String text = headers.apply("x-ratelimit-reset");
        Long seconds = number(text);
        if (seconds != null && seconds < PointInTime.SMALLEST_NUMBER) {
            return Duration.ofSeconds(seconds);
        }
        if (text == null || text.isBlank()) {
            return null;
        }
        Duration untilThen = PointInTime.waitUntil(text.strip(), headers, clock.instant());
        if (untilThen != null) {
            return untilThen;
        }
        return seconds != null ? Duration.ofSeconds(seconds) : fraction(text.strip());
    }

    /** Rounded up: whoever comes back a nanosecond too early is refused. */
    private static @Nullable Duration fraction(String text) {
        return FRACTION.matcher(text).matches()
                ? Duration.ofNanos(new BigDecimal(text)
                        .movePointRight(9)
                        .setScale(0, RoundingMode.CEILING)
                        .min(BigDecimal.valueOf(Long.MAX_VALUE))
                        .longValue())
                : null;
    }

    private static @Nullable Long number(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > 10) {
            return null;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
