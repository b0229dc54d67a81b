package io.texml.internal.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body that is malformed once more, with names in Shift-JIS, GBK or Big5 in mind. Some of their letters have a
 * second byte that is a backslash, and when such a letter is a name's last, the backslash seems to escape the quote behind it.
 * Only what cannot be read without it is read so, and costs it; never a body that is UTF-8 throughout.
 */
final class LettersOfTwoBytes {

    /** Never part of UTF-8, so that it is read as U+FFFD, as the letter's first byte is. */
    private static final byte NO_UTF8 = (byte) 0xFF;

    /** A quote behind which JSON goes on. In a text the next quote is escaped, or is the one that ends it. */
    private static final Pattern END_OF_STRING = Pattern.compile(
            "\"[ \\t\\r\\n]*+(?:\\z|[,:\\]}][,:\\[\\]{} \\t\\r\\n]*+"
                    + "(?:\\z|\"(?![ \\t\\r\\n]*+[,:\\]}])|(?:true|false|null|-?[0-9][-+.0-9eE]*+)[ \\t\\r\\n]*+[,\\]}]))");

    private LettersOfTwoBytes() {}

    /**
     * What a reading makes of a body.
     *
     * @param reading is called a second time when it fails and the body can go back to a mark
     * @throws MalformedBodyException that of the first reading when the second fails too
     */
    static <T extends @Nullable Object> T read(InputStream body, Function<JsonScanner, T> reading) {
        return read(body, reading, false);
    }

    /** As {@link #read(InputStream, Function)} an item of a page that was read: its bytes alone can look like UTF-8. */
    static <T extends @Nullable Object> T readItem(byte[] item, Function<JsonScanner, T> reading) {
        return read(new ByteArrayInputStream(item), reading, true);
    }

    private static <T extends @Nullable Object> T read(
            InputStream body, Function<JsonScanner, T> reading, boolean isForeign) {
        body.mark(Integer.MAX_VALUE);
        try {
            return reading.apply(new JsonScanner(body));
        } catch (MalformedBodyException malformed) {
            if (malformed.isTooLarge() || !body.markSupported()) {
                throw malformed;
            }
            byte[] sent = again(body);
            byte[] readable = isForeign || !isUtf8(sent) ? withoutTheirBackslashes(sent) : null;
            if (readable == null) {
                throw malformed;
            }
            try {
                return reading.apply(new JsonScanner(new ByteArrayInputStream(readable), sent));
            } catch (MalformedBodyException stillMalformed) {
                throw stillMalformed.isTooLarge() ? stillMalformed : malformed;
            }
        }
    }

    private static byte[] again(InputStream body) {
        try {
            body.reset();
            return body.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The same with another byte for each backslash that is the rest of a letter and not the escape of the quote behind it;
     * null when there is none.
     */
    private static byte @Nullable [] withoutTheirBackslashes(byte[] json) {
        Matcher endOfString = END_OF_STRING.matcher(new String(json, StandardCharsets.ISO_8859_1));
        byte[] changed = null;
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '"') {
                inString = !inString;
            } else if (inString && json[i] == '\\') {
                boolean followsLetter = json[i - 1] < 0;
                int behind = i + 1;
                while (behind < json.length && json[behind] == '\\') {
                    behind++;
                }
                boolean isOdd = (behind - i) % 2 != 0;
                boolean isBeforeQuote = behind < json.length && json[behind] == '"';
                boolean escapesQuote = isBeforeQuote && isOdd;
                if (isBeforeQuote
                        && followsLetter
                        && isOdd == endOfString.region(behind, json.length).lookingAt()) {
                    changed = changed == null ? json.clone() : changed;
                    changed[i] = NO_UTF8;
                    escapesQuote = !isOdd;
                }
                i = escapesQuote ? behind : behind - 1;
            }
        }
        return changed;
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .hasArray();
        } catch (CharacterCodingException foreign) {
            return false;
        }
    }
}
