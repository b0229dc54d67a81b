package io.texml.simulator.internal.wire;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The date forms of the API. */
public final class Dates {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss xx", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO_MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Dates() {}

    /** {@code Thu, 15 Jun 2023 09:56:45 +0000}. */
    public static String rfc2822(Instant instant) {
        return RFC_2822.format(instant);
    }

    /** As {@link #rfc2822(Instant)}, null for null. */
    public static @Nullable String rfc2822OrNull(@Nullable Instant instant) {
        return instant == null ? null : RFC_2822.format(instant);
    }

    /** {@code 2023-06-15T09:56:45Z}. */
    public static String iso(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** {@code 2023-06-15T09:56:45.123Z}. */
    public static String isoMillis(Instant instant) {
        return ISO_MILLIS.format(instant);
    }

    /** The day in UTC. */
    public static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
