package io.texml.examples.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * One item a line, as the server sent it. A line break between two tokens becomes a space, which means the same. Inside a
 * string, where JSON allows no control character but servers have sent them, it is escaped: the line stays one, and readers
 * that are stricter than this library can read it.
 */
final class NdjsonFormat implements ItemFormat {

    private byte[] line = new byte[4096];

    @Override
    public void begin(List<ByteBuffer> firstItems, OutputStream out) {}

    @Override
    public void writeItem(ByteBuffer item, OutputStream out) throws IOException {
        int length = item.remaining();
        if (line.length < length + 1) {
            line = new byte[length + 1024];
        }
        item.get(item.position(), line, 0, length);
        if (hasControl(length)) {
            writeEscaped(length, out);
            return;
        }
        line[length] = '\n';
        out.write(line, 0, length + 1);
    }

    private boolean hasControl(int length) {
        for (int i = 0; i < length; i++) {
            if (isControl(line[i])) {
                return true;
            }
        }
        return false;
    }

    private void writeEscaped(int length, OutputStream out) throws IOException {
        boolean insideString = false;
        for (int i = 0; i < length; i++) {
            byte b = line[i];
            if (isControl(b)) {
                out.write((insideString ? String.format(Locale.ROOT, "\\u%04x", b) : " ")
                        .getBytes(StandardCharsets.US_ASCII));
                continue;
            }
            out.write(b);
            if (b == '"') {
                insideString = !insideString;
            } else if (insideString && b == '\\' && i + 1 < length && !isControl(line[i + 1])) {
                out.write(line[++i]);
            }
        }
        out.write('\n');
    }

    private static boolean isControl(byte b) {
        return b >= 0 && b < ' ';
    }
}
