package io.texml.examples.campaign;

import io.texml.examples.Programs;
import io.texml.reactor.campaign.CallingHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 09:00-20:00}, every day, or {@code mon-fri@09:00-20:00}. */
record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    private static final Pattern HOURS =
            Pattern.compile("(?:([a-z]{3})(?:-([a-z]{3}))?@)?([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})");
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    static CallingHours all(List<Hours> hours) {
        if (hours.isEmpty()) {
            return CallingHours.always();
        }
        CallingHours.Builder all = CallingHours.builder();
        hours.forEach(some -> all.on(some.days(), some.from(), some.to()));
        return all.build();
    }

    static Hours parse(String text) {
        Matcher hours = HOURS.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!hours.matches()) {
            throw new IllegalArgumentException("no hours");
        }
        Set<DayOfWeek> days = EnumSet.allOf(DayOfWeek.class);
        if (hours.group(1) != null) {
            DayOfWeek last = day(hours.group(2) == null ? hours.group(1) : hours.group(2));
            DayOfWeek day = day(hours.group(1));
            days = EnumSet.of(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        String end = hours.group(4).equals("24:00") ? "00:00" : hours.group(4);
        Hours parsed = new Hours(days, LocalTime.parse(hours.group(3)), LocalTime.parse(end));
        all(List.of(parsed));
        return parsed;
    }

    private static DayOfWeek day(String name) {
        int index = NAMES.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no day");
        }
        return DayOfWeek.of(index + 1);
    }

    /** From an option. */
    static final class Converter implements ITypeConverter<Hours>, Programs.Expecting {
        @Override
        public Hours convert(String text) {
            try {
                return parse(text);
            } catch (DateTimeException | IllegalArgumentException wrong) {
                throw new TypeConversionException(expectation());
            }
        }

        @Override
        public String expectation() {
            return "hours such as 09:00-20:00 or mon-fri@09:00-20:00, and hours across midnight as two";
        }
    }
}
