package io.texml.reactor.campaign;

import io.texml.reactor.campaign.JournalRun.Claim;
import io.texml.reactor.campaign.JournalRun.Close;
import io.texml.reactor.campaign.JournalRun.Command;
import io.texml.reactor.campaign.JournalRun.Write;
import io.texml.reactor.internal.file.Disk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A journal in one file, got from {@link DialJournal#file(Path)}. Whatever completes is on the disk: it outlives the process,
 * and the machine's loss of power where the disk keeps its word.
 *
 * <p><b>One at a time.</b> While it is open, another process, and another journal of this process, is refused; the lock is on
 * {@code <file>.lock}, which stays. It ends with the process, however that ends.
 *
 * <p><b>Phone numbers stand in it</b>, and references that make callbacks credible. Only the owner may read it (mode 0600, where
 * the system has modes). Keep it and copies of it as you keep the contacts; the campaign never deletes it.
 *
 * <p><b>Threads.</b> Opening starts a daemon thread {@code texml-journal} that alone touches the file, and closing ends it.
 * What comes while it waits for the disk is written together and waits once. The queue to it has no bound of its own: each
 * {@code Mono} that was subscribed to and has not completed is one place in it. Answers come on Reactor's parallel scheduler.
 *
 * <p><b>Memory.</b> Some 45 bytes for each contact, whose key is known by the first 128 bits of its SHA-256. Attempts
 * are read from the file when a contact is claimed.
 *
 * <p><b>A disk that is full or broken.</b> What was being written fails, is taken back as far as the disk allows, and everything
 * after it fails with one {@link DialJournalException}; what had completed is safe. Closing works. Opened again it goes on.
 *
 * <p><b>What a death leaves.</b> The end of a file that was not written whole is cut away by the next opening: nobody was told
 * that it was safe. A record that was changed after it was written is another matter: the file is refused, nothing is
 * changed, and the message names the byte.
 *
 * <p><b>Size.</b> Some 500 bytes an attempt. When more than half of it, and more than 16 MiB, is intents of attempts that have
 * ended, it is written anew without them as {@code <file>.new}, which then takes its name in one step. What is given
 * meanwhile waits, some seconds for a million contacts, and the index takes twice its memory. Where a directory cannot be
 * made durable the file is left to grow.
 *
 * <p><b>Format.</b> Lines of JSON in UTF-8, each ended by a line feed, so that {@code tail} and {@code jq} show it. The first is
 * {@code {"format":"texml-dial-journal","version":1}}; another version is refused. The others begin with
 *
 * <ul>
 *   <li>{@code length}: how many bytes follow the checksum, from the comma before {@code commit} to the closing brace
 *   <li>{@code crc32c}: their CRC-32C, eight hexadecimal digits
 *   <li>{@code commit}: where the write began that the record was a part of, in bytes from the beginning of the file
 *   <li>{@code type}, {@code key}: what it is, and of which contact
 * </ul>
 *
 * and end with {@code previous}, where the record before it of the same contact begins, unless it is the first. Between them:
 *
 * <ul>
 *   <li>{@code intent}: {@code attempt} from 1, {@code reference}, {@code from}, {@code to}, {@code at}
 *   <li>{@code ended}: {@code attempt}, {@code call} (a {@link io.texml.reactor.dialler.CallResult.Outcome}),
 *       {@code dialled_at}; where they are known {@code call_sid}, {@code answered_by}, {@code ended_at}, {@code duration}
 *       (ISO 8601); {@code outcome} (a {@link ContactOutcome}) where the contact is done with, or else {@code next_at}
 *   <li>{@code finished}: {@code outcome}
 * </ul>
 */
public final class FileDialJournal implements DialJournal {

    private static final long WORTH_IT = 16L << 20;

    private final Path file;
    private final Disk disk;
    private final long worthIt;
    private final AtomicReference<@Nullable JournalRun> running = new AtomicReference<>();

    FileDialJournal(Path file) {
        this(file, new Disk(), WORTH_IT);
    }

    /** @param worthIt how many superseded bytes are worth it to write the file anew */
    FileDialJournal(Path file, Disk disk, long worthIt) {
        this.file = file.toAbsolutePath();
        this.disk = disk;
        this.worthIt = worthIt;
    }

    @Override
    public Mono<Void> open() {
        return Mono.create(sink -> {
            JournalRun[] self = new JournalRun[1];
            JournalRun run = new JournalRun(file, disk, worthIt, sink, () -> running.compareAndSet(self[0], null));
            self[0] = run;
            if (running.compareAndSet(null, run)) {
                sink.onCancel(() -> run.give(new Close(null)));
                run.start();
            } else {
                sink.error(new DialJournalException(
                        "the journal " + file + " is open already; let the campaign that uses it end", null));
            }
        });
    }

    @Override
    public Mono<ContactHistory> claim(String key) {
        Objects.requireNonNull(key, "key");
        return Mono.create(sink -> give(new Claim(key, sink)));
    }

    @Override
    public Mono<Void> intend(String key, DialIntent intent) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(intent, "intent");
        return write(contents -> contents.intend(key, intent));
    }

    @Override
    public Mono<Void> ended(String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(attempt, "attempt");
        return write(contents -> contents.ended(key, attempt, () -> DialRecords.ended(key, attempt, outcome, nextAt)));
    }

    @Override
    public Mono<Void> finish(String key, ContactOutcome outcome) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(outcome, "outcome");
        return write(contents -> contents.finish(key, outcome));
    }

    @Override
    public Mono<Void> close() {
        return Mono.create((MonoSink<Void> sink) -> give(new Close(sink)));
    }

    private Mono<Void> write(JournalRun.Change change) {
        return Mono.create((MonoSink<Void> sink) -> give(new Write(change, sink)));
    }

    private void give(Command command) {
        JournalRun run = running.get();
        if (run == null) {
            command.fail(notOpen(file));
        } else {
            run.give(command);
        }
    }

    static DialJournalException notOpen(Path file) {
        return new DialJournalException("the journal " + file + " is not open; open it first", null);
    }

    /** Where it is. */
    @Override
    public String toString() {
        return "FileDialJournal[" + file + "]";
    }
}
