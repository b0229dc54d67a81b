package io.texml.examples;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Writes a stream of records to a file as NDJSON: one JSON object a line. */
final class NdjsonFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int WAITING_AT_MOST = 1000;

    private NdjsonFile() {}

    /**
     * Writes the items to a file, in place of one that is there, and answers how many there were. Writing blocks, so it
     * has a thread of its own; at most 1,000 items wait for it, and the list fetches no page before they are written.
     *
     * @param progress is told the number of items written so far, after each
     */
    static Mono<Long> write(Flux<?> items, Path file, LongConsumer progress) {
        return Mono.using(
                () -> open(file),
                writer -> {
                    AtomicLong written = new AtomicLong();
                    return items.publishOn(Schedulers.boundedElastic(), WAITING_AT_MOST)
                            .doOnNext(item -> {
                                writeLine(writer, item);
                                progress.accept(written.incrementAndGet());
                            })
                            .then(Mono.fromSupplier(written::get));
                },
                NdjsonFile::close);
    }

    /** It holds phone numbers, so nobody else reads it; what is no regular file, such as a pipe, is written to as it is. */
    private static BufferedWriter open(Path name) throws IOException {
        Path file = OwnersFile.behindLinks(name);
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        if (Files.exists(name)) {
            BufferedWriter writer =
                    Files.newBufferedWriter(name, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            if (Files.isRegularFile(file)) {
                OwnersFile.protect(file);
            }
            return writer;
        }
        return new BufferedWriter(Channels.newWriter(OwnersFile.open(file), StandardCharsets.UTF_8));
    }

    private static void writeLine(BufferedWriter writer, Object item) {
        try {
            writer.write(JSON.writeValueAsString(item));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(BufferedWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
