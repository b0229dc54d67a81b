package io.texml.policy;

import io.texml.Headers;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads how long a server asks to wait. What it says can be absurd: everything here is at most a year. */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofDays(365);

    private RetryAfter() {}

    /**
     * How long an answer asks to wait before the next try: {@link #from(Headers, Instant)}, and the time until the
     * rate-limit window opens ({@code x-ratelimit-reset}) when the answer is a 429 or says that the window is used up. The
     * longer of the two counts; null when neither is there. A window that still has room is not what refused the request,
     * so its reset does not count.
     *
     * @param status the answer's HTTP status
     */
    public static @Nullable Duration from(int status, Headers headers, Instant now) {
        Duration asked = from(headers, now);
        RateLimit rateLimit = RateLimit.from(headers);
        Long left = rateLimit.remaining();
        Duration reset = rateLimit.reset();
        boolean usedUp = left == null ? status == 429 : left <= 0;
        if (reset == null || !usedUp) {
            return asked;
        }
        return asked != null && asked.compareTo(reset) > 0 ? asked : capped(reset);
    }

    /**
     * The wait in {@code retry-after-ms} (milliseconds) or {@code retry-after} (seconds, fractions of them, or an HTTP
     * date). A negative or past one is zero, an absurd one is cut at a year; null when there is none that can be read.
     */
    public static @Nullable Duration from(Headers headers, Instant now) {
        Duration precise = scaled(headers.first("retry-after-ms"), 1_000_000);
        if (precise != null) {
            return precise;
        }
        String value = headers.first("retry-after");
        Duration seconds = scaled(value, 1_000_000_000);
        return seconds != null || value == null ? seconds : untilDate(value.strip(), now);
    }

    private static @Nullable Duration scaled(@Nullable String value, long nanosPerUnit) {
        if (value == null || value.isBlank() || value.length() > 40) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(value.strip());
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
                    .min(BigDecimal.valueOf(Long.MAX_VALUE))
                    .longValue()));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static @Nullable Duration untilDate(String value, Instant now) {
        try {
            Duration wait = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
            return wait.isNegative() ? Duration.ZERO : capped(wait);
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
