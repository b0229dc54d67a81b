package io.texml.reactor.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The lines of a file, one after the other. Of one that is longer than any record it says that it is, and keeps nothing. */
final class Lines {

    private static final int WINDOW = 4 * Frame.LONGEST;

    private final FileChannel channel;
    private final byte[] bytes = new byte[WINDOW];
    /** Where in the file the window begins. */
    private long base;

    private int filled;
    private int from;
    private int to;
    private int next;
    private long offset;
    private boolean isEnded;
    private boolean isTooLong;
    private boolean hasZero;

    Lines(FileChannel channel, long start) {
        this.channel = channel;
        this.base = start;
    }

    /** Goes to the next line; false behind the last. */
    boolean next() throws IOException {
        offset = base + next;
        from = next;
        isTooLong = false;
        hasZero = false;
        int seen = from;
        while (true) {
            for (int i = seen; i < filled; i++) {
                byte each = bytes[i];
                if (each == '\n') {
                    isEnded = true;
                    to = i;
                    next = i + 1;
                    return true;
                }
                if (each == 0) {
                    hasZero = true;
                }
            }
            if (from > 0) {
                System.arraycopy(bytes, from, bytes, 0, filled - from);
                base += from;
                filled -= from;
                from = 0;
            } else if (filled == bytes.length) {
                isTooLong = true;
                base += filled;
                filled = 0;
            }
            seen = filled;
            int read = channel.read(ByteBuffer.wrap(bytes, filled, bytes.length - filled), base + filled);
            if (read <= 0) {
                isEnded = false;
                to = filled;
                next = filled;
                return base + filled > offset;
            }
            filled += read;
        }
    }

    /** Where the line begins in the file. */
    long offset() {
        return offset;
    }

    /** Where the next one begins. */
    long end() {
        return base + next;
    }

    /** Whether a line feed ends it. */
    boolean isEnded() {
        return isEnded;
    }

    /** Whether a byte of it is zero, which no text has: that part never came to the disk. */
    boolean hasZero() {
        return hasZero;
    }

    Frame.Kind kind() {
        Frame.Kind kind = isTooLong ? Frame.Kind.DAMAGED : Frame.kind(bytes, from, to);
        if (isEnded) {
            return kind == Frame.Kind.WHOLE ? kind : Frame.Kind.DAMAGED;
        }
        return kind == Frame.Kind.WHOLE ? Frame.Kind.CUT_OFF : kind;
    }

    long commit() {
        return Frame.commit(bytes, from, to);
    }

    byte[] text() {
        byte[] text = new byte[to - from];
        System.arraycopy(bytes, from, text, 0, text.length);
        return text;
    }
}
