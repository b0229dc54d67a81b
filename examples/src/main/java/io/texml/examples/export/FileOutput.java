package io.texml.examples.export;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines to a file, which is called {@code .part} until it is whole. A gzip file consists of a member for each time it was
 * synced, so that it can be cut there; every gunzip reads such files.
 */
final class FileOutput implements Output {

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final boolean gzip;
    private @Nullable OutputStream lines;

    /**
     * Opens the file.
     *
     * @param length how much of it is good; the rest is cut off
     */
    FileOutput(Path target, long length) throws IOException {
        this.target = target.toAbsolutePath();
        this.part = partOf(target);
        this.gzip = target.toString().endsWith(".gz");
        this.channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock();
            if (channel.size() < length) {
                throw new IOException(
                        part.getFileName() + " is shorter than its checkpoint says; begin with --restart");
            }
            channel.truncate(length);
            channel.position(length);
            syncDirectory(part);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    static Path partOf(Path target) {
        return target.toAbsolutePath().resolveSibling(target.getFileName() + ".part");
    }

    @Override
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                lines().write(b);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                lines().write(bytes, offset, length);
            }
        };
    }

    @Override
    public long sync() throws IOException {
        OutputStream open = lines;
        if (open != null) {
            open.close();
            lines = null;
        }
        channel.force(true);
        return channel.position();
    }

    @Override
    public void finish() throws IOException {
        if (sync() == 0 && gzip) {
            // No item at all is a gzip file of nothing; a file without a byte is none.
            lines().flush();
            sync();
        }
        channel.close();
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(target);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Makes a name durable, where the system lets a directory be opened. */
    static void syncDirectory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            return;
        }
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException unsupported) {
            // Windows has no such thing; the name is then as durable as the system makes it.
        }
    }

    private void lock() throws IOException {
        boolean alone;
        try {
            alone = channel.tryLock() != null;
        } catch (OverlappingFileLockException taken) {
            alone = false;
        }
        if (!alone) {
            throw new IOException("another export is writing to " + part.getFileName());
        }
    }

    private OutputStream lines() throws IOException {
        OutputStream open = lines;
        if (open == null) {
            OutputStream file = new BufferedOutputStream(new KeptOpen(Channels.newOutputStream(channel)), 64 * 1024);
            open = gzip ? new GZIPOutputStream(file, 8 * 1024) : file;
            lines = open;
        }
        return open;
    }

    /** Closing what writes to it, which frees a compressor's memory, leaves the file open. */
    private static final class KeptOpen extends FilterOutputStream {

        KeptOpen(OutputStream file) {
            super(file);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
