package io.texml.reactor.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.texml.ApiException;
import io.texml.DecodingException;
import io.texml.NotFoundException;
import io.texml.RateLimitException;
import io.texml.RequestOptions;
import io.texml.TexmlException;
import io.texml.TransportException;
import io.texml.reactor.MediaFile;
import io.texml.reactor.TexmlClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What `save` makes of hosts that break, change and repeat themselves: the whole file of one version, or an error. */
class ResumedMediaTest {

    private static final String A = MediaHost.media('a', 100_000);
    private static final String B = MediaHost.media('A', 100_000);
    private static final String TAG = "ETag: \"1\"";

    @TempDir
    private Path directory;

    private MediaFile saved(MediaHost host) throws IOException {
        try (TexmlClient client = host.client(UnaryOperator.identity())) {
            return host.save(client, directory.resolve("a.mp3"));
        }
    }

    private void assertIs(String media, MediaFile saved) throws IOException {
        assertThat(saved.file()).hasBinaryContent(MediaHost.bytes(media));
        assertThat(saved.bytes()).isEqualTo(media.length());
        assertThat(files()).isEqualTo(1);
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void aHostThatGivesAFewBytesEachTimeIsGivenUp() throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (request.from() < 0) {
                answer.broken(A, 30_000, TAG);
            }
            answer.write(
                    "206 Partial Content",
                    A.substring(request.from(), request.from() + 5),
                    TAG,
                    "Content-Range: bytes " + request.from() + "-99999/100000",
                    "Content-Length: 5");
        })) {
            assertThatThrownBy(() -> saved(host))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("another length than the server announced")
                    .satisfies(failure ->
                            assertThat(((TexmlException) failure).attempts()).isEqualTo(50));
            assertThat(host.requests()).hasSize(50);
            assertThat(files()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHostWhoseMediaChangesWithEveryBreakIsGivenUp(boolean ranged) throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (ranged && request.from() > 0) {
                answer.part(A, request.from(), 99_999, "ETag: \"" + number + "\"");
            } else {
                answer.broken(A, 30_000 - number, "ETag: \"" + number + "\"");
            }
        })) {
            assertThatThrownBy(() -> saved(host)).isInstanceOf(TransportException.class);
            assertThat(host.requests()).hasSize(5);
            assertThat(files()).isZero();
        }
    }

    @Test
    void aSlowBeginningAfterARestartIsNoProgress() throws Exception {
        int[] lengths = {50_000, 10_000, 20_000, 30_000, 40_000, 60_000};
        try (MediaHost host = new MediaHost((number, request, answer) -> answer.broken(A, lengths[number - 1]))) {
            assertThatThrownBy(() -> saved(host)).isInstanceOf(TransportException.class);
            assertThat(host.requests()).hasSize(5);
        }
    }

    @Test
    void whatGetsFurtherEachTimeGoesOn() throws Exception {
        AtomicInteger parts = new AtomicInteger();
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (request.from() < 0) {
                answer.broken(A, 10_000, TAG);
            }
            parts.incrementAndGet();
            int end = Math.min(99_999, request.from() + 9_999);
            answer.write(
                    "206 Partial Content",
                    A.substring(request.from(), end + 1),
                    TAG,
                    "Content-Range: bytes " + request.from() + "-99999/100000",
                    "Content-Length: " + (end + 1 - request.from()));
        })) {
            assertIs(A, saved(host));
            assertThat(parts).hasValue(9);
        }
    }

    @Test
    void aHostThatGivesManyPiecesOfSomeSizeIsNotGivenUp() throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (request.from() < 0) {
                answer.broken(A, 1_000, TAG);
            }
            answer.part(A, request.from(), Math.min(99_999, request.from() + 999), TAG);
        })) {
            assertIs(A, saved(host));
            assertThat(host.requests()).hasSize(100);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHostWhoseMediaGrowsWithEveryBreakIsGivenUp(boolean tagged) throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> answer.broken(
                A.substring(0, 1_000 * number + 1),
                1_000 * number,
                tagged ? "ETag: \"" + number + "\"" : "X-None: 1"))) {
            assertThatThrownBy(() -> saved(host)).isInstanceOf(TransportException.class);
            assertThat(host.requests()).hasSize(50);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 30000-99999999999999999999999/99999999999999999999999",
                "bytes 99999999999999999999999-99999999999999999999999/*",
                "bytes 30000-99999/99999999999999999999999",
                "bytes 30000-99999/99999",
                "bytes 99999-30000/100000",
                "bytes */100000",
                "bytes 30000-99999/90000",
                "bytes 30001-99999/100000",
                "bytes 40000-99999/100000",
                "bytes 0-29999/100000",
                "bytes -30000-99999/100000",
                "items 30000-99999/100000",
                "30000-99999",
                ""
            })
    void aRangeThatCannotBeUsedLosesNoBufferAndTheMediaIsFetchedAnew(String range) throws Exception {
        UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
        try (MediaHost host = new MediaHost((number, request, answer) -> {
                    if (request.from() > 0) {
                        answer.write(
                                "206 Partial Content",
                                B.substring(0, 70_000),
                                TAG,
                                "Content-Range: " + range,
                                "Content-Length: 70000");
                    } else if (number == 1) {
                        answer.broken(A, 30_000, TAG);
                    } else {
                        answer.whole(A, TAG);
                    }
                });
                TexmlClient client = host.client(builder ->
                        builder.customizeHttpClient(http -> http.option(ChannelOption.ALLOCATOR, buffers)))) {
            assertIs(A, host.save(client, directory.resolve("a.mp3")));

            assertThat(host.requests()).hasSize(3);
            Waiting.until("the buffers are given back", () -> buffers.metric().usedDirectMemory() == 0);
        }
    }

    @Test
    void aLengthThatNoLongHoldsIsToldAndLosesNoBuffer() throws Exception {
        UnpooledByteBufAllocator buffers = new UnpooledByteBufAllocator(true);
        try (MediaHost host = new MediaHost((number, request, answer) ->
                        answer.write("200 OK", A, "Content-Length: 99999999999999999999999"));
                TexmlClient client = host.client(builder ->
                        builder.customizeHttpClient(http -> http.option(ChannelOption.ALLOCATOR, buffers)))) {
            assertThatThrownBy(() -> host.save(client, directory.resolve("a.mp3")))
                    .isInstanceOf(TransportException.class);

            assertThat(files()).isZero();
            Waiting.until("the buffers are given back", () -> buffers.metric().usedDirectMemory() == 0);
        }
    }

    @Test
    void severalRangesInOneAnswerAreNotTaken() throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (request.from() > 0) {
                answer.part(B, request.from(), 99_999, TAG, "Content-Type: multipart/byteranges; boundary=x");
            } else if (number == 1) {
                answer.broken(A, 30_000, TAG);
            } else {
                answer.whole(A, TAG);
            }
        })) {
            assertIs(A, saved(host));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ETag: W/\"1\"", "ETag: w/\"1\"", "ETag: 1", "Last-Modified: Mon, 05 Jan 2026 10:00:00 GMT"})
    void withoutAStrongTagNoRestIsAskedFor(String validator) throws Exception {
        String[] headers = validator.isEmpty() ? new String[0] : new String[] {validator};
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number == 1) {
                answer.broken(A, 30_000, headers);
            } else if (request.from() > 0) {
                answer.part(B, request.from(), 99_999, headers);
            } else {
                answer.whole(B, headers);
            }
        })) {
            assertIs(B, saved(host));
            assertThat(host.requests())
                    .extracting(MediaHost.Request::from, MediaHost.Request::isConditional)
                    .containsOnly(tuple(-1, false));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X-None: 1", "ETag: W/\"1\"", "ETag: \"2\"", "Last-Modified: Mon, 05 Jan 2026 10:00:00 GMT"})
    void aRestThatDoesNotCarryTheSameStrongTagIsNotAppended(String validator) throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number == 1) {
                answer.broken(A, 30_000, TAG);
            } else if (request.from() > 0) {
                answer.part(B, request.from(), 99_999, validator);
            } else {
                answer.whole(B, validator);
            }
        })) {
            assertIs(B, saved(host));
            assertThat(host.requests()).extracting(MediaHost.Request::from).containsExactly(-1, 30_000, -1);
        }
    }

    @Test
    void aRangeThatBeginsEarlierGoesOnBehindWhatIsThere() throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (request.from() < 0) {
                answer.broken(A, 70_001, TAG);
            }
            answer.part(A, 65_536, 99_999, TAG);
        })) {
            assertIs(A, saved(host));
            assertThat(host.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes 20000-99999/100000, 30000, 100000, false",
        "bytes 20000-99999/100000, 30000, 100000, true",
        "bytes 20000-39999/100000, 20000, 60000, true",
        "bytes 30000-39999/100000, 30000, 60000, false",
        "bytes 30000-39999/100000, 30000, 60000, true"
    })
    void aRangeOfAnotherLengthThanItsBodyPutsNoByteInTheWrongPlace(String range, int first, int end, boolean chunked)
            throws Exception {
        // What follows the range in the body is of no known place.
        String body = A.substring(first, Math.min(end, 40_000)) + B.substring(Math.min(end, 40_000), end);
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number == 1) {
                answer.broken(A, 30_000, TAG);
            } else if (number > 2) {
                answer.part(A, Math.max(0, request.from()), 99_999, TAG);
            } else if (chunked) {
                answer.write(
                        "206 Partial Content",
                        Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n",
                        TAG,
                        "Content-Range: " + range,
                        "Transfer-Encoding: chunked");
            } else {
                answer.write(
                        "206 Partial Content",
                        body,
                        TAG,
                        "Content-Range: " + range,
                        "Content-Length: " + body.length());
            }
        })) {
            assertIs(A, saved(host));
            assertThat(host.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ETag: \"x\", Content-Range: bytes 30000-99999/100000",
        "Vary: x, Content-Range: bytes 29999-99999/100000"
    })
    void anAnswerWithContradictoryHeadersIsNotAppended(String tag, String range) throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number == 1) {
                answer.broken(A, 30_000, TAG);
            } else if (request.from() > 0) {
                answer.part(B, 30_000, 99_999, TAG, tag, range);
            } else {
                answer.whole(B, TAG);
            }
        })) {
            assertIs(B, saved(host));
        }
    }

    @Test
    void theWholeInAnswerToARangeRequestTakesThePlaceOfWhatIsThere() throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number == 1) {
                answer.broken(A, 70_001, TAG);
            }
            answer.whole(B.substring(0, 500), "ETag: \"2\"");
        })) {
            assertIs(B.substring(0, 500), saved(host));
        }
    }

    @Test
    void anEmptyFileInPlaceOfWhatIsThereIsEmpty() throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number == 1) {
                answer.broken(A, 70_001);
            }
            answer.write("200 OK", "0\r\n\r\n", "Transfer-Encoding: chunked");
        })) {
            assertIs("", saved(host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes */100000", "bytes */30000", "bytes */99999999999999999999999", "bytes */*", "-"})
    void aRangeThatIsRefusedIsFollowedByTheWhole(String range) throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number == 1) {
                answer.broken(A, 30_000, TAG);
            } else if (request.from() > 0) {
                answer.write("416 Range Not Satisfiable", "", "Content-Range: " + range, "Content-Length: 0");
            } else {
                answer.whole(A, TAG);
            }
        })) {
            assertIs(A, saved(host));
            assertThat(host.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TAG, "X-None: 1"})
    void whatIsThereIsTheWholeWhenTheHostSaysSo(String validator) throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number == 1) {
                answer.write("200 OK", "186a0\r\n" + A + "\r\n", TAG, "Transfer-Encoding: chunked");
                answer.breakOff();
            }
            answer.write(
                    "416 Range Not Satisfiable", "", validator, "Content-Range: bytes */100000", "Content-Length: 0");
        })) {
            assertIs(A, saved(host));
            assertThat(host.requests()).extracting(MediaHost.Request::from).containsExactly(-1, 100_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 408, 410, 429, 500, 503})
    void aBriefRefusalIsTriedAgain(int status) throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number <= 2) {
                answer.write(status + " No", "<Error/>", "Content-Length: 8");
            } else {
                answer.whole(A);
            }
        })) {
            assertIs(A, saved(host));
            assertThat(host.requests()).hasSize(3);
        }
    }

    @Test
    void mediaThatStaysAwayIsToldAfterSomeSecondsAndLeavesNothing() throws Exception {
        try (MediaHost host = new MediaHost(
                (number, request, answer) -> answer.write("404 Not Found", "gone", "Content-Length: 4"))) {
            assertThatThrownBy(() -> saved(host))
                    .isInstanceOf(NotFoundException.class)
                    .satisfies(failure -> {
                        assertThat(((ApiException) failure).attempts()).isEqualTo(5);
                        assertThat(failure.getSuppressed())
                                .filteredOn(TexmlException.class::isInstance)
                                .hasSize(4);
                    });
            assertThat(host.requests().get(4).seconds() - host.requests().get(0).seconds())
                    .isGreaterThanOrEqualTo(3.75);
            assertThat(files()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"429, 3", "503, 3", "429, date", "503, date", "404, 3"})
    void theHostsRetryAfterIsWaitedFor(int status, String wait) throws Exception {
        Instant now = Instant.parse("2026-11-27T05:20:00Z");
        String later = wait.equals("date") ? httpDate(now.plusSeconds(3)) : wait;
        try (MediaHost host = new MediaHost((number, request, answer) -> {
            if (number <= 2) {
                answer.write(
                        status + " Later", "", "Date: " + httpDate(now), "Retry-After: " + later, "Content-Length: 0");
            } else {
                answer.whole(A);
            }
        })) {
            assertIs(A, saved(host));
            double[] seconds = host.requests().stream()
                    .mapToDouble(MediaHost.Request::seconds)
                    .toArray();
            assertThat(seconds[1] - seconds[0]).isGreaterThanOrEqualTo(2.9);
            assertThat(seconds[2] - seconds[1]).isGreaterThanOrEqualTo(2.9);
        }
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                .format(instant.atOffset(ZoneOffset.UTC));
    }

    @Test
    void aHostThatAsksForMoreThanTheTotalTimeoutIsNotWaitedFor() throws Exception {
        try (MediaHost host = new MediaHost(
                (number, request, answer) -> answer.write("429 Later", "", "Retry-After: 61", "Content-Length: 0"))) {
            assertThatThrownBy(() -> saved(host))
                    .isInstanceOfSatisfying(RateLimitException.class, failure -> assertThat(failure.retryAfter())
                            .contains(Duration.ofSeconds(61)));
            assertThat(host.requests()).hasSize(1);
            assertThat(files()).isZero();
        }
    }

    @Test
    void aPauseThatWouldUseUpTheDownloadTimeoutIsNotBegun() throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) ->
                        answer.write("503 Later", "", "Retry-After: 3", "Content-Length: 0"));
                TexmlClient client = host.client(UnaryOperator.identity())
                        .with(RequestOptions.builder()
                                .downloadTimeout(Duration.ofSeconds(8))
                                .build())) {
            assertThatThrownBy(() -> host.save(client, directory.resolve("a.mp3")))
                    .isInstanceOf(ApiException.class);
            assertThat(host.requests()).hasSizeBetween(2, 3);
            assertThat(files()).isZero();
        }
    }

    @Test
    void aDownloadThatTakesLongerThanItsTimeoutLeavesNoFile() throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
                    answer.write("200 OK", A.substring(0, 30_000), "Content-Length: 100000");
                    answer.connection().awaitEnd();
                });
                TexmlClient client = host.client(UnaryOperator.identity())
                        .with(RequestOptions.builder()
                                .downloadTimeout(Duration.ofMillis(300))
                                .build())) {
            Path file = directory.resolve("a.mp3");
            assertTimedOut(client.recordings().save("RE1", file));
            assertThat(files()).isZero();
            assertTimedOut(client.recordings().get("RE1").flatMap(recording -> client.recordings()
                    .download(recording, file)));
            assertThat(files()).isZero();
            assertTimedOut(client.recordings()
                    .get("RE1")
                    .flatMapMany(recording -> client.recordings().download(recording))
                    .then());
        }
    }

    private static void assertTimedOut(Mono<?> download) {
        assertThatThrownBy(() -> download.block(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(TransportException.class, failure -> assertThat(failure.phase())
                        .isEqualTo(TransportException.Phase.DEADLINE))
                .hasMessageContaining("300 ms is used up; allow more with RequestOptions.downloadTimeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000", "Connection: close"})
    void mediaThatIsLargerThanAllowedLeavesNoFile(String announced) throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> {
                    answer.write("200 OK", A, announced);
                    answer.breakOff();
                });
                TexmlClient client = host.client(UnaryOperator.identity())
                        .with(RequestOptions.builder().maxDownloadBytes(99_999).build())) {
            Path file = directory.resolve("a.mp3");
            assertTooLarge(client.recordings().save("RE1", file));
            assertThat(files()).isZero();
            assertTooLarge(client.recordings().get("RE1").flatMap(recording -> client.recordings()
                    .download(recording, file)));
            assertThat(files()).isZero();
            assertThat(host.requests()).hasSize(2);

            client.with(RequestOptions.builder().maxDownloadBytes(100_000).build())
                    .recordings()
                    .save("RE1", file)
                    .block(Duration.ofSeconds(20));
            assertThat(file).hasBinaryContent(MediaHost.bytes(A));
        }
    }

    private static void assertTooLarge(Mono<?> download) {
        assertThatThrownBy(() -> download.block(Duration.ofSeconds(20)))
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("the media is larger than maxDownloadBytes, 99999");
    }

    @Test
    void aDirectoryThatIsMissingIsMade() throws Exception {
        try (MediaHost host = new MediaHost((number, request, answer) -> answer.whole(A));
                TexmlClient client = host.client(UnaryOperator.identity())) {
            Path file = directory.resolve("2026").resolve("01").resolve("a.mp3");
            assertIs(A, host.save(client, file));

            Path link = Files.createSymbolicLink(directory.resolve("link"), file.getParent());
            host.save(client, link.resolve("b.mp3"));
            assertThat(file.resolveSibling("b.mp3")).hasBinaryContent(MediaHost.bytes(A));
        }
    }

    @Test
    void closingEndsAPauseAtOnce() throws Exception {
        try (MediaHost host = new MediaHost(
                (number, request, answer) -> answer.write("503 Later", "", "Retry-After: 30", "Content-Length: 0"))) {
            TexmlClient client = host.client(UnaryOperator.identity());
            Mono<MediaFile> save = client.recordings().save("RE1", directory.resolve("a.mp3"));
            CompletableFuture<MediaFile> saved = save.toFuture();
            Waiting.until("the host was asked", () -> host.requests().size() == 1);

            client.closeLater().block(Duration.ofSeconds(20));

            assertThat(saved)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withCauseInstanceOf(TexmlException.class);
            assertThat(files()).isZero();
        }
    }
}
