package io.texml.reactor;

import io.texml.internal.json.JsonWriter;
import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import io.texml.reactor.Checkpoint.Position;
import io.texml.reactor.Export.NewestDay;
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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** One subscription of an export: runs its slices, and knows what all of them have delivered. */
final class ExportRun {

    /** How long after its end a day may still change. */
    private static final Duration SETTLING = Duration.ofHours(1);

    private static final Set<String> PAGE_SIZES = Set.of("PageSize", "page[size]");

    private final Export export;
    private final BiFunction<TexmlRequest<?>, @Nullable String, Flux<Page<ByteBuffer>>> pages;
    private final String fingerprint;
    private final LocalDate settled;
    private final LocalDate lastDay;
    private final TreeMap<String, Position> positions = new TreeMap<>();

    private long items;
    private @Nullable LocalDate doneThrough;
    private int slicesLeft;

    /**
     * @param pages the pages of a request, from a link on or from the beginning
     * @throws IllegalArgumentException when the checkpoint belongs to another export
     */
    ExportRun(
            Export export,
            @Nullable String accountSid,
            @Nullable Checkpoint checkpoint,
            Instant now,
            BiFunction<TexmlRequest<?>, @Nullable String, Flux<Page<ByteBuffer>>> pages) {
        this.export = export;
        this.pages = pages;
        this.fingerprint = fingerprint(export, accountSid);
        this.settled = LocalDate.ofInstant(now.minus(SETTLING), ZoneOffset.UTC).minusDays(1);
        LocalDate newest =
                export.newestDay() == NewestDay.OVERLAPPED ? LocalDate.ofInstant(now, ZoneOffset.UTC) : settled;
        LocalDate wanted = export.lastDay();
        this.lastDay = wanted == null || wanted.isAfter(newest) ? newest : wanted;
        if (checkpoint != null) {
            takeOver(checkpoint);
        }
    }

    /** To be subscribed to once. */
    Flux<ExportPage> run() {
        // Made before anything is read: from then on only delivered() touches the positions.
        List<ExportSlice> all = slices();
        slicesLeft = all.size();
        Flux<ExportSlice> slices = Flux.fromIterable(all);
        // One slice after the other passes demand on as it is; several fetch one page ahead each.
        return (export.slicesAtOnce() == 1
                        ? slices.concatMap(ExportSlice::parts, 1)
                        : slices.flatMap(ExportSlice::parts, export.slicesAtOnce(), 1))
                .map(this::delivered);
    }

    private List<ExportSlice> slices() {
        List<ExportSlice> slices = new ArrayList<>();
        LocalDate first = export.firstDay();
        if (first == null) {
            addUnlessDone(slices, null);
            return slices;
        }
        for (LocalDate day = doneThrough == null ? first : doneThrough.plusDays(1);
                !day.isAfter(lastDay);
                day = day.plusDays(1)) {
            addUnlessDone(slices, day);
        }
        return slices;
    }

    private void addUnlessDone(List<ExportSlice> slices, @Nullable LocalDate day) {
        Position position = positions.getOrDefault(Checkpoint.key(day), Position.BEGINNING);
        if (!position.done()) {
            boolean changing = position.changing() || (day != null && day.isAfter(settled));
            slices.add(new ExportSlice(day, position, changing, link -> pages.apply(export.requestFor(day), link)));
        }
    }

    /** The parts come one after the other, whichever slice they are of. */
    private ExportPage delivered(ExportSlice.Part part) {
        items += part.items().size();
        positions.put(Checkpoint.key(part.day()), part.position());
        if (part.position().done()) {
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
        return new ExportPage(part.items(), part.day(), part.position().done(), slicesLeft, checkpoint);
    }

    /** Replaces the positions of finished days at the front by one day. */
    private void compact() {
        LocalDate first = export.firstDay();
        if (first == null) {
            return;
        }
        LocalDate next = doneThrough == null ? first : doneThrough.plusDays(1);
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
        // What was read of a day while it could change may lack items that came later: the whole day comes again.
        positions
                .entrySet()
                .removeIf(slice -> slice.getValue().changing()
                        && (checkpoint.isComplete()
                                || !LocalDate.parse(slice.getKey()).isAfter(settled)));
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
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(JsonWriter.write(facts)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
