package io.texml.examples;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files that hold phone numbers: only their owner reads them (mode 0600, where the system has modes), and what somebody
 * else has put at their name is not written to.
 */
public final class OwnersFile {

    private static final Set<PosixFilePermission> MODE =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private OwnersFile() {}

    /**
     * Opens a file for reading and writing, and makes it when it is not there.
     *
     * @throws FileSystemException when a symbolic link or no regular file is there, or in a directory where everybody may
     *     write the file of another user
     */
    public static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    mode(file));
        } catch (FileAlreadyExistsException there) {
            refuseWhatIsPlanted(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            protect(file);
            return channel;
        }
    }

    /** Opens a new file in place of whatever has that name. */
    public static FileChannel replace(Path file) throws IOException {
        Files.deleteIfExists(file);
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(file));
    }

    /** The directory, which is made for this user alone when it is not there. */
    public static Path createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        FileAttribute<?>[] mode = hasModes(directory)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(DIRECTORY_MODE)}
                : new FileAttribute<?>[0];
        return Files.createDirectories(directory, mode);
    }

    /**
     * The file behind a name that may be a symbolic link, which need not lead to anything yet.
     *
     * @throws FileSystemException when the links lead in a circle, or one is another user's in a directory where everybody
     *     may write
     */
    public static Path behindLinks(Path name) throws IOException {
        Path file = name.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(file); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(name.toString(), null, "its links lead in a circle");
            }
            if (isSomebodyElsesInSharedDirectory(file)) {
                throw new FileSystemException(
                        name.toString(),
                        null,
                        "it is a link of another user, which is not followed; take another name");
            }
            file = file.resolveSibling(Files.readSymbolicLink(file));
        }
        return file;
    }

    /** Takes the file away from everybody but its owner. */
    public static void protect(Path file) throws IOException {
        if (hasModes(file)) {
            Files.setPosixFilePermissions(file, MODE);
        }
    }

    /** Whether a directory lets everybody write, and this file in it belongs to neither its owner nor this user. */
    private static boolean isSomebodyElsesInSharedDirectory(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !hasModes(file)) {
            return false;
        }
        PosixFileAttributes shared = Files.readAttributes(directory, PosixFileAttributes.class);
        UserPrincipal owner = Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
        return shared.permissions().contains(PosixFilePermission.OTHERS_WRITE)
                && !owner.equals(shared.owner())
                && !isThisUser(file, owner);
    }

    private static void refuseWhatIsPlanted(Path file) throws IOException {
        String problem = null;
        if (Files.isSymbolicLink(file)) {
            problem = "a symbolic link is there, which is not followed; remove it";
        } else if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            problem = "what is there is no regular file; remove it";
        } else if (isSomebodyElsesInSharedDirectory(file)) {
            problem = "a file of another user is there; take another name";
        }
        if (problem != null) {
            throw new FileSystemException(file.toString(), null, problem);
        }
    }

    private static boolean isThisUser(Path file, UserPrincipal owner) {
        try {
            String name = System.getProperty("user.name");
            return owner.equals(
                    file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    private static FileAttribute<?>[] mode(Path file) {
        return hasModes(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(MODE)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
