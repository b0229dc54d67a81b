package io.texml.internal.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The part of a body that is in memory. A body is read a piece at a time, so that it is never whole in the heap. */
final class BodyWindow {

    /** Fits into a processor's first cache, and is little beside what becomes of a page. */
    private static final int USUAL = 16 * 1024;

    private static final int LEAST = 16;
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final InputStream body;
    private byte[] bytes;
    private int end;
    private long passed;

    BodyWindow(InputStream body) {
        this.body = body;
        try {
            this.bytes = new byte[Math.max(LEAST, Math.min(USUAL, body.available()))];
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    /** The index behind the last byte that was read. */
    int end() {
        return end;
    }

    /** How many bytes of the body were let go of: what is at an index stands so many bytes later in the body. */
    long passed() {
        return passed;
    }

    /**
     * Lets go of the bytes before an index, which becomes 0, and reads more behind the others.
     *
     * @return false at the body's end
     */
    boolean slideTo(int from) {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, end - from);
            passed += from;
            end -= from;
        } else if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(MOST, 2L * bytes.length));
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
