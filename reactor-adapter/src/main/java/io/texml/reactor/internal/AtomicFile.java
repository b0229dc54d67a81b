package io.texml.reactor.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes a stream into a file that is seen under its name only when it is complete. */
final class AtomicFile {

    private static final int CHUNKS_AHEAD = 8;

    private AtomicFile() {}

    /** The file, when it is complete. Disk work runs on the scheduler for blocking work. */
    static Mono<Path> write(Flux<ByteBuffer> content, Path file) {
        return Mono.usingWhen(
                        Mono.fromCallable(() -> new Part(file)),
                        part -> content.publishOn(Schedulers.boundedElastic(), CHUNKS_AHEAD)
                                .doOnNext(part::write)
                                .then(Mono.fromCallable(part::finish)),
                        part -> Mono.empty(),
                        (part, failure) -> Mono.fromRunnable(part::discard).subscribeOn(Schedulers.boundedElastic()),
                        part -> Mono.fromRunnable(part::discard).subscribeOn(Schedulers.boundedElastic()))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** The unfinished file beside the final one. */
    private static final class Part {

        private final Path target;
        private final Path path;
        private final FileChannel channel;

        Part(Path target) throws IOException {
            this.target = target.toAbsolutePath();
            this.path = this.target.resolveSibling(this.target.getFileName() + "."
                    + Long.toHexString(ThreadLocalRandom.current().nextLong()) + ".part");
            this.channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        void write(ByteBuffer chunk) {
            try {
                while (chunk.hasRemaining()) {
                    channel.write(chunk);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        Path finish() throws IOException {
            channel.force(true);
            channel.close();
            return Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        }

        void discard() {
            try {
                channel.close();
                Files.deleteIfExists(path);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
