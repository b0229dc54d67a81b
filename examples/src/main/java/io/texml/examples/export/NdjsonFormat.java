package io.texml.examples.export;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One item a line, as the server sent it. A line break between two tokens becomes a space, which means the same. Inside a
 * string, where JSON allows no control character but servers have sent them, it is escaped: the line stays one, and readers
 * that are stricter than this library can read it.
 */
final class NdjsonFormat implements ItemFormat {

    /** A write of so many bytes costs the system little beyond the bytes, and they fit into a processor's cache. */
    private static final int ENOUGH = 64 * 1024;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private byte[] lines = new byte[ENOUGH + 4096];

    @Override
    public void begin(List<ByteBuffer> firstItems, OutputStream out) {}

    @Override
    public void writeItems(List<ByteBuffer> items, OutputStream out) throws IOException {
        int end = 0;
        for (ByteBuffer item : items) {
            int length = item.remaining();
            if (lines.length - end <= length) {
                lines = Arrays.copyOf(lines, end + length + ENOUGH);
            }
            item.get(item.position(), lines, end, length);
            if (hasControl(end, end + length)) {
                out.write(lines, 0, end);
                writeEscaped(end, end + length, out);
                end = 0;
                continue;
            }
            end += length;
            lines[end++] = '\n';
            if (end >= ENOUGH) {
                out.write(lines, 0, end);
                end = 0;
            }
        }
        out.write(lines, 0, end);
    }

    private boolean hasControl(int start, int end) {
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(lines, i);
            // As in a subtraction of each byte: below a space the high bit comes, unless the byte had it before.
            if (((eight - SPACES) & ~eight & HIGH_BITS) != 0) {
                return true;
            }
        }
        for (; i < end; i++) {
            if (isControl(lines[i])) {
                return true;
            }
        }
        return false;
    }

    private void writeEscaped(int start, int end, OutputStream out) throws IOException {
        boolean insideString = false;
        for (int i = start; i < end; i++) {
            byte b = lines[i];
            if (isControl(b)) {
                out.write((insideString ? String.format(Locale.ROOT, "\\u%04x", b) : " ")
                        .getBytes(StandardCharsets.US_ASCII));
                continue;
            }
            out.write(b);
            if (b == '"') {
                insideString = !insideString;
            } else if (insideString && b == '\\' && i + 1 < end && !isControl(lines[i + 1])) {
                out.write(lines[++i]);
            }
        }
        out.write('\n');
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < ' ';
    }
}
