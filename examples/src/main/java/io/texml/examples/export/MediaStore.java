package io.texml.examples.export;

import io.texml.ClientClosedException;
import io.texml.TexmlException;
import io.texml.reactor.MediaFile;
import io.texml.reactor.TexmlClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The media of recordings in a directory, with {@code manifest.ndjson}: a line for each recording, with sid, file, bytes
 * and SHA-256, or with the error that kept it away.
 */
final class MediaStore implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int AT_ONCE = 4;

    private final TexmlClient client;
    private final Path directory;
    private final FileChannel manifest;
    private long failures;

    /**
     * Opens a store.
     *
     * @param manifestLength how much of the manifest is good
     * @param failures how many of its lines tell of an error
     */
    MediaStore(TexmlClient client, Path directory, long manifestLength, long failures) throws IOException {
        this.failures = failures;
        this.client = client;
        this.directory = Files.createDirectories(directory);
        this.manifest = FileChannel.open(
                directory.resolve("manifest.ndjson"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        manifest.truncate(manifestLength);
        manifest.position(manifest.size());
    }

    /** Fetches the media of these recordings and notes each. */
    void save(List<ByteBuffer> recordings) throws IOException {
        List<Map<String, Object>> lines = Objects.requireNonNull(Flux.fromIterable(recordings)
                .flatMapSequential(this::fetch, AT_ONCE, 1)
                .collectList()
                .block());
        for (Map<String, Object> line : lines) {
            ByteBuffer text =
                    ByteBuffer.wrap((MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                manifest.write(text);
            }
            if (line.containsKey("error")) {
                failures++;
            }
        }
    }

    /** How many recordings' media could not be had. */
    long failures() {
        return failures;
    }

    /** Makes the manifest durable; its length. */
    long sync() throws IOException {
        manifest.force(true);
        return manifest.position();
    }

    @Override
    public void close() throws IOException {
        manifest.close();
    }

    private Mono<Map<String, Object>> fetch(ByteBuffer recording) {
        byte[] json = new byte[recording.remaining()];
        recording.get(recording.position(), json);
        String sid = MAPPER.readTree(json).path("sid").stringValue(null);
        if (sid == null) {
            return Mono.just(error("", "it has no sid"));
        }
        return client.recordings()
                .save(sid, directory.resolve(fileName(sid, MAPPER.readTree(json).get("media_url"))))
                .map(MediaStore::line)
                .onErrorResume(
                        failure -> failure instanceof IllegalArgumentException
                                || (failure instanceof TexmlException && !(failure instanceof ClientClosedException)),
                        failure -> Mono.just(error(sid, String.valueOf(failure.getMessage()))));
    }

    private static Map<String, Object> line(MediaFile file) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sid", file.recordingSid());
        line.put("file", String.valueOf(file.file().getFileName()));
        line.put("bytes", file.bytes());
        line.put("sha256", file.sha256());
        return line;
    }

    private static Map<String, Object> error(String sid, String problem) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sid", sid);
        line.put("error", problem);
        return line;
    }

    /** The sid, and the ending that the link has; nothing that could lead out of the directory. */
    static String fileName(String sid, @Nullable JsonNode link) {
        String path = link == null || !link.isString() ? "" : link.stringValue().replaceFirst("[?#].*", "");
        String ending = path.toLowerCase(Locale.ROOT).endsWith(".wav") ? ".wav" : ".mp3";
        String name = sid.replaceAll("[^A-Za-z0-9_-]", "_");
        return (name.equals(sid) ? name : name + "-" + Integer.toHexString(sid.hashCode())) + ending;
    }
}
