package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ApiException;
import io.texml.TexmlException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

class SavedMediaTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final byte[] media = new byte[300_000];
    private final MockWebServer api = new MockWebServer();
    private final MockWebServer host = new MockWebServer();
    private final AtomicInteger links = new AtomicInteger();
    private TexmlClient client;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() throws Exception {
        new Random(7).nextBytes(media);
        host.start();
        api.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .body("{\"sid\":\"RE1\",\"media_url\":\"http://127.0.0.1:" + host.getPort() + "/m.mp3?link="
                                + links.incrementAndGet() + "\"}")
                        .build();
            }
        });
        api.start();
        client = TexmlClient.builder()
                .baseUrl(URI.create("http://127.0.0.1:" + api.getPort() + "/v2"))
                .apiKey("KEY_test")
                .accountSid("AC1")
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        api.close();
        host.close();
    }

    @Test
    void theManifestSaysWhatLiesOnTheDiskAndTheKeyStaysHome() throws Exception {
        host.enqueue(whole().build());

        MediaFile saved = save();

        assertWhole(saved);
        RecordedRequest request = host.takeRequest();
        assertThat(request.getHeaders().get("Authorization")).isNull();
        assertThat(request.getHeaders().get("Range")).isNull();
        assertThat(links).hasValue(1);
    }

    @Test
    void afterABreakOnlyTheRestIsFetchedWithAFreshLink() throws Exception {
        Resuming resuming = new Resuming();
        host.setDispatcher(resuming);

        assertWhole(save());
        assertThat(resuming.ranges).startsWith("bytes=").isNotEqualTo("bytes=0-");
        assertThat(resuming.ifRange).isEqualTo("\"v1\"");
        assertThat(links.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aHostThatIgnoresTheRangeIsReadFromTheBeginning() throws Exception {
        host.enqueue(whole().onResponseBody(new SocketEffect.CloseSocket()).build());
        host.enqueue(whole().build());

        assertWhole(save());
    }

    @Test
    void anExpiredLinkIsReplaced() throws Exception {
        host.enqueue(new MockResponse.Builder()
                .code(403)
                .body("<Error>expired</Error>")
                .build());
        host.enqueue(whole().build());

        assertWhole(save());
        assertThat(links).hasValue(2);
    }

    @Test
    void aRangeThatEndsTooSoonIsNoWholeFile() throws Exception {
        host.setDispatcher(new Dispatcher() {
            private boolean begun;

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (!begun) {
                    begun = true;
                    return new MockResponse.Builder()
                            .code(206)
                            .setHeader("Content-Range", "bytes 0-99/300000")
                            .body(new Buffer().write(media, 0, 100))
                            .build();
                }
                return new MockResponse.Builder().code(405).build();
            }
        });

        StepVerifier.create(client.recordings().save("RE1", directory.resolve("a.mp3")))
                .expectError(ApiException.class)
                .verify(LONG);
        assertNothingLeft();
    }

    @Test
    void mediaThatChangedInBetweenIsFetchedFromTheBeginning() throws Exception {
        byte[] older = new byte[media.length];
        host.setDispatcher(new Dispatcher() {
            private final AtomicInteger requests = new AtomicInteger();

            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return switch (requests.incrementAndGet()) {
                    case 1 ->
                        new MockResponse.Builder()
                                .setHeader("ETag", "\"v1\"")
                                .body(new Buffer().write(older))
                                .onResponseBody(new SocketEffect.CloseSocket())
                                .build();
                    // It has no idea of If-Range: the rest of something else.
                    case 2 -> rest(request).setHeader("ETag", "\"v2\"").build();
                    default -> whole().setHeader("ETag", "\"v2\"").build();
                };
            }
        });

        assertWhole(save());
    }

    @Test
    void mediaThatBecameShorterIsFetchedFromTheBeginning() throws Exception {
        host.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[2 * media.length]))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        host.enqueue(new MockResponse.Builder()
                .code(416)
                .setHeader("Content-Range", "bytes */300000")
                .build());
        host.enqueue(whole().build());

        assertWhole(save());
    }

    @Test
    void aLengthThatIsNotTheAnnouncedOneIsNoWholeFile() throws Exception {
        host.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .code(206)
                        .setHeader("Content-Range", "bytes 0-299999/300001")
                        .body(new Buffer().write(media))
                        .build();
            }
        });

        StepVerifier.create(client.recordings().save("RE1", directory.resolve("a.mp3")))
                .expectError(TexmlException.class)
                .verify(LONG);
        assertNothingLeft();
    }

    @Test
    void aDiskThatFailsIsSaidAtOnce() throws Exception {
        Path noDirectory = Files.writeString(directory.resolve("taken"), "a file");

        StepVerifier.create(client.recordings().save("RE1", noDirectory.resolve("a.mp3")))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(UncheckedIOException.class)
                        .hasCauseInstanceOf(FileAlreadyExistsException.class))
                .verify(LONG);
        assertThat(host.getRequestCount()).isZero();
    }

    private MockResponse.Builder rest(RecordedRequest request) {
        String range = Objects.requireNonNull(request.getHeaders().get("Range"));
        int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        return new MockResponse.Builder()
                .code(206)
                .setHeader("Content-Range", "bytes " + from + "-" + (media.length - 1) + "/" + media.length)
                .body(new Buffer().write(Arrays.copyOfRange(media, from, media.length)));
    }

    private MockResponse.Builder whole() {
        return new MockResponse.Builder().body(new Buffer().write(media));
    }

    private MediaFile save() {
        return Objects.requireNonNull(
                client.recordings().save("RE1", directory.resolve("a.mp3")).block(LONG));
    }

    private void assertWhole(MediaFile saved) throws Exception {
        assertThat(Files.readAllBytes(saved.file())).isEqualTo(media);
        assertThat(saved.recordingSid()).isEqualTo("RE1");
        assertThat(saved.bytes()).isEqualTo(media.length);
        assertThat(saved.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(media)));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    /** Breaks the first answer in the middle and then serves ranges. */
    private final class Resuming extends Dispatcher {

        private volatile String ranges = "";
        private volatile String ifRange;
        private boolean broken;

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String range = request.getHeaders().get("Range");
            if (!broken) {
                broken = true;
                return whole().setHeader("ETag", "\"v1\"")
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build();
            }
            if (range == null) {
                return whole().build();
            }
            ranges = range;
            ifRange = request.getHeaders().get("If-Range");
            return rest(request).build();
        }
    }
}
