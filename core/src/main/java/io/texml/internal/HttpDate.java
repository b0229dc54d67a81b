package io.texml.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the dates of headers: the three forms of RFC 9110, 5.6.7, and what servers send that is nearly one of them or ISO
 * 8601. {@code UTC}, an offset or nothing may stand in place of {@code GMT}; the weekday may be wrong or missing.
 * java.time's format of HTTP dates knows one of the three and no deviation.
 */
public final class HttpDate {

    private static final int LONGEST = 64;
    private static final int YEARS_AHEAD = 50;

    private static final String WEEKDAY = "(?:[a-z]{3,9}\\.?(?:,\\s*|\\s+))?";
    private static final String MONTH = "(?<month>[a-z]{3,9})";
    private static final String TIME =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9})\\d*)?)?";
    private static final String UTC = "(?:GMT|UTC|UT|Z)";

    /** A word, an offset, or both, as in {@code GMT+00:00}. */
    private static final String ZONE =
            "\\s*" + UTC + "?(?:(?<sign>[+-])(?<zoneHours>\\d{1,2})(?::?(?<zoneMinutes>\\d{2}))?)?";

    /** {@code Sun, 06 Nov 1994 08:49:37 GMT} and {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
    private static final Pattern DAY_FIRST =
            pattern(WEEKDAY + "(?<day>\\d{1,2})[\\s-]" + MONTH + "[\\s-](?<year>\\d{4}|\\d{2})\\s+" + TIME + ZONE);

    /** {@code Sun Nov  6 08:49:37 1994}, as asctime writes it; some programs add the zone before the year or behind it. */
    private static final Pattern MONTH_FIRST = pattern(
            WEEKDAY + MONTH + "\\s+(?<day>\\d{1,2})\\s+" + TIME + "(?:\\s+" + UTC + ")?\\s+(?<year>\\d{4})" + ZONE);

    /** {@code 1994-11-06T08:49:37Z}. */
    private static final Pattern ISO_8601 =
            pattern("(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})[t\\s]" + TIME + ZONE);

    private HttpDate() {}

    /**
     * The point in time, or null when the text is no date.
     *
     * @param now decides the century of a year of two digits: it is the latest that is at most 50 years ahead
     */
    public static @Nullable Instant read(@Nullable String text, Instant now) {
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        String date = text.strip();
        for (Pattern form : new Pattern[] {DAY_FIRST, MONTH_FIRST, ISO_8601}) {
            Matcher parts = form.matcher(date);
            if (parts.matches()) {
                return instant(parts, now);
            }
        }
        return null;
    }

    private static Pattern pattern(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE);
    }

    private static @Nullable Instant instant(Matcher parts, Instant now) {
        int year = number(parts.group("year"));
        if (parts.group("year").length() == 4) {
            return instant(parts, year);
        }
        LocalDateTime today = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        Instant latest = today.plusYears(YEARS_AHEAD).toInstant(ZoneOffset.UTC);
        int century = today.getYear() / 100 * 100;
        for (int candidate = century + 100 + year; candidate >= century - 100; candidate -= 100) {
            Instant read = instant(parts, candidate);
            if (read != null && !read.isAfter(latest)) {
                return read;
            }
        }
        return null;
    }

    private static @Nullable Instant instant(Matcher parts, int year) {
        try {
            // A leap second counts as the second after the one before it.
            int second = number(parts.group("second"));
            int leapSecond = second == 60 ? 1 : 0;
            return LocalDateTime.of(
                            year,
                            month(parts.group("month")),
                            number(parts.group("day")),
                            number(parts.group("hour")),
                            number(parts.group("minute")),
                            second - leapSecond,
                            nanos(parts.group("fraction")))
                    .toInstant(zone(parts))
                    .plusSeconds(leapSecond);
        } catch (DateTimeException noSuchDate) {
            return null;
        }
    }

    private static ZoneOffset zone(Matcher parts) {
        Duration offset =
                Duration.ofHours(number(parts.group("zoneHours"))).plusMinutes(number(parts.group("zoneMinutes")));
        int seconds = Math.toIntExact(offset.toSeconds());
        return ZoneOffset.ofTotalSeconds("-".equals(parts.group("sign")) ? -seconds : seconds);
    }

    /** By number, by name, or by at least three letters of the name. */
    private static int month(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return number(text);
        }
        String start = text.toUpperCase(Locale.ROOT);
        for (Month month : Month.values()) {
            if (month.name().startsWith(start)) {
                return month.getValue();
            }
        }
        throw new DateTimeException("no month");
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : number((fraction + "00000000").substring(0, 9));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
