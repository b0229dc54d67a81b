package io.texml.internal.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
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
        int day = number(text, at + 5, 2);
        int year = number(text, at + 12, 4);
        int hour = number(text, at + 17, 2);
        int minute = number(text, at + 20, 2);
        int second = number(text, at + 23, 2);
        int zoneHours = number(text, at + 27, 2);
        int zoneMinutes = number(text, at + 29, 2);
        boolean plausible = year >= 0
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year))
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59
                && zoneHours >= 0
                && zoneHours <= 18
                && zoneMinutes >= 0
                && zoneMinutes <= 59;
        if (!plausible) {
            return null;
        }
        int zone = (zoneHours * 60 + zoneMinutes) * 60;
        long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400L + hour * 3_600L + minute * 60L + second;
        return Instant.ofEpochSecond(text[at + 26] == '-' ? seconds + zone : seconds - zone);
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

    /** The number that these digits make, or -1 when one is no digit. */
    private static int number(char[] text, int at, int digits) {
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
