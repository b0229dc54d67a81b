package io.texml.internal.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body that is malformed once more, with names in Shift-JIS, GBK or Big5 in mind. Some of their letters have a
 * second byte that is a backslash, and when such a letter is a name's last, the backslash seems to escape the quote behind it.
 * Only what cannot be read without it is read so, and costs it.
 */
final class LettersOfTwoBytes {

    /** Never part of UTF-8, so that it is read as U+FFFD, as the letter's first byte is. */
    private static final byte NO_UTF8 = (byte) 0xFF;

    private LettersOfTwoBytes() {}

    /**
     * What a reading makes of a body.
     *
     * @param reading is called a second time when it fails and the body can go back to a mark
     * @throws MalformedBodyException that of the first reading when the second fails too
     */
    static <T extends @Nullable Object> T read(InputStream body, Function<JsonScanner, T> reading) {
        body.mark(Integer.MAX_VALUE);
        try {
            return reading.apply(new JsonScanner(body));
        } catch (MalformedBodyException malformed) {
            if (malformed.isTooLarge() || !body.markSupported()) {
                throw malformed;
            }
            byte[] sent = again(body);
            byte[] readable = withoutTheirBackslashes(sent);
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

    /** The same with another byte for each backslash that is the rest of a letter; null when there is none. */
    private static byte @Nullable [] withoutTheirBackslashes(byte[] json) {
        byte[] changed = null;
        boolean inString = false;
        boolean escaped = false;
        boolean foreign = false;
        int utf8Until = 0;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (!inString) {
                inString = b == '"';
                foreign = false;
                utf8Until = i;
            } else if (escaped) {
                escaped = false;
            } else if (b == '"') {
                inString = false;
            } else if (b == '\\') {
                boolean followsLetter = json[i - 1] < 0;
                if (followsLetter && !foreign) {
                    // A letter's bytes can look like UTF-8; those of a whole name hardly do.
                    foreign = !isUtf8(json, utf8Until, i);
                    utf8Until = i;
                }
                escaped = !followsLetter || !foreign || escapesQuote(json, i + 1);
                if (!escaped) {
                    changed = changed == null ? json.clone() : changed;
                    changed[i] = NO_UTF8;
                }
            }
        }
        return changed;
    }

    private static boolean isUtf8(byte[] bytes, int start, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, end - start))
                    .hasArray();
        } catch (CharacterCodingException foreign) {
            return false;
        }
    }

    /** Whether a quote stands here behind which no string can end, so that it is one of the text. */
    private static boolean escapesQuote(byte[] json, int index) {
        if (index >= json.length || json[index] != '"') {
            return false;
        }
        int next = index + 1;
        while (next < json.length && " \t\r\n".indexOf(json[next]) >= 0) {
            next++;
        }
        return next < json.length && ",:]}".indexOf(json[next]) < 0;
    }
}
