package io.texml.examples.export;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

/** The dates of the API as ISO 8601 in UTC, such as {@code 2023-06-15T09:56:45Z}, which a spreadsheet sorts. */
final class IsoDates {

    /** It says nothing that the date does not, and may be wrong. */
    private static final Pattern WEEKDAY = Pattern.compile("^\\p{Alpha}{3,9}\\.?(,\\s*|\\s+)");

    private static final Pattern SAME_AS_UTC = Pattern.compile("\\s*(UTC|GMT|UT|Z)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFSET = Pattern.compile("\\s*([+-]\\d{2}):?(\\d{2})$");
    private static final Pattern ISO_WITH_BLANK = Pattern.compile("^(\\d{4}-\\d{2}-\\d{2})\\s+(?=\\d)");

    private static final DateTimeFormatter RFC_1123 =
            formatter(new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern("d MMM uuuu H:mm[:ss]"));
    private static final DateTimeFormatter ISO_8601 = formatter(
            new DateTimeFormatterBuilder().parseCaseInsensitive().append(DateTimeFormatter.ISO_LOCAL_DATE_TIME));

    private IsoDates() {}

    /** The date as ISO 8601; the text itself when it is none, or does not say of which time zone it is. */
    static String convert(String text) {
        String date = WEEKDAY.matcher(text.strip()).replaceFirst("");
        date = SAME_AS_UTC.matcher(date).replaceFirst("+00:00");
        date = OFFSET.matcher(date).replaceFirst("$1:$2");
        date = ISO_WITH_BLANK.matcher(date).replaceFirst("$1T");
        boolean iso = date.length() > 10 && date.charAt(4) == '-';
        try {
            return Instant.from((iso ? ISO_8601 : RFC_1123).parse(date)).toString();
        } catch (DateTimeException noDate) {
            return text;
        }
    }

    private static DateTimeFormatter formatter(DateTimeFormatterBuilder dateAndTime) {
        return dateAndTime
                .parseLenient()
                .appendOffset("+HH:MM", "+00:00")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
