package io.texml.reactor.campaign;

import io.texml.reactor.internal.file.Disk;
import io.texml.reactor.internal.file.RecordFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contacts of a journal's file. Used by one thread. */
final class JournalContents implements Closeable {

    static final String FORMAT = "texml-dial-journal";
    static final int VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(FileDialJournal.class);

    private final Path path;
    private final RecordFile file;
    private Known known;
    /** How much has to be superseded before the file is written anew. */
    private long worthIt;

    private JournalContents(Path path, RecordFile file, Known known, long worthIt) {
        this.path = path;
        this.file = file;
        this.known = known;
        this.worthIt = worthIt;
    }

    /** @param worthIt how many superseded bytes are worth it to write the file anew */
    static JournalContents open(Path path, Disk disk, long worthIt) throws IOException {
        Known known = new Known();
        RecordFile file = RecordFile.open(
                path, FORMAT, VERSION, disk, (offset, bytes, members) -> known.note(members, offset, bytes));
        return new JournalContents(path, file, known, worthIt);
    }

    /** Adds an intent to the next commit. */
    void intend(String key, DialIntent intent) {
        KeyHash hash = KeyHash.of(key);
        long entry = known.contacts.get(hash);
        if (ContactIndex.isFinished(entry) || intent.attempt() <= ContactIndex.attempts(entry)) {
            throw new DialJournalException(
                    "attempt " + intent.attempt() + " of a contact must not be dialled: "
                            + (ContactIndex.isFinished(entry)
                                    ? "the contact is done with"
                                    : "it has ended already; claim the contact again"),
                    null);
        }
        add(hash, entry, DialRecords.intent(key, intent));
    }

    /** Adds the end of an attempt to the next commit, unless it is known. */
    void ended(String key, Attempt attempt, Supplier<Map<String, Object>> members) {
        KeyHash hash = KeyHash.of(key);
        long entry = known.contacts.get(hash);
        if (!ContactIndex.isFinished(entry) && attempt.number() > ContactIndex.attempts(entry)) {
            add(hash, entry, members.get());
        }
    }

    /** Adds to the next commit that a contact is done with, unless it is. */
    void finish(String key, ContactOutcome outcome) {
        KeyHash hash = KeyHash.of(key);
        long entry = known.contacts.get(hash);
        if (!ContactIndex.isFinished(entry)) {
            add(hash, entry, DialRecords.finished(key, outcome));
        }
    }

    private void add(KeyHash hash, long entry, Map<String, @Nullable Object> members) {
        DialRecords.follow(members, ContactIndex.offset(entry));
        int before = file.pending();
        long offset = file.add(members);
        try {
            known.note(hash, members, offset, file.pending() - before);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    int pending() {
        return file.pending();
    }

    void commit() throws IOException {
        file.commit();
    }

    /** What is known of a contact; everything is committed. */
    ContactHistory history(String key) throws IOException {
        long entry = known.contacts.get(KeyHash.of(key));
        if (entry == ContactIndex.NONE) {
            return ContactHistory.NEW;
        }
        Deque<Map<String, @Nullable Object>> records = new ArrayDeque<>();
        for (long at = ContactIndex.offset(entry); at > 0; at = DialRecords.previous(records.getFirst())) {
            records.addFirst(file.read(at));
        }
        ContactHistory history = ContactHistory.NEW;
        for (Map<String, @Nullable Object> record : records) {
            if (!DialRecords.key(record).equals(key)) {
                throw new IOException("it holds another contact in place of one; put back a copy of it");
            }
            history = DialRecords.after(history, record);
        }
        return history;
    }

    /** Writes the file anew when most of it is intents of attempts that have ended. Nothing is pending. */
    void compactIfWorthIt() throws IOException {
        long superseded = known.supersededBytes();
        if (superseded < worthIt || superseded <= file.length() / 2 || !file.isRenamable()) {
            return;
        }
        Known fresh = new Known();
        Exception failure = file.rewrite(rewritten -> file.forEach((offset, bytes, members) -> {
            KeyHash hash = KeyHash.of(DialRecords.key(members));
            if (known.isNeeded(hash, members, offset)) {
                Map<String, @Nullable Object> copy = DialRecords.copy(members);
                DialRecords.follow(copy, ContactIndex.offset(fresh.contacts.get(hash)));
                fresh.note(hash, copy, rewritten.add(copy), bytes);
            }
        }));
        if (failure == null) {
            known = fresh;
        } else {
            worthIt = 2 * superseded;
            LOG.warn(
                    "the journal {} could not be made smaller ({}); it goes on as it is",
                    path,
                    Objects.toString(failure.getMessage(), failure.toString()));
        }
    }

    /** How many contacts are known. */
    int contacts() {
        return known.contacts.size();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** What is known of all contacts. */
    private static final class Known {

        private final ContactIndex contacts = new ContactIndex();
        private long intents;
        private long intentBytes;
        private long superseded;

        void note(Map<String, @Nullable Object> members, long offset, int bytes) throws IOException {
            note(KeyHash.of(DialRecords.key(members)), members, offset, bytes);
        }

        void note(KeyHash hash, Map<String, @Nullable Object> members, long offset, int bytes) throws IOException {
            long entry = contacts.get(hash);
            int attempts = ContactIndex.attempts(entry);
            if (ContactIndex.isUnderWay(entry)) {
                superseded++;
            }
            contacts.put(
                    hash,
                    switch (DialRecords.type(members)) {
                        case DialRecords.INTENT -> {
                            intents++;
                            intentBytes += bytes;
                            yield ContactIndex.entry(offset, attempts, true, false);
                        }
                        case DialRecords.ENDED ->
                            ContactIndex.entry(
                                    offset, DialRecords.attempt(members), false, DialRecords.isDone(members));
                        case DialRecords.FINISHED -> ContactIndex.entry(offset, attempts, false, true);
                        default -> throw DialRecords.unreadable(null);
                    });
        }

        /** Whether a record says what no later one does. */
        boolean isNeeded(KeyHash hash, Map<String, @Nullable Object> members, long offset) throws IOException {
            return !DialRecords.type(members).equals(DialRecords.INTENT)
                    || ContactIndex.offset(contacts.get(hash)) == offset;
        }

        /** About how much of the file is intents whose attempt has ended. */
        long supersededBytes() {
            return intents == 0 ? 0 : intentBytes / intents * superseded;
        }
    }
}
