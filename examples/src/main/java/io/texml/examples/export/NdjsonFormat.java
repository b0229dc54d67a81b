package io.texml.examples.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One item a line, as the server sent it. A line break between two tokens becomes a space, which means the same; inside a
 * string JSON has none.
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
        for (int i = 0; i < length; i++) {
            if (line[i] == '\n' || line[i] == '\r') {
                line[i] = ' ';
            }
        }
        line[length] = '\n';
        out.write(line, 0, length + 1);
    }
}
