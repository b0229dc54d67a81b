package io.texml.operation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the filters of one date let through: {@code StartTime}, {@code StartTime>} and {@code StartTime<}, their earlier
 * names, and an operator before the day. Bounds count as let through, as the API does not say whether they are; a text
 * that is no day bounds nothing.
 *
 * @param from the parameter with the first day, null when there is none
 * @param to the parameter with the last day, null when there is none
 */
record DayFilter(@Nullable Bound from, @Nullable Bound to) {

    private static final List<String> AFTER = List.of(">", "_gt");
    private static final List<String> BEFORE = List.of("<", "_lt");
    private static final int DAY = "2023-05-22".length();

    /** A day and the parameter that holds it. */
    record Bound(String parameter, LocalDate day) {}

    /** The filters of a date among the parameters of a request. */
    static DayFilter of(Map<String, Object> parameters, String date) {
        Bound from = bound(parameters, date, AFTER);
        Bound to = bound(parameters, date, BEFORE);
        String text = parameters.get(date) instanceof String given ? given : "";
        Bound own = bound(date, text);
        return new DayFilter(
                from != null || text.startsWith("<") ? from : own, to != null || text.startsWith(">") ? to : own);
    }

    /** The filters of a date that stand beside the day itself, under the names that they have on the wire. */
    static List<String> rangeNames(String date) {
        return List.of(date + ">", date + "<", date + "_gt", date + "_lt");
    }

    private static @Nullable Bound bound(Map<String, Object> parameters, String date, List<String> suffixes) {
        for (String suffix : suffixes) {
            Bound found = parameters.get(date + suffix) instanceof String text ? bound(date + suffix, text) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Bound bound(String parameter, String text) {
        int at = 0;
        while (at < text.length() && "<>=".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (text.length() < at + DAY) {
            return null;
        }
        try {
            return new Bound(parameter, LocalDate.parse(text.substring(at, at + DAY)));
        } catch (DateTimeException noDay) {
            return null;
        }
    }
}
