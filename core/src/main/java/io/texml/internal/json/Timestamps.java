package io.texml.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Month;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two forms of dates that the API sends: RFC 2822 ({@code Thu, 15 Jun 2023 09:56:45 +0000}) and ISO 8601. Each
 * has a usual form that is nearly every date of a list and is read in place; java.time reads all else.
 */
final class Timestamps {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** Strict, as the usual resolver would make 31 February the last of that month. */
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    /** As java.time's. */
    private static final int FARTHEST_ZONE = 18 * 3_600;

    private Timestamps() {}

    /** The instant, or null when the text has not the usual form. */
    static @Nullable Instant readUsual(byte[] text, int offset, int length) {
        return length == 31 ? readUsualRfc2822(text, offset) : readUsualIso8601(text, offset, length);
    }

    /** The instant, or null when the text is no date that java.time can read; a weekday may be wrong. */
    static @Nullable Instant readAny(String text) {
        try {
            if (!text.isEmpty() && Character.isDigit(text.charAt(0)) && text.indexOf('T') == 10) {
                return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text));
            }
            TemporalAccessor date = RFC_2822.parse(withoutWeekday(text));
            // Of a year of two digits java.time makes one of the first century.
            return date.get(ChronoField.YEAR) < 1_000 ? null : Instant.from(date);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    /** The date says what day it is; java.time would refuse a weekday that does not fit. */
    private static String withoutWeekday(String text) {
        int comma = text.indexOf(',');
        for (int i = 0; i < comma; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return text;
            }
        }
        return comma > 0 ? text.substring(comma + 1).stripLeading() : text;
    }

    private static @Nullable Instant readUsualRfc2822(byte[] text, int at) {
        boolean shaped = text[at + 3] == ','
                && text[at + 4] == ' '
                && text[at + 7] == ' '
                && text[at + 11] == ' '
                && text[at + 16] == ' '
                && text[at + 19] == ':'
                && text[at + 22] == ':'
                && text[at + 25] == ' '
                && (text[at + 26] == '+' || text[at + 26] == '-');
        int month = shaped ? month(text, at + 8) : 0;
        if (month == 0) {
            return null;
        }
        int zoneHours = twoDigits(text, at + 27);
        int zoneMinutes = twoDigits(text, at + 29);
        int zone = (zoneHours * 60 + zoneMinutes) * 60;
        if (zoneHours < 0 || zoneMinutes < 0 || zoneMinutes > 59 || zone > FARTHEST_ZONE) {
            return null;
        }
        return instant(text, at + 12, month, twoDigits(text, at + 5), at + 17, text[at + 26] == '-' ? -zone : zone, 0);
    }

    /** {@code 2023-06-15T09:56:45Z}, perhaps with a fraction of a second. */
    private static @Nullable Instant readUsualIso8601(byte[] text, int at, int length) {
        boolean shaped = length >= 20
                && length <= 30
                && text[at + 4] == '-'
                && text[at + 7] == '-'
                && text[at + 10] == 'T'
                && text[at + 13] == ':'
                && text[at + 16] == ':'
                && (length == 20 || (length > 21 && text[at + 19] == '.'))
                && text[at + length - 1] == 'Z';
        if (!shaped) {
            return null;
        }
        int nanos = 0;
        int unit = 1_000_000_000;
        for (int i = at + 20; i < at + length - 1; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            unit /= 10;
            nanos += digit * unit;
        }
        return instant(text, at, twoDigits(text, at + 5), twoDigits(text, at + 8), at + 11, 0, nanos);
    }

    /** From a year of four digits, and a time of the form {@code 09:56:45}; null when there is no such date or time. */
    private static @Nullable Instant instant(
            byte[] text, int yearAt, int month, int day, int timeAt, int zone, int nanos) {
        int century = twoDigits(text, yearAt);
        int yearOfCentury = twoDigits(text, yearAt + 2);
        int hour = twoDigits(text, timeAt);
        int minute = twoDigits(text, timeAt + 3);
        int second = twoDigits(text, timeAt + 6);
        int year = century * 100 + yearOfCentury;
        boolean plausible = (century | yearOfCentury | hour | minute | second) >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= Month.of(month).length(Year.isLeap(year)))
                && hour <= 23
                && minute <= 59
                && second <= 59;
        if (!plausible) {
            return null;
        }
        long seconds = epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second - zone;
        return nanos == 0 ? Instant.ofEpochSecond(seconds) : Instant.ofEpochSecond(seconds, nanos);
    }

    /** As LocalDate counts for years from 0: years begin in March, so that the leap day is the last. */
    private static long epochDay(int year, int month, int day) {
        // Four centuries more, so that no number is negative.
        int years = (month > 2 ? year : year - 1) + 400;
        int months = month > 2 ? month - 3 : month + 9;
        int leapDays = years / 4 - years / 100 + years / 400;
        return 365L * years + leapDays + (153 * months + 2) / 5 + day - 1 - 719_468 - 146_097;
    }

    private static int month(byte[] text, int at) {
        for (int i = 0; i < 36; i += 3) {
            if (text[at] == MONTHS.charAt(i)
                    && text[at + 1] == MONTHS.charAt(i + 1)
                    && text[at + 2] == MONTHS.charAt(i + 2)) {
                return i / 3 + 1;
            }
        }
        return 0;
    }

    /** The number that two digits make, or a negative one when they are none. */
    private static int twoDigits(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
    }
}
