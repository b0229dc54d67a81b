package io.texml.examples.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that an export goes to, and what earlier runs left there. */
final class Target {

    private final Path file;
    private final CheckpointFile checkpoints;

    /** What lies there. */
    enum State {
        NOTHING,
        UNFINISHED,
        FINISHED
    }

    Target(Path file) {
        this.file = file;
        this.checkpoints = new CheckpointFile(file);
    }

    Path file() {
        return file;
    }

    CheckpointFile checkpoints() {
        return checkpoints;
    }

    /** Whether there is a directory to write to. */
    boolean hasDirectory() {
        Path directory = file.toAbsolutePath().getParent();
        return directory != null && Files.isDirectory(directory);
    }

    /**
     * An export writes its part before its checkpoint, and gives the part its name before it takes the checkpoint away: a
     * checkpoint beside the file, without a part, is that of an export that was stopped at its very end.
     */
    State state() {
        boolean finished = Files.exists(file);
        if (Files.exists(FileOutput.partOf(file)) || (checkpoints.exists() && !finished)) {
            return State.UNFINISHED;
        }
        return finished ? State.FINISHED : State.NOTHING;
    }

    /** Takes away the checkpoint of an export that is finished or begun anew. */
    void forget() throws IOException {
        checkpoints.delete();
    }
}
