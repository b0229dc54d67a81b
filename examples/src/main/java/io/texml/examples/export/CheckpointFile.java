package io.texml.examples.export;

import io.texml.examples.OwnersFile;
import io.texml.reactor.export.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The checkpoint beside the data; replaced in one step, so that there is always a whole one. */
final class CheckpointFile {

    private final Path file;

    CheckpointFile(Path target) {
        this.file = target.toAbsolutePath().resolveSibling(target.getFileName() + ".checkpoint");
    }

    boolean exists() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Nullable
    Checkpoint read() throws IOException {
        if (!exists()) {
            return null;
        }
        try (InputStream text = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Checkpoint.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    void save(Checkpoint checkpoint) throws IOException {
        Path fresh = fresh();
        try (FileChannel channel = OwnersFile.replace(fresh)) {
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

    Path file() {
        return file;
    }

    /** What is written before it takes the place of the one that is there. */
    Path fresh() {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
