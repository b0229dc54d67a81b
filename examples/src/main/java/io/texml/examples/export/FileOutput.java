package io.texml.examples.export;

import io.texml.examples.OwnersFile;
import io.texml.examples.command.Refusal;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Lines to a file, which is called {@code .part} until it is whole. A gzip file consists of a member for each time it was
 * flushed, so that it can be cut there; every gunzip reads such files.
 */
final class FileOutput implements Output {

    private final Path target;
    private final Path part;
    private final FileChannel channel;
    private final boolean gzip;
    private @Nullable OutputStream lines;

    /** Opens the file; what an earlier export left in it stays until this one begins or goes on. */
    FileOutput(Path target, boolean gzip) throws IOException {
        this.target = target.toAbsolutePath();
        this.part = partOf(target);
        this.gzip = gzip;
        this.channel = OwnersFile.open(part);
        try {
            lock();
            syncDirectory(part);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Whether a file of that name is compressed. */
    static boolean isCompressed(Path target) {
        return target.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /** Begins with an empty file. */
    void begin() throws IOException {
        cut(0);
    }

    /**
     * Goes on behind what the checkpoint of an earlier export vouches for.
     *
     * @param length how much of the file is good; the rest is cut off
     * @param records how many records that is
     * @param quoted whether a line break between quotes is a part of a record
     * @throws Refusal when the file does not agree
     */
    void goOn(long length, long records, boolean quoted) throws IOException {
        checkAgreement(part, channel, length, records, gzip, quoted);
        cut(length);
    }

    /** Whether a file holds as many records in so many bytes as its checkpoint says. */
    static void checkAgreement(Path file, FileChannel channel, long length, long records, boolean gzip, boolean quoted)
            throws IOException {
        String problem = null;
        if (length < 0 || channel.size() < length) {
            problem = " is shorter than its checkpoint says";
        } else {
            long found = Records.count(channel, length, gzip, quoted);
            if (found != records) {
                problem = " and its checkpoint do not belong together: of its first " + length
                        + " bytes the checkpoint says "
                        + records + " records, there are "
                        + (found == Records.TORN ? "some and a part of one" : String.valueOf(found));
            }
        }
        if (problem != null) {
            throw new Refusal(Refusal.FAILED, file.getFileName() + problem + "; --restart begins anew");
        }
    }

    private void cut(long length) throws IOException {
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
    public long flush() throws IOException {
        OutputStream open = lines;
        if (open != null) {
            open.close();
            lines = null;
        }
        return channel.position();
    }

    @Override
    public void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void finish() throws IOException {
        if (flush() == 0 && gzip) {
            // No item at all is a gzip file of nothing; a file without a byte is none.
            lines().flush();
            flush();
        }
        force();
        // Locked to the end: another export would cut what has its name already.
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        channel.close();
        syncDirectory(target);
    }

    @Override
    public void discard() throws IOException {
        Files.deleteIfExists(part);
        channel.close();
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
            // One that has just finished may have given the file its name in between.
            alone = channel.tryLock() != null && Files.exists(part, LinkOption.NOFOLLOW_LINKS);
        } catch (OverlappingFileLockException taken) {
            alone = false;
        }
        if (!alone) {
            throw new Refusal(Refusal.FAILED, "another export is writing to " + part.getFileName());
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
