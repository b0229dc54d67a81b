package io.texml.examples.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * CSV as RFC 4180 has it. Numbers keep their digits, objects and arrays stand as JSON, null and what is missing are
 * empty. A value that a spreadsheet could take for a formula gets an apostrophe in front; phone numbers and other plain
 * numbers stay as they are.
 */
final class CsvFormat implements ItemFormat {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private final List<String> columns;
    private final @Nullable String[] values;
    private final StringBuilder row = new StringBuilder(512);

    CsvFormat(List<String> columns) {
        this.columns = List.copyOf(columns);
        this.values = new @Nullable String[columns.size()];
    }

    @Override
    public void writeHeader(OutputStream out) throws IOException {
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i);
        }
        writeRow(out);
    }

    @Override
    public void writeItem(ByteBuffer item, OutputStream out) throws IOException {
        byte[] json = new byte[item.remaining()];
        item.get(item.position(), json);
        Arrays.fill(values, null);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            readValues(parser, json);
        } catch (JacksonException malformed) {
            throw new IOException("the server sent an item that is no well-formed JSON; ndjson takes it as it is");
        }
        writeRow(out);
    }

    private void readValues(JsonParser parser, byte[] json) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            int column = columns.indexOf(name);
            if (column >= 0) {
                values[column] = value(parser, json);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static @Nullable String value(JsonParser parser, byte[] json) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            int end = (int) parser.currentLocation().getByteOffset();
            return new String(json, start, end - start, StandardCharsets.UTF_8);
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getString();
    }

    private void writeRow(OutputStream out) throws IOException {
        row.setLength(0);
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                row.append(',');
            }
            String value = values[i];
            if (value != null) {
                appendField(value);
            }
        }
        row.append("\r\n");
        out.write(row.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void appendField(String value) {
        boolean formula = !value.isEmpty()
                && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0
                && !PLAIN_NUMBER.matcher(value).matches();
        String text = formula ? "'" + value : value;
        if (text.indexOf('"') < 0 && text.indexOf(',') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            row.append(text);
        } else {
            row.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
