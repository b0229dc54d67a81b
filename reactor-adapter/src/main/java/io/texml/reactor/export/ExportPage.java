package io.texml.reactor.export;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One page of an export. The canonical constructor is not API: components may be added.
 *
 * @param items the items as the server sent them, as in {@link io.texml.reactor.PagedFlux#raw}; may be empty
 * @param day the day that the page belongs to; null when the export is one stream, and for what is in
 *     no day ({@link Export#withUndated})
 * @param isLast whether it is the last page of its day, or of the one stream
 * @param slicesLeft how many days, this one included, have pages after this one; 1 or 0 when the export is one stream
 * @param checkpoint where to go on when this page and all before it are dealt with. Save it only then
 */
public record ExportPage(
        List<ByteBuffer> items, @Nullable LocalDate day, boolean isLast, int slicesLeft, Checkpoint checkpoint) {

    /** Copies the list. */
    public ExportPage {
        items = List.copyOf(items);
        Objects.requireNonNull(checkpoint, "checkpoint");
    }

    /** The number of items and the day; never an item. */
    @Override
    public String toString() {
        return "ExportPage[items=" + items.size() + ", day=" + day + "]";
    }
}
