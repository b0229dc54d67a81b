package io.texml.reactor.export;

import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * What to export and how: a list, in one stream or day by day. Immutable; every method gives a new value.
 *
 * <pre>{@code
 * Export export = Export.of(ListCalls.builder().status(CallStatus.COMPLETED).build())
 *         .since(LocalDate.of(2026, 1, 1))
 *         .slicesAtOnce(4);
 * }</pre>
 */
public final class Export {

    private static final int MOST_SLICES = 64;
    private static final Map<String, String> DAY_PARAMETERS = Map.of(
            "calls.list", "StartTime",
            "conferences.list", "DateCreated",
            "recordings.list", "DateCreated");
    private static final Map<String, String> DAY_MEMBERS =
            Map.of("StartTime", "start_time", "DateCreated", "date_created");
    private static final List<String> RANGE_SUFFIXES = List.of("", ">", "<", "_gt", "_lt");

    private final TexmlRequest<?> request;
    private final @Nullable LocalDate from;
    private final @Nullable LocalDate to;
    private final int slicesAtOnce;
    private final NewestDay newestDay;
    private final boolean acceptsIgnoredFilters;
    private final boolean withUndated;

    private Export(
            TexmlRequest<?> request,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            int slicesAtOnce,
            NewestDay newestDay,
            boolean acceptsIgnoredFilters,
            boolean withUndated) {
        this.request = request;
        this.from = from;
        this.to = to;
        this.slicesAtOnce = slicesAtOnce;
        this.newestDay = newestDay;
        this.acceptsIgnoredFilters = acceptsIgnoredFilters;
        this.withUndated = withUndated;
    }

    /** Everything that a list request selects, in the server's order, as one stream. */
    public static Export of(TexmlRequest<? extends Page<?>> request) {
        if (!request.operation().responseType().isPage()) {
            throw new IllegalArgumentException(request.operation().id() + " is no list");
        }
        return new Export(request, null, null, 1, NewestDay.LEFT_OUT, false, false);
    }

    /**
     * Whether an operation's list can be cut into days: calls (by the day they began), conferences and recordings (by the
     * day they were created).
     */
    public static boolean hasDays(String operationId) {
        return DAY_PARAMETERS.containsKey(operationId);
    }

    /**
     * Day by day, from this day to the newest; days are those of UTC, the oldest comes first.
     *
     * <p>Calls that never began have no {@code start_time} and may be in no day; {@link #withUndated} brings them.
     *
     * @throws IllegalArgumentException when the list cannot be cut into days, or the request already filters by them
     */
    public Export since(LocalDate first) {
        return days(first, null);
    }

    /** Day by day, both ends included; see {@link #since}. */
    public Export between(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("the last day is before the first");
        }
        return days(first, last);
    }

    /**
     * How many days are exported at once, 1 to 64. Each is in order; their pages are mixed. At most one page of each is
     * held in memory. Default 1. They share the client's limits.
     */
    public Export slicesAtOnce(int slices) {
        if (slices < 1 || slices > MOST_SLICES) {
            throw new IllegalArgumentException("slicesAtOnce must be 1 to " + MOST_SLICES);
        }
        return new Export(request, from, to, slices, newestDay, acceptsIgnoredFilters, withUndated);
    }

    /** What happens to days that may still change. Default {@link NewestDay#LEFT_OUT}. Only for exports by day. */
    public Export newestDay(NewestDay policy) {
        return new Export(
                request,
                from,
                to,
                slicesAtOnce,
                Objects.requireNonNull(policy, "policy"),
                acceptsIgnoredFilters,
                withUndated);
    }

    /**
     * Delivers items also where a filter or a day leaves them out. Otherwise each item is held to the filters that it tells
     * of, and to its day: a server that does not know a filter's name answers with everything, so that an export would
     * hold what was not asked for, and every item once for each day. Such an item ends the export with an
     * {@link io.texml.IgnoredFilterException}, before its page is delivered.
     *
     * <p>In which zone the server's days begin is not documented: days are right when there is one zone in which all of them
     * are, an hour more or less.
     */
    public Export acceptIgnoredFilters() {
        return new Export(request, from, to, slicesAtOnce, newestDay, true, withUndated);
    }

    /**
     * Adds, behind the days, what is in none of them: items without the time that days go by, such as calls that never
     * began. For this the whole list is read once more, without days, and all other items of it are dropped. Their pages have
     * no {@link ExportPage#day()}. Where the server puts such an item in a day all the same, it comes twice. An export to the newest day brings all of them again each time it goes on after it was
     * finished. Only for exports by day.
     *
     * @throws IllegalArgumentException when the export is one stream: it has them already
     */
    public Export withUndated() {
        if (from == null) {
            throw new IllegalArgumentException(
                    "an export without days has all items already; call since or between first");
        }
        return new Export(request, from, to, slicesAtOnce, newestDay, acceptsIgnoredFilters, true);
    }

    /** The list request. */
    public TexmlRequest<?> request() {
        return request;
    }

    /** The first day; null when the export is one stream. */
    public @Nullable LocalDate firstDay() {
        return from;
    }

    /** The last day; null when the export is one stream, or goes to the newest day. */
    public @Nullable LocalDate lastDay() {
        return to;
    }

    /** How many days are exported at once. */
    public int slicesAtOnce() {
        return slicesAtOnce;
    }

    /** What happens to days that may still change. */
    public NewestDay newestDay() {
        return newestDay;
    }

    /** Whether items are delivered that a filter or a day leaves out. */
    public boolean acceptsIgnoredFilters() {
        return acceptsIgnoredFilters;
    }

    /** Whether items that are in no day come behind the days. */
    public boolean hasUndated() {
        return withUndated;
    }

    /** The operation and the days; no value of a filter. */
    @Override
    public String toString() {
        return "Export[" + request.operation().id() + ", from=" + from + ", to=" + to + ", slicesAtOnce=" + slicesAtOnce
                + ", newestDay=" + newestDay + "]";
    }

    /** The request for one day. */
    TexmlRequest<?> requestFor(@Nullable LocalDate day) {
        return day == null ? request : request.withParameter(dayParameter(), day.toString());
    }

    /** The member of an item that tells its day. */
    String dayMember() {
        return Objects.requireNonNull(DAY_MEMBERS.get(dayParameter()));
    }

    private Export days(LocalDate first, @Nullable LocalDate last) {
        Objects.requireNonNull(first, "first");
        String parameter = dayParameter();
        for (String suffix : RANGE_SUFFIXES) {
            if (request.parameters().containsKey(parameter + suffix)) {
                throw new IllegalArgumentException("the request already filters by " + parameter + suffix
                        + "; leave it out, the export sets the days");
            }
        }
        return new Export(request, first, last, slicesAtOnce, newestDay, acceptsIgnoredFilters, withUndated);
    }

    /** The parameter that chooses the day. */
    String dayParameter() {
        String parameter = DAY_PARAMETERS.get(request.operation().id());
        if (parameter == null) {
            throw new IllegalArgumentException(request.operation().id()
                    + " has no filter by day; calls.list, conferences.list and recordings.list have one");
        }
        return parameter;
    }

    /**
     * What happens to days that may still change: today and, as reads are eventually consistent, a day that ended less
     * than an hour ago (UTC, by the server's clock).
     */
    public enum NewestDay {
        /** They are not exported; resume the finished export later to get them. */
        LEFT_OUT,
        /**
         * They are exported as they are now, and again, whole, when the export goes on after the day has settled or after
         * it was finished: items of such a day may come twice.
         */
        OVERLAPPED
    }

    /**
     * The export's pages from a source; lazy. {@link io.texml.reactor.TexmlClient#export} does this with its own.
     *
     * @param accountSid whose list it is; null where the client has no account
     * @param checkpoint where to go on; null for the beginning. One of another export fails with
     *     {@link IllegalArgumentException}
     * @param localClock for answers that do not tell the server's time
     */
    public Flux<ExportPage> pages(
            ExportSource source,
            @Nullable String accountSid,
            @Nullable Checkpoint checkpoint,
            Supplier<Instant> localClock) {
        return Flux.defer(() -> new ExportRun(this, accountSid, checkpoint, localClock, source).run());
    }
}
