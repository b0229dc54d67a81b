package io.texml.examples.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads raw items as the client reads typed ones: what is no UTF-8 and raw control characters cost their character, not the
 * export.
 *
 * <p>In Shift-JIS, GBK and Big5 some letters have a second byte that is a backslash. As a name's last it seems to escape the
 * quote behind it, so that the item cannot be read; then it is read once more without such backslashes.
 */
final class ItemJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    /** What stands for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /** A quote behind which JSON goes on. In a text the next quote is escaped, or is the one that ends it. */
    private static final Pattern END_OF_STRING = Pattern.compile(
            "\"[ \\t\\r\\n]*+(?:\\z|[,:\\]}][,:\\[\\]{} \\t\\r\\n]*+"
                    + "(?:\\z|\"(?![ \\t\\r\\n]*+[,:\\]}])|(?:true|false|null|-?[0-9][-+.0-9eE]*+)[ \\t\\r\\n]*+[,\\]}]))");

    private ItemJson() {}

    /** Gets the parser before its first token, and the text that it reads; a second time when it fails. */
    interface Reading {
        void read(JsonParser parser, String json) throws IOException;
    }

    static void read(ByteBuffer item, Reading reading) throws IOException {
        // Copied at once, where a decoder goes over a read-only buffer byte by byte.
        byte[] bytes = new byte[item.remaining()];
        item.get(item.position(), bytes);
        String json = new String(bytes, StandardCharsets.UTF_8);
        try {
            read(json, reading);
        } catch (JacksonException malformed) {
            try {
                read(withoutHalvesOfLetters(json), reading);
            } catch (JacksonException stillMalformed) {
                throw new IOException("the server sent an item that is no well-formed JSON; ndjson takes it as it is");
            }
        }
    }

    private static void read(String json, Reading reading) throws IOException {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            reading.read(parser, json);
        }
    }

    /** The same JSON with another character for each backslash behind a letter that does not escape the quote behind it. */
    private static String withoutHalvesOfLetters(String json) {
        StringBuilder changed = new StringBuilder(json);
        Matcher endOfString = END_OF_STRING.matcher(json);
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            if (json.charAt(i) == '"') {
                inString = !inString;
            } else if (inString && json.charAt(i) == '\\') {
                boolean followsLetter = json.charAt(i - 1) > 0x7F;
                int behind = i + 1;
                while (behind < json.length() && json.charAt(behind) == '\\') {
                    behind++;
                }
                boolean isOdd = (behind - i) % 2 != 0;
                boolean isBeforeQuote = behind < json.length() && json.charAt(behind) == '"';
                boolean escapesQuote = isBeforeQuote && isOdd;
                if (isBeforeQuote
                        && followsLetter
                        && isOdd == endOfString.region(behind, json.length()).lookingAt()) {
                    changed.setCharAt(i, REPLACEMENT);
                    escapesQuote = !isOdd;
                }
                i = escapesQuote ? behind : behind - 1;
            }
        }
        return changed.toString();
    }
}
