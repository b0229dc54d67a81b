package io.texml.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Month;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the two forms of dates that the API sends: RFC 2822 ({@code Thu, 15 Jun 2023 09:56:45 +0000}) and ISO 8601. The
 * first is nearly every date of a list, so its usual 31 characters are read in place; java.time reads all else.
 */
final class Timestamps {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

    /** Strict, as the usual resolver would make 31 February the last of that month. */
    private static final DateTimeFormatter RFC_2822 =
            DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT);

    private Timestamps() {}

    /** The instant, or null when the text is no date that java.time can read. */
    static @Nullable Instant read(char[] text, int offset, int length) {
        if (length == 31) {
            Instant instant = readUsualRfc2822(text, offset);
            if (instant != null) {
                return instant;
            }
        }
        return readAny(new String(text, offset, length));
    }

    private static @Nullable Instant readAny(String text) {
        try {
            TemporalAccessor date = !text.isEmpty() && Character.isDigit(text.charAt(0)) && text.indexOf('T') == 10
                    ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text)
                    : RFC_2822.parse(text);
            return Instant.from(date);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static @Nullable Instant readUsualRfc2822(char[] text, int at) {
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
        int day = twoDigits(text, at + 5);
        int century = twoDigits(text, at + 12);
        int yearOfCentury = twoDigits(text, at + 14);
        int hour = twoDigits(text, at + 17);
        int minute = twoDigits(text, at + 20);
        int second = twoDigits(text, at + 23);
        int zoneHours = twoDigits(text, at + 27);
        int zoneMinutes = twoDigits(text, at + 29);
        int year = century * 100 + yearOfCentury;
        boolean plausible = (century | yearOfCentury | hour | minute | second | zoneHours | zoneMinutes) >= 0
                && day >= 1
                && (day <= 28 || day <= Month.of(month).length(Year.isLeap(year)))
                && hour <= 23
                && minute <= 59
                && second <= 59
                && zoneHours <= 18
                && zoneMinutes <= 59;
        if (!plausible) {
            return null;
        }
        int zone = (zoneHours * 60 + zoneMinutes) * 60;
        long seconds = epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L + second;
        return Instant.ofEpochSecond(text[at + 26] == '-' ? seconds + zone : seconds - zone);
    }

    /** As LocalDate counts for years from 0: years begin in March, so that the leap day is the last. */
    private static long epochDay(int year, int month, int day) {
        int years = month > 2 ? year : year - 1;
        int months = month > 2 ? month - 3 : month + 9;
        int leapDays = Math.floorDiv(years, 4) - Math.floorDiv(years, 100) + Math.floorDiv(years, 400);
        return 365L * years + leapDays + (153 * months + 2) / 5 + day - 1 - 719_468;
    }

    private static int month(char[] text, int at) {
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
    private static int twoDigits(char[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
    }
}
