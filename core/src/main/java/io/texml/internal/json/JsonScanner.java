package io.texml.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/**
 * Finds where JSON values end, without making tokens of them. Inside strings it looks at eight bytes at a time, as most
 * of a page is text.
 */
final class JsonScanner {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';

    /** As deep as values may be nested; the parser draws its line at half of it. */
    private static final int DEEPEST = 1_000;

    private static final byte INERT = 0;
    private static final byte ILLEGAL = 1;
    private static final byte QUOTE = 2;
    private static final byte OPEN = 3;
    private static final byte CLOSE = 4;

    /** What a byte means outside a string. */
    private static final byte[] MEANING = meanings();

    private final byte[] json;
    private final long[] isObject = new long[DEEPEST / Long.SIZE + 1];
    private int at;

    JsonScanner(byte[] json) {
        this.json = json;
    }

    int position() {
        return at;
    }

    void advance() {
        at++;
    }

    void skipByteOrderMark() {
        if (json.length > 2 && json[0] == (byte) 0xEF && json[1] == (byte) 0xBB && json[2] == (byte) 0xBF) {
            at = 3;
        }
    }

    /** The next byte that is no white space, at which the position then is; -1 at the end. */
    int next() {
        while (at < json.length) {
            byte b = json[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return -1;
    }

    /** Goes behind the next byte, which must be this one. */
    void expect(char wanted) {
        if (next() != wanted) {
            throw malformed();
        }
        at++;
    }

    /** Goes behind the end of an array or object, or behind the comma that stands there instead. */
    boolean endOf(char close) {
        int b = next();
        if (b != close && b != ',') {
            throw malformed();
        }
        at++;
        return b == close;
    }

    /** Goes behind the value that begins next. */
    void skipValue() {
        switch (next()) {
            case '"' -> skipString();
            case '{', '[' -> skipNested();
            default -> skipWord();
        }
    }

    /** Goes behind the string that begins here. */
    void skipString() {
        byte[] bytes = json;
        int i = at + 1;
        while (true) {
            while (i <= bytes.length - Long.BYTES) {
                long hits = endsOrEscapes((long) EIGHT_BYTES.get(bytes, i));
                if (hits != 0) {
                    i += Long.numberOfTrailingZeros(hits) / Byte.SIZE;
                    break;
                }
                i += Long.BYTES;
            }
            if (i >= bytes.length) {
                at = bytes.length;
                throw malformed();
            }
            byte b = bytes[i++];
            if (b == '"') {
                at = i;
                return;
            }
            if (b == '\\') {
                i++;
            } else if (b >= 0 && b < ' ') {
                at = i - 1;
                throw malformed();
            }
        }
    }

    MalformedBodyException malformed() {
        return new MalformedBodyException("the body is no well-formed JSON, or is cut off, at byte " + at);
    }

    /** A high bit for a byte that is a quote, a backslash or a control character; the lowest one is exact. */
    private static long endsOrEscapes(long bytes) {
        long quote = bytes ^ QUOTES;
        long backslash = bytes ^ BACKSLASHES;
        return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((bytes - SPACES) & ~bytes))
                & HIGH_BITS;
    }

    private void skipNested() {
        byte[] bytes = json;
        int depth = 0;
        do {
            if (at >= bytes.length) {
                throw malformed();
            }
            byte b = bytes[at];
            switch (MEANING[b & 0xFF]) {
                case INERT -> at++;
                case QUOTE -> skipString();
                case OPEN -> {
                    open(depth++, b == '{');
                    at++;
                }
                case CLOSE -> {
                    close(--depth, b == '}');
                    at++;
                }
                default -> throw malformed();
            }
        } while (depth != 0);
    }

    private void open(int depth, boolean object) {
        if (depth == DEEPEST) {
            throw new MalformedBodyException("the body is nested more than " + DEEPEST + " levels deep");
        }
        long bit = 1L << depth;
        if (object) {
            isObject[depth / Long.SIZE] |= bit;
        } else {
            isObject[depth / Long.SIZE] &= ~bit;
        }
    }

    private void close(int depth, boolean object) {
        if (((isObject[depth / Long.SIZE] >>> depth) & 1) != (object ? 1 : 0)) {
            throw malformed();
        }
    }

    /** A number, true, false or null: seldom here, so the parser checks it. */
    private void skipWord() {
        int start = at;
        while (at < json.length && MEANING[json[at] & 0xFF] == INERT && ",: \t\r\n".indexOf(json[at]) < 0) {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        try (JsonParser parser = JsonWriter.FACTORY.createParser(ObjectReadContext.empty(), json, start, at - start)) {
            parser.nextToken();
            parser.finishToken();
        } catch (JacksonException unreadable) {
            throw malformed();
        }
    }

    private static byte[] meanings() {
        byte[] meanings = new byte[256];
        Arrays.fill(meanings, ILLEGAL);
        for (int b = ' '; b < 0x7F; b++) {
            meanings[b] = INERT;
        }
        meanings['\n'] = INERT;
        meanings['\r'] = INERT;
        meanings['\t'] = INERT;
        meanings['\\'] = ILLEGAL;
        meanings['"'] = QUOTE;
        meanings['{'] = OPEN;
        meanings['['] = OPEN;
        meanings['}'] = CLOSE;
        meanings[']'] = CLOSE;
        return meanings;
    }
}
