package io.texml.reactor.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes a stream into a file that is seen under its name only when it is complete. */
final class AtomicFile {

    private static final int CHUNKS_AHEAD = 8;

    private AtomicFile() {}

    /** The file, when it is complete. Disk work runs on the scheduler for blocking work. */
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
                        Mono.fromSupplier(() -> new Part(file)),
                        part -> Mono.fromCallable(part::open).then(Mono.defer(() -> work.apply(part))),
                        part -> Mono.empty(),
                        (part, failure) -> Mono.fromRunnable(part::discard).subscribeOn(Schedulers.boundedElastic()),
                        part -> Mono.fromRunnable(part::discard).subscribeOn(Schedulers.boundedElastic()))
                .onErrorMap(UncheckedIOException.class, UncheckedIOException::getCause)
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * The unfinished file beside the final one. Used by one thread at a time, but for {@link #discard}, which a cancel may
     * call while another thread is still at work.
     */
    static final class Part {

        private final Path target;
        private final Path path;
        private @Nullable FileChannel channel;
        private boolean discarded;
        private MessageDigest digest = sha256();
        private volatile long length;

        /** Touches no disk: what is not opened needs no clean-up. */
        Part(Path target) {
            this.target = target.toAbsolutePath();
            this.path = this.target.resolveSibling(this.target.getFileName() + "."
                    + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
        }

        synchronized Part open() throws IOException {
            if (!discarded) {
                channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
            return this;
        }

        long length() {
            return length;
        }

        /** Writes nothing any more after {@link #discard}: nobody waits for it. */
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        synchronized void write(ByteBuffer chunk) {
            if (channel == null || discarded) {
                return;
            }
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
        synchronized void restart() {
            length = 0;
            digest = sha256();
            if (channel == null || discarded) {
                return;
            }
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

        synchronized Path finish() throws IOException {
            if (channel != null && !discarded) {
                channel.force(true);
                channel.close();
                Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return target;
        }

        synchronized void discard() {
            discarded = true;
            try {
                if (channel != null) {
                    channel.close();
                    Files.deleteIfExists(path);
                }
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
