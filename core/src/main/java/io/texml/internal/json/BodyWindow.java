package io.texml.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The bytes of a body round a position. A body is seen a piece at a time, so that it is never whole in the heap; what is
 * behind the position is let go of, unless it is kept.
 */
abstract class BodyWindow {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** Fits into a processor's first cache, and is little beside what becomes of a page. */
    private static final int WINDOW = 16 * 1024;

    private static final int LEAST_WINDOW = 16;
    private static final int LONGEST_WINDOW = Integer.MAX_VALUE - 8;
    static final int NOTHING = -1;

    private final InputStream body;

    byte[] window;

    /** Behind the last byte that is in the window. */
    int end;
    /** How many bytes were in the window before and are no longer. */
    long passed;
    /** Where the value begins that must stay in the window, or {@link #NOTHING}. */
    int kept = NOTHING;

    int at;

    BodyWindow(InputStream body) {
        this.body = body;
        try {
            this.window = new byte[Math.max(LEAST_WINDOW, Math.min(WINDOW, body.available()))];
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        boolean unused = skipSame(BYTE_ORDER_MARK);
    }

    /** The next byte that is no white space, at which the position then is; -1 at the end. */
    final int next() {
        while (at < end || refill()) {
            byte b = window[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return -1;
    }

    /** The byte at the position, where {@link #next} found one. */
    final int here() {
        return window[at];
    }

    /** Goes behind the next byte, which must be this one. */
    final void expect(char wanted) {
        if (next() != wanted) {
            throw malformed();
        }
        at++;
    }

    /** Goes behind these bytes when they stand here. */
    final boolean skipSame(byte[] expected) {
        while (end - at < expected.length) {
            if (!refill()) {
                return false;
            }
        }
        if (!Arrays.equals(window, at, at + expected.length, expected, 0, expected.length)) {
            return false;
        }
        at += expected.length;
        return true;
    }

    /** Reads more of the body into the window; false at the body's end. */
    final boolean refill() {
        int from = kept == NOTHING ? at : kept;
        if (from > 0) {
            System.arraycopy(window, from, window, 0, end - from);
            passed += from;
            at -= from;
            end -= from;
            kept = kept == NOTHING ? NOTHING : 0;
        } else if (end == window.length) {
            window = Arrays.copyOf(window, (int) Math.min(LONGEST_WINDOW, 2L * window.length));
        }
        try {
            int read = body.read(window, end, window.length - end);
            end += Math.max(0, read);
            return read > 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    final MalformedBodyException malformed() {
        return malformed(passed + at);
    }

    static MalformedBodyException malformed(long place) {
        return new MalformedBodyException("the body is no well-formed JSON, or is cut off, at byte " + place);
    }
}
