package io.texml.examples.export;

import io.texml.examples.command.Interruption;
import io.texml.examples.command.Refusal;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.Export;
import io.texml.reactor.export.ExportPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Writes the pages of an export, one after the other. First the data is made durable, then the checkpoint is saved: what
 * a checkpoint says is always on the disk.
 */
final class ExportJob {

    static final String BYTES = "bytes";
    static final String MANIFEST_BYTES = "manifest_bytes";
    static final String FAILURES = "media_failures";
    static final String FORMAT = "format";

    private final TexmlClient client;
    private final Export export;
    private final ItemFormat format;
    private final String formatName;
    private final Output output;
    private final @Nullable CheckpointFile checkpoints;
    private final @Nullable MediaStore media;
    private final Progress progress;
    private final Interruption interruption;
    private final long limit;
    private final Duration betweenCheckpoints;

    private @Nullable Checkpoint written;
    private boolean begun;
    private long savedAt;

    /**
     * A job.
     *
     * @param formatName what tells formats apart; kept with the checkpoint
     * @param limit how many items there may be, those of earlier runs included
     * @param betweenCheckpoints how often data is synced and a checkpoint saved at most; a crash costs the work since
     */
    ExportJob(
            TexmlClient client,
            Export export,
            ItemFormat format,
            String formatName,
            Output output,
            @Nullable CheckpointFile checkpoints,
            @Nullable MediaStore media,
            Progress progress,
            Interruption interruption,
            long limit,
            Duration betweenCheckpoints) {
        this.client = client;
        this.export = export;
        this.format = format;
        this.formatName = formatName;
        this.output = output;
        this.checkpoints = checkpoints;
        this.media = media;
        this.progress = progress;
        this.interruption = interruption;
        this.limit = limit;
        this.betweenCheckpoints = betweenCheckpoints;
    }

    /**
     * Runs to the end, to the limit, or to an interruption.
     *
     * @return whether it came to its end, the limit included
     */
    boolean run(@Nullable Checkpoint from) throws IOException {
        Flux<ExportPage> pages = from == null ? client.export(export) : client.export(export, from);
        begun = note(from, BYTES) > 0;
        Checkpoint last = from;
        long room = limit - (from == null ? 0 : from.items());
        try (Stream<ExportPage> stream =
                pages.takeUntilOther(interruption.asMono()).toStream(1)) {
            Iterator<ExportPage> each = stream.iterator();
            for (ExportPage page = room > 0 ? next(each) : null; page != null; page = room > 0 ? next(each) : null) {
                List<ByteBuffer> items = page.items();
                write(items.size() > room ? items.subList(0, (int) room) : items, page);
                room -= items.size();
                last = page.checkpoint();
                written = last;
                if (room > 0 && (savedAt == 0 || System.nanoTime() - savedAt >= betweenCheckpoints.toNanos())) {
                    save();
                }
            }
        }
        if (room <= 0) {
            return finish();
        }
        save();
        if (interruption.isRequested() && (last == null || !last.isComplete())) {
            return false;
        }
        return finish();
    }

    /**
     * A number that the sink noted.
     *
     * @throws Refusal when it is none
     */
    static long note(@Nullable Checkpoint checkpoint, String name) {
        String text = checkpoint == null ? "0" : checkpoint.notes().getOrDefault(name, "0");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException damaged) {
            throw new Refusal(
                    Refusal.FAILED, "the checkpoint is damaged: its " + name + " is no number; --restart begins anew");
        }
    }

    private boolean finish() throws IOException {
        begin(List.of());
        MediaStore store = media;
        if (store != null) {
            store.sync();
        }
        output.finish();
        CheckpointFile file = checkpoints;
        if (file != null) {
            file.delete();
        }
        return true;
    }

    /** The next page; null at the end. When the list fails, what was written before is made good. */
    private @Nullable ExportPage next(Iterator<ExportPage> each) throws IOException {
        try {
            return each.hasNext() ? each.next() : null;
        } catch (RuntimeException failure) {
            try {
                save();
            } catch (IOException lost) {
                failure.addSuppressed(lost);
            }
            throw failure;
        }
    }

    private void begin(List<ByteBuffer> firstItems) throws IOException {
        if (begun) {
            return;
        }
        try {
            format.begin(firstItems, output.stream());
        } catch (Refusal refused) {
            output.discard();
            throw refused;
        }
        begun = true;
    }

    private void write(List<ByteBuffer> items, ExportPage page) throws IOException {
        OutputStream lines = output.stream();
        if (!items.isEmpty()) {
            begin(page.items());
        }
        for (ByteBuffer item : items) {
            format.writeItem(item, lines);
        }
        MediaStore store = media;
        if (store != null) {
            store.save(items);
        }
        progress.page(items.size(), page);
    }

    /** Makes durable what was written, then says so. */
    private void save() throws IOException {
        Checkpoint checkpoint = written;
        if (checkpoint == null) {
            return;
        }
        Checkpoint noted =
                checkpoint.withNote(BYTES, Long.toString(output.sync())).withNote(FORMAT, formatName);
        MediaStore store = media;
        if (store != null) {
            noted = noted.withNote(MANIFEST_BYTES, Long.toString(store.sync()))
                    .withNote(FAILURES, Long.toString(store.failures()));
        }
        CheckpointFile file = checkpoints;
        if (file != null) {
            file.save(noted);
        }
        written = null;
        savedAt = System.nanoTime();
    }
}
