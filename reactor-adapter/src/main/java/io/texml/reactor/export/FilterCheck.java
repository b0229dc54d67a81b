package io.texml.reactor.export;

import io.texml.internal.json.ItemMembers;
import io.texml.internal.json.JsonObjects;
import io.texml.reactor.internal.list.ListFilters;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the items of one export to its filters and to their days. Used by one thread at a time.
 *
 * <p>Nothing says in which zone the server's days begin. So each item of a day leaves some offsets from UTC possible, and
 * when all together leave none the days were not those that were asked for. An hour of slack is for clocks that are set back
 * and for calls that were dialled before midnight and began after it. What slack lets pass is found by the first item of a day,
 * which cannot be that of another day too.
 */
final class FilterCheck {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SLACK = Duration.ofHours(1);

    private final Export export;
    private final ListFilters filters;
    private final Map<String, LocalDate> firstItems = new HashMap<>();
    private final Set<LocalDate> begunDays = new HashSet<>();

    private Duration leastOffset = Duration.ofHours(-12).minus(SLACK);
    private Duration greatestOffset = Duration.ofHours(14).plus(SLACK);

    FilterCheck(Export export) {
        this.export = export;
        this.filters = ListFilters.of(export.request());
    }

    /** The parameter of a filter that leaves an item of this part out; null when each is right, as far as it tells. */
    @Nullable
    String leavingOut(ExportSlice.Part part, Instant now) {
        for (ByteBuffer item : part.items()) {
            String filter = filters.isEmpty() ? null : filters.leavingOut(item, now);
            if (filter != null) {
                return filter;
            }
        }
        LocalDate day = part.day();
        return day == null || areOf(day, part) ? null : export.dayParameter();
    }

    private boolean areOf(LocalDate day, ExportSlice.Part part) {
        ItemMembers members = ItemMembers.of(export.dayMember());
        for (ByteBuffer item : part.items()) {
            Instant time = JsonObjects.time(members.of(item).get(export.dayMember()));
            if (time != null && !mayBeOf(day, time)) {
                return false;
            }
        }
        if (part.items().isEmpty() || !begunDays.add(day)) {
            return true;
        }
        String first = ExportSlice.identity(part.items().get(0));
        return first == null || firstItems.putIfAbsent(first, day) == null;
    }

    private boolean mayBeOf(LocalDate day, Instant time) {
        Duration least =
                Duration.between(time, day.atStartOfDay(ZoneOffset.UTC)).minus(SLACK);
        Duration greatest = least.plus(DAY).plus(SLACK).plus(SLACK);
        leastOffset = least.compareTo(leastOffset) > 0 ? least : leastOffset;
        greatestOffset = greatest.compareTo(greatestOffset) < 0 ? greatest : greatestOffset;
        return leastOffset.compareTo(greatestOffset) < 0;
    }
}
