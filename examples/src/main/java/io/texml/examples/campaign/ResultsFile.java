package io.texml.examples.campaign;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.texml.TexmlException;
import io.texml.examples.OwnersFile;
import io.texml.examples.Programs;
import io.texml.examples.export.SpreadsheetText;
import io.texml.reactor.campaign.Attempt;
import io.texml.reactor.campaign.ContactResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Results in CSV. They grow in a file beside it, which takes its name at the end of a run, so that what an earlier run wrote is
 * there until then; whatever happens, the journal has all of them, and the next run writes them again.
 */
final class ResultsFile implements AutoCloseable {

    private final Path file;
    private final Path fresh;
    private @Nullable FileChannel channel;
    private @Nullable CsvWriter writer;

    ResultsFile(Path file) throws IOException {
        this.file = OwnersFile.behindLinks(file);
        this.fresh = this.file.resolveSibling(this.file.getFileName() + ".new");
    }

    /** Not before the first result: then the journal, and with it the file, is this process's alone. */
    private CsvWriter writer() {
        CsvWriter opened = writer;
        if (opened == null) {
            try {
                FileChannel begun = OwnersFile.replace(fresh);
                channel = begun;
                opened = CsvWriter.builder().build(Channels.newWriter(begun, StandardCharsets.UTF_8));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            writer = opened;
            opened.writeRecord(
                    "line",
                    "key",
                    "to",
                    "outcome",
                    "finished",
                    "attempts",
                    "call_sid",
                    "answered_by",
                    "dialled_at",
                    "ended_at",
                    "seconds",
                    "problem");
        }
        return opened;
    }

    void write(ContactResult<Contact> result) {
        Attempt last = result.lastAttempt();
        writer().writeRecord(
                        Long.toString(result.contact().line()),
                        SpreadsheetText.safe(result.key()),
                        SpreadsheetText.safe(result.contact().to()),
                        result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Boolean.toString(result.isFinished()),
                        Integer.toString(result.attempts().size()),
                        last == null || last.callSid() == null ? "" : SpreadsheetText.safe(last.callSid()),
                        last == null || last.answeredBy() == null
                                ? ""
                                : SpreadsheetText.safe(last.answeredBy().value()),
                        last == null ? "" : last.dialledAt().toString(),
                        last == null || last.endedAt() == null
                                ? ""
                                : last.endedAt().toString(),
                        last == null || last.duration() == null
                                ? ""
                                : Long.toString(last.duration().toSeconds()),
                        SpreadsheetText.safe(problem(result.failure())));
    }

    private static String problem(@Nullable Throwable failure) {
        if (failure == null) {
            return "";
        }
        return failure instanceof TexmlException ofClient ? Programs.sentence(ofClient) : "it was not dialled";
    }

    /** Puts it in the place of what an earlier run wrote. */
    void finish() throws IOException {
        writer().flush();
        FileChannel written = channel;
        if (written != null) {
            written.force(true);
        }
        close();
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        FileChannel begun = channel;
        if (begun != null) {
            begun.close();
        }
    }
}
