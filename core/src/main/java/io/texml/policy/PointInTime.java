package io.texml.policy;

import io.texml.internal.HttpDate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A header that names a point in time where a wait is expected. It was named by the server's clock, so the wait is
 * measured from the {@code Date} of the same answer, and this machine's clock does not matter.
 */
final class PointInTime {

    /**
     * A number from here on may be a point in time, in seconds or milliseconds since 1970: it means 2001 or later, and as
     * a wait in seconds it would be 31 years. That it lies within a year of the answer decides; else it is an absurd wait.
     */
    static final long SMALLEST_NUMBER = 1_000_000_000L;

    /** What is farther away than this is no point in time that a client is meant to wait for. */
    static final Duration FARTHEST = Duration.ofDays(365);

    private static final Pattern NUMBER =
            Pattern.compile("\\d{10,19}(?:\\.\\d{0,20})?|\\d(?:\\.\\d{1,20})?[eE]\\+?\\d{1,2}");
    private static final BigDecimal MILLISECONDS_FROM = BigDecimal.valueOf(1_000 * SMALLEST_NUMBER);

    private PointInTime() {}

    /**
     * How long it is until the point that a header names: zero when it has passed, a year at most, null when the header
     * names none.
     *
     * @param headers the first value of each of the answer's headers: its {@code Date} is what the wait is measured from
     * @param now this machine's time, for an answer whose {@code Date} is missing, unreadable or more than a year off the
     *     point
     */
    static @Nullable Duration waitUntil(String text, Function<String, @Nullable String> headers, Instant now) {
        Instant date = HttpDate.read(headers.apply("date"), now);
        Instant point = NUMBER.matcher(text).matches()
                ? fromNumber(new BigDecimal(text), date, now)
                : HttpDate.read(text, date == null ? now : date);
        if (point == null) {
            return null;
        }
        Duration wait = Duration.between(date != null && isNear(point, date) ? date : now, point);
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(FARTHEST) > 0 ? FARTHEST : wait;
    }

    private static @Nullable Instant fromNumber(BigDecimal number, @Nullable Instant date, Instant now) {
        if (number.compareTo(BigDecimal.valueOf(SMALLEST_NUMBER)) < 0) {
            return null;
        }
        BigDecimal seconds = number;
        // Milliseconds, and the microseconds and nanoseconds that some clocks give.
        while (seconds.compareTo(MILLISECONDS_FROM) >= 0) {
            seconds = seconds.movePointLeft(3);
        }
        BigDecimal nanos = seconds.movePointRight(9).setScale(0, RoundingMode.CEILING);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        Instant point = Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
        return isNear(point, now) || (date != null && isNear(point, date)) ? point : null;
    }

    private static boolean isNear(Instant point, Instant clock) {
        return Duration.between(clock, point).abs().compareTo(FARTHEST) <= 0;
    }
}
