package io.texml.soak.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this process has open, as Linux tells it.
 *
 * @param sockets sockets
 * @param others everything else but jars, which the JVM opens when it first needs a class of them
 */
record OpenFiles(int sockets, int others) {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static OpenFiles now() {
        int sockets = 0;
        int others = 0;
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            List<Path> all = descriptors.toList();
            for (Path descriptor : all) {
                String target = target(descriptor);
                if (target.startsWith("socket:")) {
                    sockets++;
                } else if (!target.isEmpty() && !target.endsWith(".jar") && !target.endsWith("/fd")) {
                    others++;
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new OpenFiles(sockets, others);
    }

    /** Empty for one that was closed meanwhile, as the directory's own is. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
