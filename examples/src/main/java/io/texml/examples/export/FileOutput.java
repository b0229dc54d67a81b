package io.texml.examples.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
        if (channel.size() < length) {
            channel.close();
            throw new IOException(part.getFileName() + " is shorter than its checkpoint says; begin with --restart");
        }
        channel.truncate(length);
        channel.position(length);
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
            if (open instanceof GZIPOutputStream member) {
                member.finish();
            }
            open.flush();
            lines = null;
        }
        channel.force(true);
        return channel.position();
    }

    @Override
    public void finish() throws IOException {
        sync();
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

    private OutputStream lines() throws IOException {
        OutputStream open = lines;
        if (open == null) {
            OutputStream buffered = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
            open = gzip ? new GZIPOutputStream(buffered, 8 * 1024) : buffered;
            lines = open;
        }
        return open;
    }
}
