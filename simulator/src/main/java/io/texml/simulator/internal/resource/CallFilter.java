package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.contract.Parameters;
import io.texml.simulator.internal.state.CallFacts;
import io.texml.simulator.internal.state.GeneratedCalls;
import io.texml.simulator.internal.wire.Dates;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The filters of the list of calls. Days are days in UTC; {@code StartTime>} and {@code StartTime<}, which were
 * {@code StartTime_gt} and {@code StartTime_lt} before, leave the day itself out.
 */
final class CallFilter {

    private final @Nullable String status;
    private final @Nullable String from;
    private final @Nullable String to;
    private final Days started;
    private final Days ended;

    CallFilter(Parameters query) {
        status = query.text("Status");
        from = query.text("From");
        to = query.text("To");
        started = Days.of(query, "StartTime");
        ended = Days.of(query, "EndTime");
    }

    boolean matches(CallFacts call) {
        return (status == null || status.equals(call.status().resourceName()))
                && (from == null || from.equals(call.from()))
                && (to == null || to.equals(call.to()))
                && started.contain(call.started())
                && ended.contain(call.ended());
    }

    /** The first index of the generated calls that can match. */
    long firstIndex(GeneratedCalls calls) {
        LocalDate last = started.last;
        return last == null ? 0 : calls.firstStartedBefore(startOf(last.plusDays(1)));
    }

    /** The index behind the last generated call that can match. */
    long endIndex(GeneratedCalls calls) {
        LocalDate first = started.first;
        return first == null ? calls.size() : calls.endOfStartedSince(startOf(first));
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** A range of days; both ends belong to it, null is open. */
    private record Days(@Nullable LocalDate first, @Nullable LocalDate last) {

        static Days of(Parameters query, String name) {
            LocalDate on = day(query, name);
            LocalDate after = later(day(query, name + ">"), day(query, name + "_gt"));
            LocalDate before = earlier(day(query, name + "<"), day(query, name + "_lt"));
            LocalDate first = later(on, after == null ? null : after.plusDays(1));
            LocalDate last = earlier(on, before == null ? null : before.minusDays(1));
            return new Days(first, last);
        }

        boolean contain(@Nullable Instant instant) {
            if (first == null && last == null) {
                return true;
            }
            if (instant == null) {
                return false;
            }
            LocalDate day = Dates.day(instant);
            return (first == null || !day.isBefore(first)) && (last == null || !day.isAfter(last));
        }

        private static @Nullable LocalDate day(Parameters query, String name) {
            String text = query.text(name);
            if (text == null) {
                return null;
            }
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw io.texml.simulator.internal.api.ApiFailure.unprocessable(
                        "10026", "Invalid type", name + " has to be a date, YYYY-MM-DD.", "/" + name);
            }
        }

        private static @Nullable LocalDate later(@Nullable LocalDate a, @Nullable LocalDate b) {
            return a == null || (b != null && b.isAfter(a)) ? b : a;
        }

        private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
            return a == null || (b != null && b.isBefore(a)) ? b : a;
        }
    }
}
