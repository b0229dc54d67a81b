package io.texml.reactor.export;

import io.texml.ExchangeDetails;
import io.texml.Headers;
import io.texml.IgnoredFilterException;
import io.texml.internal.HttpDate;
import io.texml.internal.json.ItemMembers;
import io.texml.internal.json.JsonObjects;
import io.texml.internal.json.JsonWriter;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.reactor.export.Checkpoint.Position;
import io.texml.reactor.export.Export.NewestDay;
import io.texml.reactor.export.ExportSlice.State;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;

/**
 * One subscription of an export: runs its slices, and knows what all of them have delivered.
 *
 * <p>Which days are over is a matter of the server's clock, which is not known before an answer came. So the first day that
 * is left begins alone; the {@code Date} of its first answer decides which days follow, and whether itself is left out.
 * Whether a day may still change is decided by its own first answer.
 */
final class ExportRun {

    /** How long after its end a day may still change. */
    private static final Duration SETTLING = Duration.ofHours(1);

    /** A clock that is outside of these does not know the time. */
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final Set<String> PAGE_SIZES = Set.of("PageSize", "page[size]");

    private final Export export;
    private final ExportSource source;
    private final Supplier<Instant> localClock;
    private final String fingerprint;
    private final TreeMap<String, Position> positions = new TreeMap<>();
    private final @Nullable FilterCheck filters;
    /** As the server told it when a slice began. */
    private volatile @Nullable Instant lastServerTime;

    private long items;
    private @Nullable LocalDate doneThrough;
    private int slicesLeft;

    /**
     * @param localClock this machine's, for answers that do not tell the server's time
     * @throws IllegalArgumentException when the checkpoint belongs to another export
     */
    ExportRun(
            Export export,
            @Nullable String accountSid,
            @Nullable Checkpoint checkpoint,
            Supplier<Instant> localClock,
            ExportSource source) {
        this.export = export;
        this.source = source;
        this.localClock = localClock;
        this.fingerprint = fingerprint(export, accountSid);
        this.filters = export.acceptsIgnoredFilters() ? null : new FilterCheck(export);
        if (checkpoint != null) {
            takeOver(checkpoint);
        }
    }

    /** To be subscribed to once. */
    Flux<ExportPage> run() {
        Flux<ExportSlice> slices = export.firstDay() == null ? oneStream() : days();
        // One slice after the other passes demand on as it is; several fetch one page ahead each.
        return (export.slicesAtOnce() == 1
                        ? slices.concatMap(ExportSlice::parts, 1)
                        : slices.flatMap(ExportSlice::parts, export.slicesAtOnce(), 1))
                .handle(this::delivered);
    }

    private Flux<ExportSlice> oneStream() {
        Position position = position(null);
        if (position.done()) {
            return Flux.empty();
        }
        slicesLeft = 1;
        return Flux.just(slice(null, position, (from, answer) -> {
            Instant unused = serverTime(answer);
            return State.SETTLED;
        }));
    }

    private Flux<ExportSlice> days() {
        LocalDate first = firstDayLeft();
        LocalDate last = export.lastDay();
        if (last != null && first.isAfter(last)) {
            List<ExportSlice> undated = undated();
            slicesLeft = undated.size();
            return Flux.fromIterable(undated);
        }
        Sinks.One<List<ExportSlice>> others = Sinks.one();
        ExportSlice opening = slice(first, position(first), (from, answer) -> {
            Instant now = serverTime(answer);
            // Nothing was delivered yet, and from the next line on only delivered() touches the positions.
            List<ExportSlice> following = daysAfter(first, now);
            following.addAll(undated());
            slicesLeft = 1 + following.size();
            others.tryEmitValue(following);
            return state(first, from, now);
        });
        return Flux.concat(Flux.just(opening), others.asMono().flatMapIterable(Function.identity()));
    }

    /** The first day of which something may have to come; it may be one that is not over yet. */
    private LocalDate firstDayLeft() {
        LocalDate day = nextDay();
        for (Position at = position(day); at.done() && !at.changing(); at = position(day)) {
            day = day.plusDays(1);
        }
        return day;
    }

    private List<ExportSlice> daysAfter(LocalDate first, Instant now) {
        LocalDate newest = newest(now);
        LocalDate wanted = export.lastDay();
        LocalDate last = wanted == null || wanted.isAfter(newest) ? newest : wanted;
        LocalDate settled = settled(now);
        // What was read of a day while it could change may lack items that came later: the whole day comes again.
        positions
                .entrySet()
                .removeIf(slice -> slice.getValue().changing()
                        && !slice.getKey().isEmpty()
                        && !LocalDate.parse(slice.getKey()).isAfter(settled));
        List<ExportSlice> slices = new ArrayList<>();
        for (LocalDate day = first.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            LocalDate ofSlice = day;
            if (!position(day).done()) {
                slices.add(slice(day, position(day), (from, answer) -> state(ofSlice, from, serverTime(answer))));
            }
        }
        return slices;
    }

    private State state(LocalDate day, Position from, Instant now) {
        if (!day.isAfter(settled(now))) {
            return from.changing() ? State.ANEW : State.SETTLED;
        }
        if (from.done()) {
            return State.LEFT_OUT;
        }
        // What another clock took for over, and is half delivered, goes on; as it may change it comes again.
        boolean takenForSettled = !from.changing() && !from.equals(Position.BEGINNING);
        return takenForSettled || !day.isAfter(newest(now)) ? State.CHANGING : State.LEFT_OUT;
    }

    private LocalDate newest(Instant now) {
        return export.newestDay() == NewestDay.OVERLAPPED ? LocalDate.ofInstant(now, ZoneOffset.UTC) : settled(now);
    }

    private static LocalDate settled(Instant now) {
        return LocalDate.ofInstant(now.minus(SETTLING), ZoneOffset.UTC).minusDays(1);
    }

    private Instant serverTime(Headers answer) {
        Instant local = localClock.get();
        Instant date = HttpDate.read(answer.first("date"), local);
        Instant now = date == null || date.isBefore(EARLIEST) || date.isAfter(LATEST) ? local : date;
        lastServerTime = now;
        return now;
    }

    private Position position(@Nullable LocalDate day) {
        return positions.getOrDefault(Checkpoint.key(day), Position.BEGINNING);
    }

    private ExportSlice slice(@Nullable LocalDate day, Position from, ExportSlice.Opening opening) {
        return new ExportSlice(
                day, from, opening, (link, answered) -> source.pages(export.requestFor(day), link, answered));
    }

    /** What is in no day, if that is wanted and was not delivered. */
    private List<ExportSlice> undated() {
        Position from = position(null);
        if (!export.hasUndated() || from.done()) {
            return List.of();
        }
        State state = export.lastDay() == null ? State.CHANGING : State.SETTLED;
        return List.of(new ExportSlice(null, from, (position, answer) -> state, (link, answered) -> source.pages(
                        export.request(), link, answered)
                .map(this::withoutDated)));
    }

    private Page<ByteBuffer> withoutDated(Page<ByteBuffer> page) {
        ItemMembers members = ItemMembers.of(export.dayMember());
        List<ByteBuffer> undated = page.items().stream()
                .filter(item -> JsonObjects.time(members.of(item).get(export.dayMember())) == null)
                .toList();
        return page.withItems(undated);
    }

    /** The parts come one after the other, whichever slice they are of. */
    private void delivered(ExportSlice.Part part, SynchronousSink<ExportPage> sink) {
        Position position = part.position();
        if (position == null) {
            slicesLeft--;
            return;
        }
        String ignored = filters == null
                ? null
                : filters.leavingOut(part, Objects.requireNonNullElseGet(lastServerTime, localClock));
        if (ignored != null) {
            Operation<?> operation = export.request().operation();
            sink.error(new IgnoredFilterException(
                    ignored, new ExchangeDetails(operation.id(), operation.pathTemplate(), null, 1, null, false)));
            return;
        }
        items += part.items().size();
        positions.put(Checkpoint.key(part.day()), position);
        if (position.done()) {
            slicesLeft--;
            compact();
        }
        Checkpoint checkpoint = new Checkpoint(
                export.request().operation().id(),
                fingerprint,
                items,
                slicesLeft == 0,
                doneThrough,
                positions,
                Map.of());
        sink.next(new ExportPage(part.items(), part.day(), position.done(), slicesLeft, checkpoint));
    }

    /** Replaces the positions of finished days at the front by one day. */
    private void compact() {
        if (export.firstDay() == null) {
            return;
        }
        LocalDate next = nextDay();
        for (Position at = positions.get(next.toString());
                at != null && at.done() && !at.changing();
                at = positions.get(next.toString())) {
            positions.remove(next.toString());
            doneThrough = next;
            next = next.plusDays(1);
        }
    }

    private void takeOver(Checkpoint checkpoint) {
        if (!checkpoint.fingerprint().equals(fingerprint)) {
            throw new IllegalArgumentException("the checkpoint belongs to another export: operation, account, filter or"
                    + " days differ; begin anew, or use what the export was begun with");
        }
        items = checkpoint.items();
        doneThrough = checkpoint.doneThrough();
        positions.putAll(checkpoint.positions());
        if (checkpoint.isComplete()) {
            // Days that could change come again, whole, whether or not they still can.
            positions.values().removeIf(Position::changing);
        }
    }

    /** The day behind those that are done. */
    private LocalDate nextDay() {
        return doneThrough == null ? Objects.requireNonNull(export.firstDay()) : doneThrough.plusDays(1);
    }

    private static String fingerprint(Export export, @Nullable String accountSid) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("operation", export.request().operation().id());
        facts.put("account", Objects.requireNonNullElse(accountSid, ""));
        facts.put("path", new TreeMap<>(export.request().pathValues()));
        TreeMap<String, Object> filter = new TreeMap<>(export.request().parameters());
        filter.keySet().removeAll(PAGE_SIZES);
        facts.put("filter", filter);
        facts.put("from", String.valueOf(export.firstDay()));
        facts.put("to", String.valueOf(export.lastDay()));
        if (export.hasUndated()) {
            facts.put("undated", true);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(JsonWriter.write(facts)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
