package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.timeout.ReadTimeoutException;
import io.texml.ApiException;
import io.texml.NotFoundException;
import io.texml.RequestValidationException;
import io.texml.TransportException;
import io.texml.recordings.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Media comes from another host, which must not see the key, and a file is there whole or not at all. */
class DownloadsTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    final StrictApi api = new StrictApi();

    @TempDir
    Path directory;

    private final MockWebServer media = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        media.start();
    }

    @AfterEach
    void stop() {
        media.close();
    }

    private URI mediaUrl() {
        return URI.create("http://localhost:" + media.getPort() + "/a.mp3?signature=s%2Fx");
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static MockResponse audio(byte[] bytes) {
        return new MockResponse.Builder()
                .addHeader("content-type", "audio/mpeg")
                .body(new Buffer().write(bytes))
                .build();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    @DisplayName("the media host does not get the key")
    void mediaComesWithoutTheKey() throws Exception {
        byte[] content = bytes(300_000);
        media.enqueue(audio(content));

        byte[] received = api.client()
                .recordings()
                .download(mediaUrl())
                .collect(Buffer::new, DownloadsTest::write)
                .map(Buffer::readByteArray)
                .block(SOON);

        RecordedRequest request = media.takeRequest(10, TimeUnit.SECONDS);
        assertThat(received).isEqualTo(content);
        assertThat(request.getTarget()).isEqualTo("/a.mp3?signature=s%2Fx");
        assertThat(request.getHeaders().get("authorization")).isNull();
        assertThat(request.getHeaders().toString()).doesNotContain(StrictApi.KEY);
    }

    @Test
    void defaultHeadersStayWithTheApi() throws Exception {
        media.enqueue(audio(bytes(10)));

        api.client(builder -> builder.defaultHeader("x-team-token", "t0ken"))
                .recordings()
                .download(mediaUrl())
                .blockLast(SOON);

        assertThat(media.takeRequest(10, TimeUnit.SECONDS).getHeaders().get("x-team-token"))
                .isNull();
    }

    @Test
    void aRecordingIsDownloadedIntoAFileInPlaceOfAnOlderOne() throws Exception {
        byte[] content = bytes(2_000_000);
        media.enqueue(audio(content));
        api.expect(
                "GET " + OperationCase.ACCOUNT + "/Recordings/r1.json",
                StrictApi.json("{\"sid\":\"r1\",\"media_url\":\"" + mediaUrl() + "\"}"));
        Path file = Files.writeString(directory.resolve("a.mp3"), "older");
        TexmlClient client = api.client();

        Path written = client.recordings()
                .get("r1")
                .flatMap(recording -> client.recordings().download(recording, file))
                .block(SOON);

        assertThat(written).isEqualTo(file);
        assertThat(file).hasBinaryContent(content);
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aFileIsSeenUnderItsNameOnlyWhenItIsComplete() throws Exception {
        byte[] content = bytes(200_000);
        media.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(content))
                .throttleBody(100_000, 300, TimeUnit.MILLISECONDS)
                .build());
        Path file = directory.resolve("a.mp3");

        StepVerifier.create(Flux.interval(Duration.ofMillis(10))
                        .map(tick -> file.toFile().exists() && file.toFile().length() < content.length)
                        .takeUntilOther(api.client().recordings().download(mediaUrl(), file))
                        .filter(partial -> partial))
                .expectComplete()
                .verify(SOON);

        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void aConnectionThatBreaksLeavesNoFile() throws Exception {
        media.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(bytes(500_000)))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());

        StepVerifier.create(api.client().recordings().download(mediaUrl(), directory.resolve("a.mp3")))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(TransportException.class)
                        .hasMessageNotContaining("signature"))
                .verify(SOON);

        assertThat(files()).isEmpty();
    }

    @Test
    void aRefusalLeavesNoFileAndAnOlderOneUntouched() throws Exception {
        media.enqueue(
                new MockResponse.Builder().code(404).body("<html>gone</html>").build());
        Path file = Files.writeString(directory.resolve("a.mp3"), "older");

        StepVerifier.create(api.client().recordings().download(mediaUrl(), file))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(NotFoundException.class)
                        .extracting(thrown -> ((ApiException) thrown).rawBody())
                        .isEqualTo("<html>gone</html>"))
                .verify(SOON);

        assertThat(files()).containsExactly(file);
        assertThat(file).hasContent("older");
    }

    @Test
    void cancellingLeavesNoFile() throws Exception {
        media.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(bytes(500_000)))
                .throttleBody(1024, 1, TimeUnit.SECONDS)
                .build());

        StepVerifier.create(api.client().recordings().download(mediaUrl(), directory.resolve("a.mp3")))
                .then(this::awaitPart)
                .thenCancel()
                .verify(SOON);

        // The clean-up runs on another thread after the cancel.
        Flux.interval(Duration.ofMillis(10))
                .takeUntil(tick -> directory.toFile().list().length == 0)
                .blockLast(SOON);
        assertThat(files()).isEmpty();
    }

    private void awaitPart() {
        Flux.interval(Duration.ofMillis(10))
                .takeUntil(tick -> directory.toFile().list().length == 1)
                .blockLast(SOON);
        assertThat(directory.toFile().list()).singleElement().asString().endsWith(".part");
    }

    @Test
    @DisplayName("a redirect of the media host is not followed")
    void aRedirectIsNotFollowed() throws Exception {
        media.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("location", api.baseUrl() + "/texml/secrets")
                .build());

        StepVerifier.create(api.client().recordings().download(mediaUrl()))
                .expectErrorSatisfies(failure -> {
                    assertThat(((ApiException) failure).status()).isEqualTo(302);
                    assertThat(failure)
                            .hasMessageContaining(
                                    "redirects of a media host are not followed; fetch the recording again")
                            .hasMessageNotContaining("base URL");
                })
                .verify(SOON);

        assertThat(api.receivedCount()).isZero();
    }

    @Test
    void anAnswerThatNothingChangedIsNotCalledARedirect() {
        media.enqueue(new MockResponse.Builder().code(304).build());

        StepVerifier.create(api.client().recordings().download(mediaUrl()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .hasMessageContaining("304")
                        .hasMessageContaining("did not change")
                        .hasMessageNotContaining("redirect"))
                .verify(SOON);
    }

    @Test
    void bytesComeAsFastAsTheyAreAskedFor() {
        int length = 32 * 1024 * 1024;
        Buffer body = new Buffer().write(bytes(length));
        media.enqueue(new MockResponse.Builder().body(body).build());
        long[] received = {0};

        StepVerifier.create(api.client().recordings().download(mediaUrl()), 1)
                .consumeNextWith(chunk -> received[0] += chunk.remaining())
                .expectNoEvent(Duration.ofMillis(200))
                .then(() -> assertThat(received[0]).isLessThan(length / 8))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(chunk -> (received[0] += chunk.remaining()) >= 0)
                .expectComplete()
                .verify(SOON);

        assertThat(received[0]).isEqualTo(length);
    }

    @Test
    void aConsumerMayBeSlowerThanTheResponseTimeout() {
        int length = 8 * 1024 * 1024;
        media.enqueue(audio(bytes(length)));
        TexmlClient client = api.client(builder -> builder.responseTimeout(Duration.ofSeconds(1)));
        long[] received = {0};

        StepVerifier.create(client.recordings().download(mediaUrl()), 1)
                .consumeNextWith(chunk -> received[0] += chunk.remaining())
                .expectNoEvent(Duration.ofMillis(2_500))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(chunk -> (received[0] += chunk.remaining()) >= 0)
                .expectComplete()
                .verify(SOON);

        assertThat(received[0]).isEqualTo(length);
    }

    @Test
    void aHostThatNeverAnswersFailsTheDownload() throws Exception {
        media.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());

        StepVerifier.create(api.client(builder -> builder.responseTimeout(Duration.ofMillis(200)))
                        .recordings()
                        .download(mediaUrl(), directory.resolve("a.mp3")))
                .expectErrorSatisfies(DownloadsTest::isReadTimeout)
                .verify(SOON);

        assertThat(files()).isEmpty();
    }

    @Test
    void aHostThatStopsSendingFailsTheDownload() throws Exception {
        media.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(bytes(500_000)))
                .onResponseBody(SocketEffect.Stall.INSTANCE)
                .build());

        StepVerifier.create(api.client(builder -> builder.responseTimeout(Duration.ofMillis(200)))
                        .recordings()
                        .download(mediaUrl(), directory.resolve("a.mp3")))
                .expectErrorSatisfies(DownloadsTest::isReadTimeout)
                .verify(SOON);

        assertThat(files()).isEmpty();
    }

    private static void isReadTimeout(Throwable failure) {
        assertThat(failure).isInstanceOf(TransportException.class).hasCauseInstanceOf(ReadTimeoutException.class);
        assertThat(((TransportException) failure).phase()).isEqualTo(TransportException.Phase.SENT);
    }

    @Test
    void aConnectionThatWasWaitedForIsUsedAgainWithoutTheOldTimeout() throws Exception {
        media.enqueue(audio(bytes(10)));
        media.enqueue(audio(bytes(1_000_000)));
        TexmlClient client = api.client(builder -> builder.maxConnections(1).responseTimeout(Duration.ofSeconds(1)));

        client.recordings().download(mediaUrl()).blockLast(SOON);
        Mono.delay(Duration.ofMillis(2_500)).block(SOON);
        client.recordings().download(mediaUrl()).blockLast(SOON);

        assertThat(media.takeRequest(1, TimeUnit.SECONDS).getConnectionIndex()).isZero();
        assertThat(media.takeRequest(1, TimeUnit.SECONDS).getConnectionIndex())
                .as("the same connection")
                .isZero();
    }

    @Test
    void aHostThatCannotBeReachedIsTold() {
        media.close();

        StepVerifier.create(api.client().recordings().download(mediaUrl()))
                .expectErrorSatisfies(failure -> {
                    assertThat(failure).isInstanceOf(TransportException.class).hasMessageContaining("nothing was sent");
                    assertThat(((TransportException) failure).phase()).isEqualTo(TransportException.Phase.NOT_SENT);
                })
                .verify(SOON);
    }

    @Test
    void aFileThatCannotTakeItsNameFailsAndLeavesNoPart() throws Exception {
        media.enqueue(audio(bytes(1_000)));
        Path taken = Files.createDirectory(directory.resolve("a.mp3"));
        Files.writeString(taken.resolve("x"), "not empty");

        StepVerifier.create(api.client().recordings().download(mediaUrl(), taken))
                .expectError(UncheckedIOException.class)
                .verify(SOON);

        assertThat(files()).containsExactly(taken);
        assertThat(taken.resolve("x")).hasContent("not empty");
    }

    @Test
    void aDirectoryThatCannotBeMadeFailsBeforeAnythingIsFetched() throws Exception {
        Path noDirectory = Files.writeString(directory.resolve("taken"), "a file");

        StepVerifier.create(api.client().recordings().download(mediaUrl(), noDirectory.resolve("a.mp3")))
                .expectError(UncheckedIOException.class)
                .verify(SOON);

        assertThat(media.getRequestCount()).isZero();
    }

    @Test
    void aWayBackOutOfADirectoryThatIsMissingLeadsWhereItSays() throws Exception {
        byte[] content = bytes(1_000);
        media.enqueue(audio(content));
        Path there = Files.createDirectory(directory.resolve("there"));

        api.client()
                .recordings()
                .download(mediaUrl(), directory.resolve("missing/deep/./.././../there/a.mp3"))
                .block(SOON);

        assertThat(there.resolve("a.mp3")).hasBinaryContent(content);
        assertThat(directory.resolve("missing")).doesNotExist();
    }

    @Test
    void aDirectoryThatIsMissingIsMade() {
        byte[] content = bytes(1_000);
        media.enqueue(audio(content));
        Path file = directory.resolve("2026").resolve("01").resolve("a.mp3");

        api.client().recordings().download(mediaUrl(), file).block(SOON);

        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void aRecordingWithoutMediaSaysSo() {
        Recording none = new Recording(
                "r1", null, null, null, null, null, null, null, null, null, null, null, null, null, null, Map.of());

        StepVerifier.create(api.client().recordings().download(none))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(RequestValidationException.class)
                        .hasMessageContaining("media_url is missing"))
                .verify(SOON);
        StepVerifier.create(api.client().recordings().download(URI.create("file:///etc/passwd")))
                .expectError(RequestValidationException.class)
                .verify(SOON);
    }

    private static void write(Buffer buffer, ByteBuffer chunk) {
        try {
            buffer.write(chunk);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
