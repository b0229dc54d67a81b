package io.texml.examples.export;

import io.texml.reactor.export.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The checkpoint beside the data; replaced in one step, so that there is always a whole one. */
final class CheckpointFile {

    private final Path file;

    CheckpointFile(Path target) {
        this.file = target.toAbsolutePath().resolveSibling(target.getFileName() + ".checkpoint");
    }

    boolean exists() {
        return Files.exists(file);
    }

    @Nullable
    Checkpoint read() throws IOException {
        return exists() ? Checkpoint.parse(Files.readString(file)) : null;
    }

    void save(Checkpoint checkpoint) throws IOException {
        Path fresh = fresh();
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer text = ByteBuffer.wrap((checkpoint.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FileOutput.syncDirectory(file);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(fresh());
    }

    /** What is written before it takes the place of the one that is there. */
    private Path fresh() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
