package io.texml.examples.campaign;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.texml.examples.Programs;
import io.texml.examples.command.Refusal;
import io.texml.markup.Texml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Contacts in CSV (RFC 4180, UTF-8) with a header; read row by row, so that a file of any size takes little memory. */
final class ContactsFile {

    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern SIP = Pattern.compile("sips?:[!-~]{3,250}");
    private static final Set<String> COLUMNS = Set.of("to", "key", "from", "zone", "url", "texml");
    private static final int MOST_TOLD = 10;

    private final Path file;
    private final boolean needsFrom;
    private final boolean needsZone;

    /**
     * A file.
     *
     * @param needsFrom whether each row has to say from which number it is dialled
     * @param needsZone whether each row has to say where it is
     */
    ContactsFile(Path file, boolean needsFrom, boolean needsZone) {
        this.file = file;
        this.needsFrom = needsFrom;
        this.needsZone = needsZone;
    }

    /** What a file holds. */
    record Summary(long contacts, List<String> ignoredColumns) {}

    /** A row that cannot be dialled: what is wrong, without what stands there. */
    private static final class BadRow extends Exception {
        private static final long serialVersionUID = 1L;

        BadRow(String problem) {
            super(problem);
        }
    }

    /** Reads all of it. Bad rows are a refusal that names their lines, never a number. */
    Summary check() throws IOException {
        List<String> problems = new ArrayList<>();
        long bad = 0;
        long good = 0;
        try (CsvReader<NamedCsvRecord> reader = open()) {
            List<String> header = List.of();
            for (NamedCsvRecord row : reader) {
                if (header.isEmpty()) {
                    header = row.getHeader();
                    checkHeader(header);
                }
                try {
                    read(row);
                    good++;
                } catch (BadRow wrong) {
                    if (++bad <= MOST_TOLD) {
                        problems.add("line " + row.getStartingLineNumber() + ": " + wrong.getMessage());
                    }
                }
            }
            if (bad > 0) {
                String more = bad > MOST_TOLD ? "\n  and " + (bad - MOST_TOLD) + " more" : "";
                throw new Refusal(
                        Refusal.USAGE,
                        file + " has " + Programs.counted(bad, "row")
                                + " that cannot be dialled, so nothing was; correct or remove them\n  "
                                + String.join("\n  ", problems) + more);
            }
            Refusal.usageIf(
                    good == 0, file + " holds no contact; it needs a header with the column 'to', and a row for each");
            return new Summary(
                    good,
                    header.stream().filter(column -> !COLUMNS.contains(column)).toList());
        } catch (CsvParseException unreadable) {
            throw new Refusal(Refusal.USAGE, notCsv(unreadable));
        } catch (UncheckedIOException unreadable) {
            throw new Refusal(Refusal.USAGE, notText());
        }
    }

    /** The contacts, a row when it is asked for. */
    Flux<Contact> contacts() {
        return Flux.using(
                        this::open,
                        reader -> Flux.fromIterable(reader).map(row -> {
                            try {
                                return read(row);
                            } catch (BadRow changed) {
                                throw new Refusal(
                                        Refusal.FAILED,
                                        file + " was changed while it was read: line " + row.getStartingLineNumber()
                                                + ": " + changed.getMessage());
                            }
                        }),
                        ContactsFile::close)
                .onErrorMap(CsvParseException.class, unreadable -> new Refusal(Refusal.FAILED, notCsv(unreadable)));
    }

    private CsvReader<NamedCsvRecord> open() throws IOException {
        Refusal.usageIf(!Files.isRegularFile(file), file + " is no file; it is read twice, so a pipe will not do");
        return CsvReader.builder()
                .detectBomHeader(true)
                .missingFieldStrategy(FieldMismatchStrategy.STRICT)
                .extraFieldStrategy(FieldMismatchStrategy.STRICT)
                .ofNamedCsvRecord(file);
    }

    private static void close(CsvReader<NamedCsvRecord> reader) {
        try {
            reader.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The library's message may quote the row. */
    private String notCsv(CsvParseException unreadable) {
        String text = String.valueOf(unreadable.getMessage());
        String line = text.replaceFirst("(?s).*?\\b(?:line|record) (\\d+).*", "$1");
        return file + " is not CSV as RFC 4180 has it"
                + (line.equals(text) ? "" : ", at or after line " + line)
                + "; each row needs as many fields as the header, and a quote that opens has to close";
    }

    private String notText() {
        return file + " cannot be read as text in UTF-8; save it as CSV in UTF-8";
    }

    private void checkHeader(List<String> header) {
        Refusal.usageIf(
                !header.contains("to"),
                file + " has no column 'to'; the first line names the columns: to, and if you like key, from, zone, url"
                        + " and texml, in small letters");
        Set<String> once = new HashSet<>();
        header.forEach(column -> Refusal.usageIf(
                COLUMNS.contains(column) && !once.add(column), file + " names the column '" + column + "' twice"));
    }

    private Contact read(NamedCsvRecord row) throws BadRow {
        String to = field(row, "to");
        if (to == null) {
            throw new BadRow("'to' is empty");
        }
        requireNumber("to", to);
        String from = field(row, "from");
        if (from == null && needsFrom) {
            throw new BadRow("'from' is empty, and there is no --from");
        }
        if (from != null) {
            requireNumber("from", from);
        }
        ZoneId zone = parsed(row, "zone", ZoneId::of, "a zone such as Europe/Berlin");
        if (zone == null && needsZone) {
            throw new BadRow("'zone' is empty, and --hours without --zone needs one in each row");
        }
        URI url = parsed(row, "url", ContactsFile::address, "an address that begins with http:// or https://");
        String texml = parsed(row, "texml", text -> Texml.parse(text).toXml(), "a TeXML document");
        if (url != null && texml != null) {
            throw new BadRow("'url' and 'texml' exclude each other");
        }
        String key = field(row, "key");
        return new Contact(row.getStartingLineNumber(), key == null ? to : key, to, from, zone, url, texml);
    }

    /** Whether it is a number as E.164 has it, or a SIP address. */
    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() || SIP.matcher(text).matches();
    }

    private static void requireNumber(String column, String text) throws BadRow {
        if (!isNumber(text)) {
            throw new BadRow("'" + column + "' is no number such as +13125550100, nor a SIP address");
        }
    }

    private static URI address(String text) {
        try {
            URI url = new URI(text);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException wrong) {
            // It is refused like one of another scheme.
        }
        throw new IllegalArgumentException("no address");
    }

    private static <T> @Nullable T parsed(
            NamedCsvRecord row, String column, Function<String, T> parser, String expected) throws BadRow {
        String text = field(row, column);
        try {
            return text == null ? null : parser.apply(text);
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw new BadRow("'" + column + "' is not " + expected);
        }
    }

    private static @Nullable String field(NamedCsvRecord row, String column) {
        return row.findField(column)
                .map(Programs::stripped)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }
}
