package io.texml.examples.export;

import io.texml.AuthenticationException;
import io.texml.ClientClosedException;
import io.texml.RequestValidationException;
import io.texml.TexmlException;
import io.texml.examples.OwnersFile;
import io.texml.examples.command.Refusal;
import io.texml.reactor.MediaFile;
import io.texml.reactor.TexmlClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The media of recordings in a directory, with {@code manifest.ndjson}: a line for each recording, with sid, file, bytes
 * and SHA-256, or with the error that kept it away. Media that lie there already are not fetched again: a file has its name
 * only when it is complete, and a recording does not change.
 */
final class MediaStore implements AutoCloseable {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int AT_ONCE = 4;
    private static final int LONGEST_NAME = 150;
    private static final String LEFTOVERS = "*.{mp3,wav}.*.part";

    private final TexmlClient client;
    private final Path directory;
    private final FileChannel manifest;
    private long failures;

    /**
     * Opens a store. A directory that is not there is made for this user alone.
     *
     * @param recordings how many recordings earlier runs of the export dealt with
     * @param manifestLength how much of the manifest is good
     * @param failures how many of its lines tell of an error
     * @throws Refusal when the manifest does not agree
     */
    MediaStore(TexmlClient client, Path directory, long recordings, long manifestLength, long failures)
            throws IOException {
        this.client = client;
        this.directory = OwnersFile.createDirectories(directory);
        this.failures = failures;
        Path file = manifestOf(directory);
        this.manifest = OwnersFile.open(file);
        try {
            if (!isAlone(manifest)) {
                throw new Refusal(Refusal.FAILED, "another export is writing to " + file);
            }
            FileOutput.checkAgreement(file, manifest, manifestLength, recordings, false, false);
            manifest.truncate(manifestLength);
            manifest.position(manifestLength);
            clearLeftovers();
        } catch (IOException | RuntimeException failure) {
            manifest.close();
            throw failure;
        }
    }

    private static boolean isAlone(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException taken) {
            return false;
        }
    }

    /** What downloads left that were killed. */
    private void clearLeftovers() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, LEFTOVERS)) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    static Path manifestOf(Path directory) {
        return directory.resolve("manifest.ndjson");
    }

    /** Whether an export has left a line in a directory's manifest. */
    static boolean hasManifest(Path directory) {
        try {
            return Files.readAttributes(manifestOf(directory), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .size()
                    > 0;
        } catch (IOException none) {
            return false;
        }
    }

    /** Fetches the media of these recordings and notes each, in their order. */
    void save(List<ByteBuffer> recordings) throws IOException {
        for (Map<String, Object> line : fetchAll(recordings)) {
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

    /** How long the manifest is by now. */
    long length() throws IOException {
        return manifest.position();
    }

    /** Makes the media's names and the manifest durable. Any thread may do so, also while another one saves. */
    void force() throws IOException {
        FileOutput.syncDirectory(manifestOf(directory));
        manifest.force(true);
    }

    @Override
    public void close() throws IOException {
        manifest.close();
    }

    private List<Map<String, Object>> fetchAll(List<ByteBuffer> recordings) throws IOException {
        try {
            return Objects.requireNonNull(Flux.fromIterable(recordings)
                    .flatMapSequential(this::fetch, AT_ONCE, 1)
                    .collectList()
                    .block());
        } catch (RuntimeException failure) {
            if (Exceptions.unwrap(failure) instanceof IOException ofTheDisk) {
                throw ofTheDisk;
            }
            throw failure;
        }
    }

    private Mono<Map<String, Object>> fetch(ByteBuffer recording) {
        AtomicReference<JsonNode> read = new AtomicReference<>(MAPPER.createObjectNode());
        try {
            ItemJson.read(recording, (parser, json) -> read.set(MAPPER.readTree(parser)));
        } catch (IOException noJson) {
            return Mono.just(error("", "it is no well-formed JSON"));
        }
        JsonNode members = Objects.requireNonNull(read.get());
        String sid = members.path("sid").stringValue("");
        if (sid.isEmpty()) {
            return Mono.just(error("", "it has no sid"));
        }
        Path file = directory.resolve(fileName(sid, members.get("media_url")));
        return (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        ? Mono.fromCallable(() -> onDisk(sid, file)).subscribeOn(Schedulers.boundedElastic())
                        : client.recordings().save(sid, file).flatMap(MediaStore::protect))
                .map(MediaStore::line)
                .onErrorResume(
                        MediaStore::concernsOneRecording,
                        failure -> Mono.just(error(sid, String.valueOf(failure.getMessage()))));
    }

    /** Whether the next recording may fare better: not with a key that is refused, a client that is closed or a full disk. */
    private static boolean concernsOneRecording(Throwable failure) {
        return failure instanceof RequestValidationException
                || (failure instanceof TexmlException
                        && !(failure instanceof ClientClosedException)
                        && !(failure instanceof AuthenticationException));
    }

    private static Mono<MediaFile> protect(MediaFile saved) {
        return Mono.fromCallable(() -> {
                    OwnersFile.protect(saved.file());
                    return saved;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static MediaFile onDisk(String sid, Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long length = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
            while (channel.read(chunk) >= 0) {
                length += chunk.flip().remaining();
                digest.update(chunk);
                chunk.clear();
            }
        }
        return new MediaFile(sid, file, length, HexFormat.of().formatHex(digest.digest()));
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

    /**
     * The sid and the ending that the link has. Whatever is no small letter, digit, hyphen or underscore is
     * percent-encoded: a name cannot lead out of the directory, and two sids never share one, also on a disk that takes
     * capital and small letters for the same.
     */
    static String fileName(String sid, @Nullable JsonNode link) {
        String path = link == null || !link.isString() ? "" : link.stringValue().replaceFirst("[?#].*", "");
        String ending = path.toLowerCase(Locale.ROOT).endsWith(".wav") ? ".wav" : ".mp3";
        StringBuilder name = new StringBuilder();
        byte[] bytes = sid.getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
            if (plain || b == '-' || b == '_') {
                name.append((char) b);
            } else {
                name.append('%').append(HexFormat.of().toHexDigits(b));
            }
        }
        return (name.length() <= LONGEST_NAME ? name.toString() : "%sha256-" + digest(bytes)) + ending;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
