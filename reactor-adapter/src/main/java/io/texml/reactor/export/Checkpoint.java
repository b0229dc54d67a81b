package io.texml.reactor.export;

import io.texml.reactor.TexmlClient;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far an export has come: everything before it was delivered. Keep it with {@link #toJson()} after the items of its
 * page are safe, and go on with {@link TexmlClient#export(Export, Checkpoint)}, in this process or another.
 *
 * <p>The text holds page links, and these hold the values of the filter: keep it as you keep the data.
 */
public final class Checkpoint {

    /** The version of the text that {@link #toJson()} writes. */
    public static final int SCHEMA_VERSION = 1;

    private final String operationId;
    private final String fingerprint;
    private final long items;
    private final boolean complete;
    private final @Nullable LocalDate doneThrough;
    private final SortedMap<String, Position> positions;
    private final Map<String, String> notes;

    Checkpoint(
            String operationId,
            String fingerprint,
            long items,
            boolean complete,
            @Nullable LocalDate doneThrough,
            SortedMap<String, Position> positions,
            Map<String, String> notes) {
        this.operationId = operationId;
        this.fingerprint = fingerprint;
        this.items = items;
        this.complete = complete;
        this.doneThrough = doneThrough;
        this.positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
        this.notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /**
     * Reads what {@link #toJson()} wrote.
     *
     * @throws IllegalArgumentException when it is something else, or of a later version
     */
    public static Checkpoint parse(String json) {
        return CheckpointJson.read(json);
    }

    /** One line of JSON. */
    public String toJson() {
        return CheckpointJson.write(this);
    }

    /** The operation that is exported, for example {@code calls.list}. */
    public String operationId() {
        return operationId;
    }

    /** What tells exports apart: a SHA-256 over operation, account, filter and days. */
    public String fingerprint() {
        return fingerprint;
    }

    /** How many items were delivered, over all runs. */
    public long items() {
        return items;
    }

    /** Whether the export came to its end. Going on from here gives only what is new, in an export without a last day. */
    public boolean isComplete() {
        return complete;
    }

    /** What the sink noted, such as the length of its file. */
    public Map<String, String> notes() {
        return notes;
    }

    /** The same with something to remember for the sink, saved in one step with the position. */
    public Checkpoint withNote(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(notes);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return new Checkpoint(operationId, fingerprint, items, complete, doneThrough, positions, more);
    }

    /**
     * For a sink that got further than what it saved, and can tell how far: going on begins behind this item. When the
     * item does not turn up, everything since the checkpoint is delivered again.
     *
     * @param day the day of the item's page; null when the export is one stream
     * @param sid the sid of the last item that the sink holds of that day
     */
    public Checkpoint deliveredThrough(@Nullable LocalDate day, String sid) {
        Objects.requireNonNull(sid, "sid");
        TreeMap<String, Position> moved = new TreeMap<>(positions);
        moved.compute(
                key(day),
                (same, position) -> position == null
                        ? new Position(null, null, false, false, sid)
                        : new Position(
                                position.nextPage(), position.lastSid(), position.done(), position.changing(), sid));
        return new Checkpoint(operationId, fingerprint, items, complete, doneThrough, moved, notes);
    }

    /** The operation and the number of items; no link. */
    @Override
    public String toString() {
        return "Checkpoint[" + operationId + ", items=" + items + ", complete=" + complete + "]";
    }

    /** All days up to and including this one are done. */
    @Nullable
    LocalDate doneThrough() {
        return doneThrough;
    }

    /** By day, or under the empty text for the one stream. */
    SortedMap<String, Position> positions() {
        return positions;
    }

    @Nullable
    Position position(@Nullable LocalDate day) {
        return positions.get(key(day));
    }

    static String key(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    /**
     * How far one slice has come.
     *
     * @param nextPage the link to go on from; null at the beginning and the end
     * @param lastSid the last item that was delivered
     * @param done whether all of it was delivered
     * @param changing whether it was begun while it could still change
     * @param sinkSid the last item that the sink holds, if it said so
     */
    record Position(
            @Nullable String nextPage,
            @Nullable String lastSid,
            boolean done,
            boolean changing,
            @Nullable String sinkSid) {

        static final Position BEGINNING = new Position(null, null, false, false, null);

        /** Whether it is done; never the link. */
        @Override
        public String toString() {
            return "Position[done=" + done + "]";
        }
    }
}
