package io.texml.reactor.campaign;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * When contacts may be dialled, in the local time of wherever they are. What counts is what the clock on their wall shows,
 * also on a day on which it is set forward or back: an hour that it skips is not waited for, and one that it shows twice
 * counts twice. Immutable.
 */
public final class CallingHours {

    private static final int DAYS_AHEAD = 15;
    private static final CallingHours ALWAYS = daily(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    private final List<Window> windows;

    /** From a time of these days to another of the same day. */
    private record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

        boolean holds(LocalDateTime time) {
            return days.contains(time.getDayOfWeek())
                    && !time.toLocalTime().isBefore(from)
                    && (to.equals(LocalTime.MIDNIGHT) || time.toLocalTime().isBefore(to));
        }
    }

    private CallingHours(List<Window> windows) {
        this.windows = List.copyOf(windows);
    }

    /** At any time. */
    public static CallingHours always() {
        return ALWAYS;
    }

    /**
     * Every day between these times.
     *
     * @param from the first moment, local
     * @param to the first moment after them, local; midnight for the end of the day
     * @throws IllegalArgumentException when {@code to} is not later than {@code from}
     */
    public static CallingHours daily(LocalTime from, LocalTime to) {
        return builder().on(EnumSet.allOf(DayOfWeek.class), from, to).build();
    }

    /** Begins hours that hold no time. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether one may dial at this time where the clock is that of this zone. */
    public boolean isOpen(Instant at, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at, zone);
        return windows.stream().anyMatch(window -> window.holds(local));
    }

    /** The first moment, from this one on, at which one may dial where the clock is that of this zone. */
    public Instant next(Instant from, ZoneId zone) {
        if (isOpen(from, zone)) {
            return from;
        }
        LocalDate today = LocalDate.ofInstant(from, zone);
        // The day before as well: a clock that is set back at midnight shows it again.
        for (int days = -1; days <= DAYS_AHEAD; days++) {
            Instant first = null;
            for (Instant candidate : candidates(today.plusDays(days), zone)) {
                boolean counts = candidate.isAfter(from) && isOpen(candidate, zone);
                if (counts && (first == null || candidate.isBefore(first))) {
                    first = candidate;
                }
            }
            if (first != null) {
                return first;
            }
        }
        throw new IllegalStateException("every week has calling hours");
    }

    /** The moments of a day at which a window can begin: where it does by the clock, and where the clock is set. */
    private List<Instant> candidates(LocalDate day, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<Instant> candidates = new ArrayList<>();
        for (Window window : windows) {
            LocalDateTime begins = day.atTime(window.from());
            for (ZoneOffset offset : rules.getValidOffsets(begins)) {
                candidates.add(begins.toInstant(offset));
            }
        }
        Instant end =
                ZonedDateTime.of(day.plusDays(1), LocalTime.MIDNIGHT, zone).toInstant();
        Instant start =
                ZonedDateTime.of(day, LocalTime.MIDNIGHT, zone).toInstant().minusSeconds(1);
        for (ZoneOffsetTransition change = rules.nextTransition(start);
                change != null && !change.getInstant().isAfter(end);
                change = rules.nextTransition(change.getInstant())) {
            candidates.add(change.getInstant());
        }
        return candidates;
    }

    /** How many windows it has. */
    @Override
    public String toString() {
        return "CallingHours[windows=" + windows.size() + "]";
    }

    /** The windows of {@link CallingHours}. */
    public static final class Builder {

        private final List<Window> windows = new ArrayList<>();

        private Builder() {}

        /**
         * Adds the time between two times of these days; several of one day add up.
         *
         * @param days at least one
         * @param from the first moment, local
         * @param to the first moment after it, local; midnight for the end of the day
         * @throws IllegalArgumentException when there is no day, or {@code to} is not later than {@code from}
         */
        public Builder on(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            if (days.isEmpty()) {
                throw new IllegalArgumentException("days must hold a day of the week");
            }
            if (!to.equals(LocalTime.MIDNIGHT) && !from.isBefore(to)) {
                throw new IllegalArgumentException("calling hours must end later than they begin, but are from " + from
                        + " to " + to + "; give hours across midnight as two");
            }
            windows.add(new Window(EnumSet.copyOf(days), from, to));
            return this;
        }

        /**
         * The hours.
         *
         * @throws IllegalStateException when no time was given
         */
        public CallingHours build() {
            if (windows.isEmpty()) {
                throw new IllegalStateException("calling hours must hold a time: call on(..)");
            }
            return new CallingHours(windows);
        }
    }
}
