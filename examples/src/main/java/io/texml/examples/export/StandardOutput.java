package io.texml.examples.export;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Lines to the standard output. Unlike {@code System.out} it fails when nobody reads any more. */
final class StandardOutput implements Output {

    private final OutputStream out =
            new BufferedOutputStream(new Named(new FileOutputStream(FileDescriptor.out)), 64 * 1024);

    @Override
    public OutputStream stream() {
        return out;
    }

    @Override
    public long sync() throws IOException {
        out.flush();
        return 0;
    }

    @Override
    public void finish() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    /** Says what it was that failed. */
    private static final class Named extends FilterOutputStream {

        Named(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException failed) {
                throw new IOException("the standard output takes no more: " + failed.getMessage());
            }
        }
    }
}
