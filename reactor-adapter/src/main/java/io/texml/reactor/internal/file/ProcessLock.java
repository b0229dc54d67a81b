package io.texml.reactor.internal.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process, and a second user in this one, away from what an empty file beside it stands for. The file stays
 * when the lock is gone: deleting it would let two hold the lock, one of the deleted file and one of the next.
 */
public final class ProcessLock implements Closeable {

    /**
     * What somebody of this process opened who was refused; the next one takes it. A POSIX system frees all locks that a
     * process has on a file when the process closes any channel of it, the refused one's too.
     */
    private static final Map<Path, FileChannel> NOT_TO_BE_CLOSED = new HashMap<>();

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /** The lock; null when somebody has it. */
    public static @Nullable ProcessLock tryLock(Path name) throws IOException {
        Disk.create(name);
        Path file = name.toRealPath();
        synchronized (NOT_TO_BE_CLOSED) {
            FileChannel channel = NOT_TO_BE_CLOSED.remove(file);
            if (channel == null) {
                channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            }
            FileLock lock;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException taken) {
                NOT_TO_BE_CLOSED.put(file, channel);
                return null;
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
            if (lock == null) {
                channel.close();
                return null;
            }
            return new ProcessLock(channel);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
