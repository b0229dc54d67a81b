package io.texml.examples.export;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines to what cannot be cut or renamed: the standard output, a pipe, a device. Unlike {@code System.out} it fails when
 * nobody reads any more.
 */
final class StreamOutput implements Output {

    private static final Set<String> STANDARD_OUTPUT = Set.of("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1");

    private static final String STANDARD = "the standard output";

    private final OutputStream out;
    private final @Nullable GZIPOutputStream gzip;

    private StreamOutput(OutputStream raw, String name, boolean compressed) throws IOException {
        OutputStream buffered = new BufferedOutputStream(new Named(raw, name), 64 * 1024);
        this.gzip = compressed ? new GZIPOutputStream(buffered, 8 * 1024) : null;
        this.out = gzip == null ? buffered : gzip;
    }

    /** Whether a name is that of such a thing. */
    static boolean isFor(Path file) {
        return STANDARD_OUTPUT.contains(file.toString())
                || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
    }

    /** Opens it; a pipe waits for its reader. Null is the standard output. */
    static StreamOutput to(@Nullable Path file, boolean compressed) throws IOException {
        if (file == null || STANDARD_OUTPUT.contains(file.toString())) {
            return new StreamOutput(new FileOutputStream(FileDescriptor.out), STANDARD, compressed);
        }
        return new StreamOutput(Files.newOutputStream(file, StandardOpenOption.WRITE), file.toString(), compressed);
    }

    @Override
    public OutputStream stream() {
        return out;
    }

    @Override
    public long flush() throws IOException {
        out.flush();
        return 0;
    }

    /** Nobody goes on with it. */
    @Override
    public void force() {}

    @Override
    public void finish() throws IOException {
        if (gzip != null) {
            gzip.finish();
        }
        out.flush();
    }

    @Override
    public void discard() {}

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Nobody reads any more. */
    static final class Closed extends IOException {

        /** What a shell says of a program that a closed pipe has ended. */
        static final int EXIT_CODE = 141;

        private static final long serialVersionUID = 1L;
    }

    /** Says what it was that failed; the standard output is not this program's to close. */
    private static final class Named extends FilterOutputStream {

        private final String name;

        Named(OutputStream out, String name) {
            super(out);
            this.name = name;
        }

        @Override
        public void close() throws IOException {
            flush();
            if (!name.equals(STANDARD)) {
                out.close();
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException failed) {
                String reason = String.valueOf(failed.getMessage());
                // The system's words, which name the pipe in every language that was looked at.
                if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
                    throw new Closed();
                }
                throw new IOException(name + " takes no more: " + reason);
            }
        }
    }
}
