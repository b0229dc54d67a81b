package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.wire.Dates;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A filter whose value holds its operator: {@code >=2023-05-22}. A bare day means that day, a bare instant that one. */
final class DateFilter {

    private static final Pattern VALUE = Pattern.compile("(>=|<=|>|<)?(.+)");

    private final String operator;
    private final @Nullable LocalDate day;
    private final @Nullable Instant instant;

    private DateFilter(String operator, @Nullable LocalDate day, @Nullable Instant instant) {
        this.operator = operator;
        this.day = day;
        this.instant = instant;
    }

    static DateFilter of(Parameters query, String name) {
        String text = query.text(name);
        if (text == null || text.isEmpty()) {
            return new DateFilter("", null, null);
        }
        Matcher matcher = VALUE.matcher(text);
        try {
            if (matcher.matches()) {
                String operator = matcher.group(1) == null ? "=" : matcher.group(1);
                String value = matcher.group(2);
                return value.indexOf('T') < 0
                        ? new DateFilter(operator, LocalDate.parse(value), null)
                        : new DateFilter(operator, null, Instant.parse(value));
            }
        } catch (DateTimeException e) {
            // Answered below, like everything else that is not a date.
        }
        throw ApiFailure.unprocessable("10026", "Invalid type", name + " has to be a date, YYYY-MM-DD.", "/" + name);
    }

    boolean matches(Instant value) {
        if (operator.isEmpty()) {
            return true;
        }
        int compared = 0;
        if (day != null) {
            compared = Dates.day(value).compareTo(day);
        } else if (instant != null) {
            compared = value.compareTo(instant);
        }
        return switch (operator) {
            case ">=" -> compared >= 0;
            case "<=" -> compared <= 0;
            case ">" -> compared > 0;
            case "<" -> compared < 0;
            default -> compared == 0;
        };
    }
}
