package io.texml.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The bytes of a body round a position. A body is seen a piece at a time, so that it is never whole in the heap: what is
 * behind the position is let go of when more is read, unless it is held.
 *
 * <p>An index counts from the start of {@link #bytes}, and holds until {@link #refill}, which moves them. A position counts
 * from the start of the body, and holds for good.
 */
final class BodyWindow {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** Fits into a processor's first cache, and is little beside what becomes of a page. */
    private static final int WINDOW = 16 * 1024;

    private static final int LEAST_WINDOW = 16;
    private static final int LONGEST_WINDOW = Integer.MAX_VALUE - 8;

    private final InputStream body;

    private byte[] bytes;
    private int at;
    /** Behind the last byte that is in the window. */
    private int end;
    /** How many bytes were in the window before and are no longer. */
    private long passed;
    /** The first byte that must stay, at most {@link #at}. */
    private int kept;

    BodyWindow(InputStream body) {
        this.body = body;
        try {
            this.bytes = new byte[Math.max(LEAST_WINDOW, Math.min(WINDOW, body.available()))];
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        boolean unused = skipSame(BYTE_ORDER_MARK);
    }

    /** Those from the position on, up to {@link #end}, and those that are held. */
    byte[] bytes() {
        return bytes;
    }

    /** The index of the position. */
    int at() {
        return at;
    }

    /** The index behind the last byte that was read. */
    int end() {
        return end;
    }

    long position() {
        return passed + at;
    }

    /** Moves the position to an index, at most {@link #end}. */
    void goTo(int index) {
        at = index;
    }

    /** What is behind the position need not stay; what follows does, until this is called again. */
    void keepFromHere() {
        kept = at;
    }

    /**
     * The index at which a span begins.
     *
     * @throws IllegalStateException when its bytes are no longer kept
     */
    int indexOf(long span) {
        int index = Span.start(span) - (int) passed;
        if (index < kept) {
            throw new IllegalStateException("the span is of a member or item that was left");
        }
        return index;
    }

    /** The next byte that is no white space, at which the position then is; -1 at the end. */
    int next() {
        // Nearly always there is no white space, and little code is inlined wherever it is called.
        return at < end && bytes[at] > ' ' ? bytes[at] : nextBehindSpace();
    }

    int nextBehindSpace() {
        while (at < end || refill()) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return -1;
    }

    /** Goes behind this byte when it stands here. */
    boolean skipSame(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** Goes behind these bytes when they stand here. */
    boolean skipSame(byte[] expected) {
        while (end - at < expected.length) {
            if (!refill()) {
                return false;
            }
        }
        if (!Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length)) {
            return false;
        }
        at += expected.length;
        return true;
    }

    /** Reads more of the body into the window, after which every index is another; false at the body's end. */
    boolean refill() {
        if (kept > 0) {
            System.arraycopy(bytes, kept, bytes, 0, end - kept);
            passed += kept;
            at -= kept;
            end -= kept;
            kept = 0;
        } else if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(LONGEST_WINDOW, 2L * bytes.length));
        }
        try {
            int read = body.read(bytes, end, bytes.length - end);
            end += Math.max(0, read);
            return read > 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
