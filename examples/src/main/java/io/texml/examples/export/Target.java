package io.texml.examples.export;

import io.texml.examples.OwnersFile;
import io.texml.examples.command.Refusal;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** The file that an export goes to, and what earlier runs left there. A symbolic link stays one: its target is written. */
final class Target {

    private final Path name;
    private final Path file;
    private final CheckpointFile checkpoints;

    /** What lies there. */
    enum State {
        NOTHING,
        UNFINISHED,
        FINISHED
    }

    /**
     * Looks for the file behind a name.
     *
     * @throws Refusal when there can be none
     */
    Target(Path name) throws IOException {
        this.name = name;
        this.file = OwnersFile.behindLinks(name);
        Path directory = file.getParent();
        Refusal.usageIf(Files.isDirectory(file), name + " is a directory");
        Refusal.usageIf(directory == null || !Files.isDirectory(directory), "there is no directory for " + name);
        this.checkpoints = new CheckpointFile(file);
        for (Path beside : List.of(FileOutput.partOf(file), checkpoints.file(), checkpoints.fresh())) {
            checkName(beside);
        }
    }

    /** The file itself, behind all links. */
    Path file() {
        return file;
    }

    CheckpointFile checkpoints() {
        return checkpoints;
    }

    /**
     * An export writes its part before its checkpoint, and gives the part its name before it takes the checkpoint away: a
     * checkpoint beside the file, without a part, is that of an export that was stopped at its very end.
     */
    State state() {
        boolean finished = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (Files.exists(FileOutput.partOf(file), LinkOption.NOFOLLOW_LINKS) || (checkpoints.exists() && !finished)) {
            return State.UNFINISHED;
        }
        return finished ? State.FINISHED : State.NOTHING;
    }

    /** Takes away the checkpoint of an export that is finished or begun anew. */
    void forget() throws IOException {
        checkpoints.delete();
    }

    /** The name that was asked for. */
    @Override
    public String toString() {
        return name.toString();
    }

    /** Whatever bounds a name here, the system knows; nothing of ours is ever a link. */
    private void checkName(Path beside) throws IOException {
        try {
            BasicFileAttributes there =
                    Files.readAttributes(beside, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Refusal.usageIf(there.isSymbolicLink(), beside + " is a symbolic link, which is not followed; remove it");
        } catch (NoSuchFileException free) {
            // As it should be.
        } catch (FileSystemException impossible) {
            throw new Refusal(
                    Refusal.USAGE,
                    "beside " + name + " no " + beside.getFileName() + " can be made (" + impossible.getReason()
                            + "); take another name");
        }
    }
}
