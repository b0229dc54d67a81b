package io.texml.examples.export;

import io.texml.examples.command.Interruption;
import io.texml.examples.command.Refusal;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.export.Checkpoint;
import io.texml.reactor.export.Export;
import io.texml.reactor.export.ExportPage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Writes the pages of an export, one after the other. */
final class ExportJob {

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

    private boolean begun;

    /**
     * A job.
     *
     * @param formatName what tells formats apart; kept with the checkpoint
     * @param limit how many items there may be, those of earlier runs included
     * @param betweenCheckpoints how often data is synced and a checkpoint saved at most; a crash costs the work since, and that
     *     of the sync that it interrupts
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
        begun = CheckpointSaver.note(from, CheckpointSaver.BYTES) > 0;
        Checkpoint last = from;
        long room = limit - (from == null ? 0 : from.items());
        try (CheckpointSaver saver = new CheckpointSaver(output, media, checkpoints, formatName, betweenCheckpoints);
                Stream<ExportPage> stream =
                        pages.takeUntilOther(interruption.asMono()).toStream(1)) {
            Iterator<ExportPage> each = stream.iterator();
            for (ExportPage page = next(each, room, saver); page != null; page = next(each, room, saver)) {
                List<ByteBuffer> items = page.items();
                write(items.size() > room ? items.subList(0, (int) room) : items, page);
                room -= items.size();
                last = page.checkpoint();
                if (room > 0) {
                    saver.written(last);
                }
            }
            if (room > 0) {
                saver.save();
            }
        }
        if (room > 0 && interruption.isRequested() && (last == null || !last.isComplete())) {
            return false;
        }
        return finish();
    }

    private boolean finish() throws IOException {
        begin(List.of());
        MediaStore store = media;
        if (store != null) {
            store.force();
        }
        output.finish();
        CheckpointFile file = checkpoints;
        if (file != null) {
            file.delete();
        }
        return true;
    }

    /** The next page; null at the end and at the limit. When the list fails, what was written before is made good. */
    private static @Nullable ExportPage next(Iterator<ExportPage> each, long room, CheckpointSaver saver)
            throws IOException {
        try {
            return room > 0 && each.hasNext() ? each.next() : null;
        } catch (RuntimeException failure) {
            try {
                saver.save();
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
        if (!items.isEmpty()) {
            begin(page.items());
            format.writeItems(items, output.stream());
        }
        MediaStore store = media;
        if (store != null) {
            store.save(items);
        }
        progress.page(items.size(), page);
    }
}
