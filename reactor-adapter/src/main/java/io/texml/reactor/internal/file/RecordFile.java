package io.texml.reactor.internal.file;

import io.texml.internal.json.JsonObjects;
import io.texml.internal.json.JsonWriter;
import io.texml.internal.json.MalformedBodyException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that grows by JSON objects, one a line, each in a {@link Frame}. Records are added, and then committed together: one
 * write, and one wait for the disk. Used by one thread.
 *
 * <p><b>What a process or a machine leaves that dies while it writes</b> is the beginning of what it wrote, or, as a disk may
 * take pages in any order, all of it but some pages, which are read as zeros. Nobody was told that any of it was safe. So at
 * the end of the file a record that is cut off, or has zeros, is cut away with what follows it. Everything else that does
 * not agree with its checksum was changed after it was written, and the file is refused: also zeros before a record of a
 * later commit, which was written only after all of the earlier one was safe. Each record says where its commit begins.
 */
public final class RecordFile implements Closeable {

    private static final int CHUNK = 1 << 20;
    private static final int PROBE = 512;

    private final Path file;
    private final Disk disk;
    private final byte[] header;
    private FileChannel channel;
    /** How much of the file is safe. */
    private long length;

    private final Pending pending = new Pending();
    private boolean isRenamable = true;

    private RecordFile(Path file, Disk disk, byte[] header, FileChannel channel) {
        this.file = file;
        this.disk = disk;
        this.header = header;
        this.channel = channel;
    }

    /** What is told of each record of a file. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * Hears of a record.
         *
         * @param offset where it stands
         * @param bytes how long it is
         */
        void record(long offset, int bytes, Map<String, @Nullable Object> members) throws IOException;
    }

    /** The new content of the file. */
    @FunctionalInterface
    public interface Rewriting {

        /** Hands the records to keep to the new file. */
        void writeTo(Rewritten fresh) throws IOException;
    }

    /**
     * Opens a file, and makes it when it is not there or empty. A file of another format or version, or one that is damaged,
     * is refused and not changed.
     *
     * @param format the name that stands in its first line
     * @param version only files of this one are read
     * @throws FileSystemException when it is refused
     */
    public static RecordFile open(Path file, String format, int version, Disk disk, Visitor visitor)
            throws IOException {
        byte[] header =
                ("{\"format\":\"" + format + "\",\"version\":" + version + "}\n").getBytes(StandardCharsets.US_ASCII);
        checkHeader(file, format, version);
        FileChannel channel = disk.open(file);
        try {
            RecordFile records = new RecordFile(file, disk, header, channel);
            records.begin(visitor);
            return records;
        } catch (IOException | RuntimeException | Error failure) {
            close(channel, failure);
            throw failure;
        }
    }

    /**
     * Looks at the first line only, and changes nothing.
     *
     * @throws FileSystemException when the file is of another format or version
     */
    public static void checkHeader(Path file, String format, int version) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Disk.checkIsFile(file);
        String begin = "{\"format\":\"" + format + "\",\"version\":";
        String wanted = begin + version + "}\n";
        byte[] found;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            found = read(channel, 0, wanted.length() + 1);
        }
        String text = new String(found, StandardCharsets.ISO_8859_1);
        String cutOff = text.replaceAll("\0+$", "");
        boolean isBegun = found.length <= wanted.length() && wanted.startsWith(cutOff);
        if (!text.startsWith(wanted) && !isBegun) {
            throw new FileSystemException(
                    file.toString(),
                    null,
                    text.startsWith(begin) && !text.startsWith(begin + version + "}")
                            ? "it is of another version than " + version
                                    + ", which is the one that is read; use the version of this library that wrote it"
                            : "what is there is no " + format + ", or its first line is damaged; give another path");
        }
    }

    private void begin(Visitor visitor) throws IOException {
        if (channel.size() <= header.length && !Arrays.equals(read(channel, 0, header.length), header)) {
            Disk.protect(file);
            channel.truncate(0);
            write(channel, ByteBuffer.wrap(header), 0);
            channel.force(true);
            length = header.length;
        } else {
            long torn = scan(visitor);
            Disk.protect(file);
            if (torn >= 0) {
                channel.truncate(torn);
                channel.force(true);
            }
            length = channel.size();
        }
        try {
            disk.syncDirectory(file);
        } catch (IOException unsupported) {
            // Where a new name may be lost the old content must not be given up for it.
            isRenamable = false;
        }
    }

    /** Where the part begins that has to be cut away; -1 for none. */
    private long scan(Visitor visitor) throws IOException {
        long torn = -1;
        Lines lines = new Lines(channel, header.length);
        while (lines.next()) {
            Frame.Kind kind = lines.kind();
            if (kind != Frame.Kind.WHOLE) {
                if (kind == Frame.Kind.DAMAGED && !lines.hasZero()) {
                    throw damaged(lines.offset());
                }
                torn = torn < 0 ? lines.offset() : torn;
            } else if (torn < 0) {
                visitor.record(
                        lines.offset(), (int) (lines.end() - lines.offset()), parse(lines.text(), lines.offset()));
            } else if (lines.commit() > torn) {
                throw damaged(torn);
            }
        }
        return torn;
    }

    /** Adds a record to those of the next commit; the offset that it will have. */
    public long add(Map<String, ?> members) {
        return pending.add(length, length + pending.size(), members);
    }

    /** How many bytes wait for the commit. */
    public int pending() {
        return pending.size();
    }

    /** How long the file is, and will be after the commit. */
    public long length() {
        return length + pending.size();
    }

    /** Whether a new name is as durable as the file. */
    public boolean isRenamable() {
        return isRenamable;
    }

    /**
     * Writes what was added, and waits until it is safe. When that fails, all of it is taken back, if the disk lets it, and
     * nothing more must be added.
     */
    public void commit() throws IOException {
        if (pending.size() == 0) {
            return;
        }
        try {
            write(channel, pending.bytes(), length);
            channel.force(false);
        } catch (IOException | RuntimeException | Error failure) {
            cutBack(failure);
            throw failure;
        }
        length += pending.size();
        pending.clear();
    }

    private void cutBack(Throwable failure) {
        try {
            channel.truncate(length);
            channel.force(true);
        } catch (IOException | RuntimeException stillThere) {
            failure.addSuppressed(stillThere);
        }
    }

    /** Reads a record that was committed. */
    public Map<String, @Nullable Object> read(long offset) throws IOException {
        for (int size = PROBE; ; size = Frame.LONGEST * 2) {
            byte[] bytes = read(channel, offset, size);
            int end = 0;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (end < bytes.length) {
                if (Frame.kind(bytes, 0, end) != Frame.Kind.WHOLE) {
                    throw damaged(offset);
                }
                return parse(Arrays.copyOf(bytes, end), offset);
            }
            if (size > PROBE) {
                throw damaged(offset);
            }
        }
    }

    /** Tells of each record that was committed, from the first to the last. */
    public void forEach(Visitor visitor) throws IOException {
        long torn = scan(visitor);
        if (torn >= 0) {
            throw damaged(torn);
        }
    }

    /**
     * Writes the file anew beside itself, and puts that in its place in one step: whoever dies on the way leaves one or the
     * other. Call it when nothing is pending.
     *
     * @return why it failed, and everything is as it was; null when it did not
     * @throws IOException when it failed, and nobody can say which of both the file would be after a crash
     */
    public @Nullable Exception rewrite(Rewriting content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        FileChannel fresh = null;
        Rewritten rewritten;
        try {
            fresh = disk.replace(beside);
            write(fresh, ByteBuffer.wrap(header), 0);
            rewritten = new Rewritten(fresh, header.length);
            content.writeTo(rewritten);
            rewritten.flush();
            fresh.force(true);
            disk.rename(beside, file);
        } catch (IOException | RuntimeException failure) {
            discard(fresh, beside, failure);
            return failure;
        } catch (Error failure) {
            discard(fresh, beside, failure);
            throw failure;
        }
        FileChannel old = channel;
        channel = fresh;
        length = rewritten.written;
        try (old) {
            disk.syncDirectory(file);
        }
        return null;
    }

    private void discard(@Nullable FileChannel fresh, Path beside, Throwable failure) {
        if (fresh != null) {
            close(fresh, failure);
        }
        try {
            disk.delete(beside);
        } catch (IOException | RuntimeException stillThere) {
            failure.addSuppressed(stillThere);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private FileSystemException damaged(long offset) {
        return new FileSystemException(
                file.toString(),
                null,
                "it was damaged at byte " + offset
                        + " after it was written, and is not changed; put back a copy of it");
    }

    private Map<String, @Nullable Object> parse(byte[] text, long offset) throws IOException {
        try {
            return JsonObjects.read(text);
        } catch (MalformedBodyException malformed) {
            throw damaged(offset);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** So many bytes, or all that there are. */
    private static byte[] read(FileChannel channel, long offset, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, offset + bytes.position());
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static void close(FileChannel channel, Throwable failure) {
        try {
            channel.close();
        } catch (IOException stillOpen) {
            failure.addSuppressed(stillOpen);
        }
    }

    /** A file that is to take the place of another. */
    public static final class Rewritten {

        private final FileChannel channel;
        private final Pending pending = new Pending();
        private long written;

        private Rewritten(FileChannel channel, long written) {
            this.channel = channel;
            this.written = written;
        }

        /** Adds a record; its offset. */
        public long add(Map<String, ?> members) throws IOException {
            if (pending.size() > CHUNK) {
                flush();
            }
            // All of the file is safe before it has its name, so each record vouches for all before it.
            long offset = written + pending.size();
            return pending.add(offset, offset, members);
        }

        private void flush() throws IOException {
            write(channel, pending.bytes(), written);
            written += pending.size();
            pending.clear();
        }
    }

    /** Bytes that are not written yet. */
    private static final class Pending {

        private byte[] bytes = new byte[PROBE];
        private int size;

        long add(long commit, long offset, Map<String, ?> members) {
            byte[] line = Frame.write(commit, JsonWriter.write(members));
            if (line.length > Frame.LONGEST) {
                throw new IllegalArgumentException(
                        "a record of more than " + Frame.LONGEST + " bytes is not written; use a shorter key");
            }
            if (bytes.length - size < line.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + line.length));
            }
            System.arraycopy(line, 0, bytes, size, line.length);
            size += line.length;
            return offset;
        }

        int size() {
            return size;
        }

        ByteBuffer bytes() {
            return ByteBuffer.wrap(bytes, 0, size);
        }

        void clear() {
            size = 0;
        }
    }
}
