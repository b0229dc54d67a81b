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
    private static final Pattern ISO_WITH_BLANK = Pattern.compile("^(\\d{4}-\\d{2}-\\d{2})\\s+(?=\\d)");

    private static final DateTimeFormatter RFC_1123 = formatter("d MMM uuuu H:mm[:ss][ ]");
    private static final DateTimeFormatter ISO_8601 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[ ]")
            .parseLenient()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private IsoDates() {}

    /** The date as ISO 8601; the text itself when it is none, or does not say of which time zone it is. */
    static String convert(String text) {
        String stripped = text.strip();
        String date =
                SAME_AS_UTC.matcher(WEEKDAY.matcher(stripped).replaceFirst("")).replaceFirst("+00:00");
        date = ISO_WITH_BLANK.matcher(date).replaceFirst("$1T");
        boolean iso = date.length() > 10 && date.charAt(4) == '-';
        try {
            return Instant.from((iso ? ISO_8601 : RFC_1123).parse(date)).toString();
        } catch (DateTimeException noDate) {
            return text;
        }
    }

    private static DateTimeFormatter formatter(String dateAndTime) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(dateAndTime)
                .parseLenient()
                .appendOffset("+HH:MM", "Z")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
