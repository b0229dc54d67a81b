package io.texml.examples.export;

import io.texml.examples.command.Refusal;
import io.texml.reactor.export.Checkpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes durable what was written, then saves its checkpoint: what a checkpoint says is always on the disk. A thread of its own
 * waits for the disk, as the next page can be written meanwhile; one checkpoint is saved after the other.
 *
 * <p>All methods are called by the thread that writes.
 */
final class CheckpointSaver implements AutoCloseable {

    static final String BYTES = "bytes";
    static final String MANIFEST_BYTES = "manifest_bytes";
    static final String FAILURES = "media_failures";
    static final String FORMAT = "format";

    private final Output output;
    private final @Nullable MediaStore media;
    private final @Nullable CheckpointFile file;
    private final String formatName;
    private final Duration between;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread daemon = new Thread(work, "texml-export-checkpoints");
        daemon.setDaemon(true);
        return daemon;
    });

    private @Nullable Checkpoint unsaved;
    private @Nullable Future<?> saving;
    private long begunAt;

    /**
     * Saves nothing yet.
     *
     * @param formatName what tells formats apart; kept with the checkpoint
     * @param file where to; null when what is written cannot be gone on with
     * @param between how often at most
     */
    CheckpointSaver(
            Output output,
            @Nullable MediaStore media,
            @Nullable CheckpointFile file,
            String formatName,
            Duration between) {
        this.output = output;
        this.media = media;
        this.file = file;
        this.formatName = formatName;
        this.between = between;
    }

    /**
     * A number that was noted with a checkpoint.
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

    /**
     * All before this checkpoint is written. It is saved when it is time; a disk that has not done with the last one by then
     * is waited for.
     *
     * @throws IOException also when an earlier one could not be saved
     */
    void written(Checkpoint checkpoint) throws IOException {
        unsaved = checkpoint;
        if (begunAt == 0 || System.nanoTime() - begunAt >= between.toNanos()) {
            begin();
        }
    }

    /** Whatever is written is durable, and its checkpoint saved, when this returns. */
    void save() throws IOException {
        begin();
        await();
    }

    private void begin() throws IOException {
        await();
        Checkpoint checkpoint = unsaved;
        if (checkpoint == null) {
            return;
        }
        // How long everything is by now belongs to this checkpoint, and is more when the disk has done.
        Checkpoint noted =
                checkpoint.withNote(BYTES, Long.toString(output.flush())).withNote(FORMAT, formatName);
        MediaStore store = media;
        if (store != null) {
            noted = noted.withNote(MANIFEST_BYTES, Long.toString(store.length()))
                    .withNote(FAILURES, Long.toString(store.failures()));
        }
        Checkpoint saved = noted;
        unsaved = null;
        begunAt = System.nanoTime();
        saving = thread.submit(() -> {
            output.force();
            if (store != null) {
                store.force();
            }
            if (file != null) {
                file.save(saved);
            }
            return saved;
        });
    }

    private void await() throws IOException {
        Future<?> last = saving;
        if (last == null) {
            return;
        }
        saving = null;
        try {
            Object unused = last.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException ofTheDisk ? ofTheDisk : new IOException(failed.getCause());
        } catch (InterruptedException interrupted) {
            // The job ends without it, and nothing of it goes on behind that.
            thread.shutdownNow();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a checkpoint was saved");
        }
    }

    /** Waits for what is being saved, and begins nothing more. */
    @Override
    public void close() throws IOException {
        thread.shutdown();
        await();
    }
}
