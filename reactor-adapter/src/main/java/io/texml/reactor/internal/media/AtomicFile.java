package io.texml.reactor.internal.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes a stream into a file that is seen under its name only when it is complete. */
final class AtomicFile {

    private static final int CHUNKS_AHEAD = 8;

    /** In bytes; a longer name has no room for more of its own, as disks allow 255. */
    private static final int LONGEST_NAME = 200;

    private AtomicFile() {}

    /** The file, when it is complete; its directory is made where it is missing. Disk work runs on the scheduler for blocking work. */
    static Mono<Path> write(Flux<ByteBuffer> content, Path file) {
        return with(file, part -> append(content, part::write).then(Mono.fromCallable(part::finish)));
    }

    /** Writes what comes; ends when all is written. */
    static Mono<Void> append(Flux<ByteBuffer> content, Consumer<ByteBuffer> write) {
        return content.publishOn(Schedulers.boundedElastic(), CHUNKS_AHEAD)
                .doOnNext(write)
                .then();
    }

    /** What is made of an unfinished file, which is gone afterwards unless it was finished. */
    static <T> Mono<T> with(Path file, Function<Part, Mono<T>> work) {
        return Mono.usingWhen(
                        Mono.fromCallable(() -> new Part(file)),
                        work,
                        part -> Mono.empty(),
                        (part, failure) -> Mono.fromRunnable(part::discard).subscribeOn(Schedulers.boundedElastic()),
                        part -> Mono.fromRunnable(part::discard).subscribeOn(Schedulers.boundedElastic()))
                .onErrorMap(IOException.class, UncheckedIOException::new)
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** The unfinished file beside the final one. Used by one thread at a time. */
    static final class Part {

        private final Path target;
        private final Path path;
        private final FileChannel channel;
        private MessageDigest digest = sha256();
        private long length;

        Part(Path target) throws IOException {
            this.target = withoutWaysBack(target.toAbsolutePath());
            if (Files.isDirectory(this.target)) {
                throw new FileSystemException(target.toString(), null, "is a directory; give the path of a file");
            }
            String name = String.valueOf(this.target.getFileName());
            this.path = this.target.resolveSibling(
                    (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME ? "download" : name) + "."
                            + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
            Path directory = this.path.getParent();
            // A link to a directory is one, and createDirectories would refuse it.
            if (directory != null && !Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        /** A system does not go back out of a directory that is missing. Out of one that is there only it knows the way. */
        private static Path withoutWaysBack(Path absolute) {
            Path path = Objects.requireNonNull(absolute.getRoot());
            for (Path name : absolute) {
                if (name.toString().equals("..") && !Files.exists(path)) {
                    path = Objects.requireNonNull(path.getParent());
                } else if (!name.toString().equals(".")) {
                    path = path.resolve(name);
                }
            }
            return path;
        }

        long length() {
            return length;
        }

        void write(ByteBuffer chunk) {
            length += chunk.remaining();
            digest.update(chunk.duplicate());
            try {
                while (chunk.hasRemaining()) {
                    channel.write(chunk);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** Throws away what was written. */
        void restart() {
            length = 0;
            digest = sha256();
            try {
                channel.truncate(0);
                channel.position(0);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** The digest of what was written, in hexadecimal digits; to be asked for once. */
        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }

        Path finish() throws IOException {
            channel.force(true);
            channel.close();
            return Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        }

        /** A disk that cannot even close the file must not keep it from being deleted. */
        void discard() {
            try (channel) {
                Files.deleteIfExists(path);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
