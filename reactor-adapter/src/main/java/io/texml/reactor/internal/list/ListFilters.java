package io.texml.reactor.internal.list;

import io.texml.OpenEnum;
import io.texml.ResponseRecord;
import io.texml.calls.CallOperations;
import io.texml.internal.json.ItemMembers;
import io.texml.internal.json.JsonObjects;
import io.texml.operation.TexmlRequest;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the filters of a list request say of an item, as far as the item tells. A server that does not know a filter's name
 * answers with everything, and the names have changed before.
 *
 * <p>A filter is looked for in the member of its name: {@code DateCreated} in {@code date_created}. Where the item lacks
 * it, or the two can be compared in more than one way, the item counts as right.
 */
public final class ListFilters {

    private static final Pattern DAYS =
            Pattern.compile("(StartTime|EndTime|DateCreated|DateUpdated)(>=?|<=?|_gt|_lt)?");
    private static final Pattern DAY = Pattern.compile("(>=?|<=?)?(\\d{4}-\\d\\d-\\d\\d)(?:T.*)?");
    private static final Pattern CONTAINED = Pattern.compile("filter\\[(\\w+)](\\[contains])?");
    /** Stands for what was no UTF-8: a text with it is not the one that the server compared. */
    private static final char DAMAGED = '\uFFFD';

    private static final Set<String> NO_FILTERS =
            Set.of("Page", "PageSize", "PageToken", "page[number]", "page[size]", "sort");

    /** What may have changed between the moment when the server chose the item and the one when it wrote it. */
    private static final Set<String> CHANGING = Set.of("status", "muted", "hold", "coaching", "date_updated");

    /** How long ago an item may have changed at most to have been chosen by what it was before. */
    private static final Duration CHANGED_MEANWHILE = Duration.ofHours(1);

    private final List<Filter> filters;
    private final ItemMembers members;

    private ListFilters(List<Filter> filters) {
        this.filters = filters;
        this.members = ItemMembers.of(Stream.concat(filters.stream().map(Filter::member), Stream.of("date_updated"))
                .distinct()
                .toArray(String[]::new));
    }

    /** Those of a request that an item can tell of. */
    public static ListFilters of(TexmlRequest<?> request) {
        boolean ofCalls = request.operation().id().equals(CallOperations.LIST.id());
        List<Filter> filters = new ArrayList<>();
        request.parameters().forEach((name, value) -> {
            if (!NO_FILTERS.contains(name) && !(value instanceof Map) && !(value instanceof List)) {
                Filter filter = filter(name, value.toString(), ofCalls);
                if (filter != null) {
                    filters.add(filter);
                }
            }
        });
        return new ListFilters(filters);
    }

    /** Whether an item tells of none. */
    public boolean isEmpty() {
        return filters.isEmpty();
    }

    /** The parameter of the first filter that leaves this item out; null when none does. */
    public @Nullable String leavingOut(ByteBuffer item, Instant now) {
        return leavingOut(members.of(item)::get, now);
    }

    /** The same for an item that was read; one of an application's type tells nothing. */
    @Nullable
    String leavingOut(Object item, Instant now) {
        if (item instanceof ByteBuffer raw) {
            return leavingOut(raw, now);
        }
        return item instanceof ResponseRecord read ? leavingOut(member -> JsonObjects.member(read, member), now) : null;
    }

    private @Nullable String leavingOut(Function<String, @Nullable Object> item, Instant now) {
        for (Filter filter : filters) {
            Object value = item.apply(filter.member());
            boolean tells = value != null && !(value instanceof String text && text.indexOf(DAMAGED) >= 0);
            if (tells && !filter.test().fits(value) && !(filter.changing() && changedMeanwhile(item, now))) {
                return filter.parameter();
            }
        }
        return null;
    }

    private static boolean changedMeanwhile(Function<String, @Nullable Object> item, Instant now) {
        Instant updated = time(item.apply("date_updated"));
        return updated != null && updated.isAfter(now.minus(CHANGED_MEANWHILE));
    }

    /**
     * One filter.
     *
     * @param changing whether the member may have changed since the server chose the item
     */
    private record Filter(String parameter, String member, boolean changing, Test test) {}

    /** Whether a member's value, which is not null, is one that a filter may choose. */
    private interface Test {
        boolean fits(Object value);
    }

    private static @Nullable Filter filter(String name, String wanted, boolean ofCalls) {
        Matcher days = DAYS.matcher(name);
        if (days.matches()) {
            Matcher day = DAY.matcher(wanted);
            Test test = day.matches() ? days(days.group(2), day.group(1), day.group(2)) : null;
            String member = memberName(days.group(1));
            return test == null ? null : new Filter(name, member, CHANGING.contains(member), test);
        }
        Matcher contained = CONTAINED.matcher(name);
        if (contained.matches()) {
            String member = contained.group(1);
            return new Filter(name, member, false, value -> !(value instanceof String text) || contains(text, wanted));
        }
        String member = memberName(name);
        // The states of calls that can be filtered by are those that a call does not leave.
        boolean changing = CHANGING.contains(member) && !ofCalls;
        Test test =
                switch (name) {
                    case "From", "To" -> value -> !(value instanceof String text) || mayBeSameParty(text, wanted);
                    case "FriendlyName" -> value -> !(value instanceof String text) || contains(text, wanted);
                    default -> value -> isNested(value) || text(value).strip().equalsIgnoreCase(wanted.strip());
                };
        return new Filter(name, member, changing, test);
    }

    /** A day more on either side counts as right, as nothing says in which zone the server's days begin. */
    private static @Nullable Test days(@Nullable String inName, @Nullable String inValue, String text) {
        LocalDate day;
        try {
            day = LocalDate.parse(text);
        } catch (DateTimeException none) {
            return null;
        }
        String comparison = Objects.requireNonNullElse(inName, Objects.requireNonNullElse(inValue, "="));
        LocalDate earliest =
                switch (comparison) {
                    case "=", ">=" -> day.minusDays(1);
                    case ">", "_gt" -> day;
                    default -> LocalDate.MIN;
                };
        LocalDate latest =
                switch (comparison) {
                    case "=", "<=" -> day.plusDays(1);
                    case "<", "_lt" -> day;
                    default -> LocalDate.MAX;
                };
        return value -> {
            Instant time = time(value);
            LocalDate on = time == null ? day : LocalDate.ofInstant(time, ZoneOffset.UTC);
            return !on.isBefore(earliest) && !on.isAfter(latest);
        };
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Numbers may be written with and without what stands before or between their digits, such as a country's code or the
     * zeros in its place, addresses with parameters.
     */
    private static boolean mayBeSameParty(String text, String wanted) {
        String one = party(text);
        String other = party(wanted);
        boolean saysNothing = one.chars().noneMatch(c -> Character.isDigit(c) || c == '@') || other.isEmpty();
        return saysNothing
                || one.endsWith(other)
                || other.endsWith(one)
                || one.startsWith(other)
                || other.startsWith(one);
    }

    private static String party(String text) {
        String address = text.toLowerCase(Locale.ROOT).replaceFirst("^\\s*(sips?|tel):", "");
        return address.replaceFirst("[;?].*", "").replaceAll("[^a-z0-9@.]", "").replaceFirst("^0+", "");
    }

    private static boolean isNested(Object value) {
        return value instanceof Map || value instanceof List || value instanceof ResponseRecord;
    }

    private static String text(Object value) {
        return value instanceof OpenEnum<?> choice ? choice.value() : value.toString();
    }

    private static @Nullable Instant time(@Nullable Object value) {
        return value instanceof Instant time ? time : JsonObjects.time(value);
    }

    /** {@code DateCreated} is {@code date_created}. */
    private static String memberName(String parameter) {
        return parameter.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
