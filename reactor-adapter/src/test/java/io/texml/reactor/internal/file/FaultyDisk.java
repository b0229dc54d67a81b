package io.texml.reactor.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.scheduler.Schedulers;

/** A disk that counts, gets full, breaks, writes a little at a time, or whose process dies at a step. */
public final class FaultyDisk extends Disk {

    /** How many bytes may still be written. */
    public volatile long room = Long.MAX_VALUE;
    /** How many one write takes. */
    public volatile int mostAtOnce = Integer.MAX_VALUE;

    public volatile boolean isForceBroken;
    public volatile boolean isTruncateBroken;
    public volatile boolean isRenameBroken;
    public volatile boolean isDirectoryBroken;
    /** Called before every wait for the disk. */
    public volatile Runnable beforeForce = () -> {};
    /** At which step from now on the process dies. */
    public volatile int diesAt = Integer.MAX_VALUE;

    public volatile int forces;
    public volatile int writes;
    public volatile int renames;
    /** What was done that a crash may come before or after. */
    public final List<String> steps = new CopyOnWriteArrayList<>();

    public final Set<String> threads = ConcurrentHashMap.newKeySet();

    /** The end of a process. */
    public static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("died");
        }
    }

    @Override
    public FileChannel open(Path file) throws IOException {
        return new Channel(super.open(file));
    }

    @Override
    public FileChannel replace(Path file) throws IOException {
        step("replace");
        return new Channel(super.replace(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("rename");
        renames++;
        if (isRenameBroken) {
            throw new IOException("names are broken");
        }
        super.rename(from, to);
    }

    @Override
    public void syncDirectory(Path file) throws IOException {
        step("syncDirectory");
        if (isDirectoryBroken) {
            throw new IOException("the directory is broken");
        }
        super.syncDirectory(file);
    }

    @Override
    public void delete(Path file) throws IOException {
        step("delete");
        super.delete(file);
    }

    private void step(String name) {
        touched();
        steps.add(name);
        if (--diesAt <= 0) {
            throw new Death();
        }
    }

    private void touched() {
        if (Schedulers.isInNonBlockingThread()) {
            throw new IllegalStateException("a thread that must not block waits for the disk");
        }
        threads.add(Thread.currentThread().getName());
    }

    private final class Channel extends FileChannel {

        private final FileChannel channel;

        Channel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            touched();
            steps.add("write");
            writes++;
            int end = bytes.limit();
            boolean dies = --diesAt <= 0;
            int takes = (int) Math.min(Math.min(bytes.remaining(), mostAtOnce), room);
            if (dies) {
                takes /= 2;
            }
            bytes.limit(bytes.position() + takes);
            int written = channel.write(bytes, position);
            bytes.limit(end);
            room -= written;
            if (dies) {
                throw new Death();
            }
            if (written == 0) {
                throw new IOException("No space left on device");
            }
            return written;
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            touched();
            return channel.read(bytes, position);
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            step("truncate");
            if (isTruncateBroken) {
                throw new IOException("nothing can be cut");
            }
            channel.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            step("force");
            beforeForce.run();
            forces++;
            if (isForceBroken) {
                throw new IOException("Input/output error");
            }
            channel.force(metaData);
        }

        @Override
        public long size() throws IOException {
            touched();
            return channel.size();
        }

        @Override
        protected void implCloseChannel() throws IOException {
            channel.close();
        }

        @Override
        public int read(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] bytes, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }
    }
}
