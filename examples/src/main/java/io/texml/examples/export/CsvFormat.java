package io.texml.examples.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.texml.examples.command.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * CSV as RFC 4180 has it. Numbers of JSON keep their digits, objects and arrays stand as JSON, null and what is missing are
 * empty. Of a text {@link SpreadsheetText} takes away what a spreadsheet could run.
 */
final class CsvFormat implements ItemFormat {

    private final List<String> columns;
    private final Map<String, Integer> places = new HashMap<>();
    private final Resource resource;
    private final boolean isoDates;
    private final @Nullable String[] values;
    private final ByteArrayOutputStream rows = new ByteArrayOutputStream(64 * 1024);
    private final CsvWriter writer;

    /**
     * A format.
     *
     * @param columns the members of an item that become columns, each once
     * @param isoDates whether dates are written as ISO 8601 in UTC
     */
    CsvFormat(Resource resource, List<String> columns, boolean isoDates) {
        this.resource = resource;
        this.columns = List.copyOf(columns);
        this.isoDates = isoDates;
        this.values = new @Nullable String[columns.size()];
        for (String column : columns) {
            places.put(column, places.size());
        }
        CsvWriter.CsvWriterBuilder builder = CsvWriter.builder();
        this.writer = (columns.size() == 1 ? builder.quoteStrategy(new NoEmptyLine()) : builder).build(rows);
    }

    /** A column that is neither documented nor a member of the first items is a slip of the pen. */
    @Override
    public void begin(List<ByteBuffer> firstItems, OutputStream out) throws IOException {
        Set<String> unknown = new LinkedHashSet<>(columns);
        unknown.removeAll(resource.columns());
        for (ByteBuffer item : firstItems) {
            if (!unknown.isEmpty()) {
                unknown.removeAll(names(item));
            }
        }
        if (!unknown.isEmpty() && !firstItems.isEmpty()) {
            throw new Refusal(
                    Refusal.USAGE,
                    "--columns: " + resource + " have no " + String.join(", ", unknown) + "; they have "
                            + String.join(", ", resource.columns()));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = SpreadsheetText.safe(columns.get(i));
        }
        writer.writeRecord(values);
        writeRows(out);
    }

    @Override
    public void writeItems(List<ByteBuffer> items, OutputStream out) throws IOException {
        try {
            for (ByteBuffer item : items) {
                ItemJson.read(item, this::readValues);
                writer.writeRecord(values);
            }
        } finally {
            // Those before one that cannot be read are written too.
            writeRows(out);
        }
    }

    private static Set<String> names(ByteBuffer item) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        ItemJson.read(item, (parser, json) -> {
            names.clear();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    names.add(name);
                    parser.nextToken();
                    parser.skipChildren();
                }
            }
        });
        return names;
    }

    private void readValues(JsonParser parser, String json) throws IOException {
        Arrays.fill(values, null);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException(
                    "the server sent an item that is no object and has no columns; ndjson takes it as it is");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken token = parser.nextToken();
            Integer column = places.get(name);
            if (column == null) {
                parser.skipChildren();
            } else {
                values[column] = value(token, parser, json, name);
            }
        }
    }

    private @Nullable String value(JsonToken token, JsonParser parser, String json, String name) {
        switch (token) {
            case START_OBJECT, START_ARRAY -> {
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                int end = (int) parser.currentLocation().getCharOffset();
                return SpreadsheetText.safe(json.substring(start, end));
            }
            case VALUE_STRING -> {
                String text = parser.getString();
                return SpreadsheetText.safe(isoDates && resource.mayBeDate(name) ? IsoDates.convert(text) : text);
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return parser.getString();
            }
        }
    }

    private void writeRows(OutputStream out) throws IOException {
        writer.flush();
        rows.writeTo(out);
        rows.reset();
    }

    /** Readers skip an empty line, so the only field of a record is never nothing at all. */
    private static final class NoEmptyLine implements QuoteStrategy {

        @Override
        public boolean quoteNull(int line, int field) {
            return true;
        }

        @Override
        public boolean quoteEmpty(int line, int field) {
            return true;
        }
    }
}
