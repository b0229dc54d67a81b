package io.texml.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.ClientClosedException;
import io.texml.SaturationException;
import io.texml.TransportException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** As many downloads at a time as there are connections; what becomes of them when they are cancelled or the client closes. */
class DownloadTurnsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int LENGTH = 100_000;

    @RegisterExtension
    final StrictApi api = new StrictApi();

    @TempDir
    Path directory;

    private final MockWebServer media = new MockWebServer();
    private final Semaphore answers = new Semaphore(0);
    private final CountDownLatch firstArrived = new CountDownLatch(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();

    /** Each request is held until the test allows an answer. */
    @BeforeEach
    void start() throws IOException {
        media.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                firstArrived.countDown();
                assertThat(answers.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
                underWay.decrementAndGet();
                return new MockResponse.Builder()
                        .body(new Buffer().write(new byte[LENGTH]))
                        .build();
            }
        });
        media.start();
    }

    @AfterEach
    void stop() {
        answers.release(1_000);
        media.close();
    }

    private URI mediaUrl() {
        return URI.create("http://localhost:" + media.getPort() + "/a.mp3");
    }

    private static Mono<Integer> length(Flux<ByteBuffer> download) {
        return download.map(ByteBuffer::remaining).reduce(0, Integer::sum);
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }

    private static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(5))
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(SOON);
    }

    @Test
    void noMoreDownloadsAreUnderWayThanThereAreConnectionsAndTheOthersWaitTheirTurn() throws Exception {
        TexmlClient client = api.client(builder -> builder.maxConnections(2));
        AtomicInteger done = new AtomicInteger();

        Disposable downloads = Flux.range(0, 8)
                .flatMap(i -> length(client.recordings().download(mediaUrl())))
                .subscribe(length -> {
                    assertThat(length).isEqualTo(LENGTH);
                    done.incrementAndGet();
                });
        assertThat(firstArrived.await(20, TimeUnit.SECONDS)).isTrue();
        answers.release(8);
        await(downloads::isDisposed);

        assertThat(done).hasValue(8);
        assertThat(mostUnderWay).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void moreThanMayWaitAreRefusedAtOnce() throws Exception {
        TexmlClient client =
                api.client(builder -> builder.maxConnections(1).maxWaiting(1).closeGrace(Duration.ofMillis(10)));
        client.recordings().download(mediaUrl()).subscribe(chunk -> {}, failure -> {});
        client.recordings().download(mediaUrl()).subscribe(chunk -> {}, failure -> {});

        StepVerifier.create(client.recordings().download(mediaUrl()))
                .expectErrorSatisfies(failure -> assertThat(((SaturationException) failure).bound())
                        .isEqualTo(SaturationException.Bound.QUEUE_LENGTH))
                .verify(SOON);
    }

    @Test
    void aCancelledDownloadGivesItsTurnToTheNext() throws Exception {
        TexmlClient client = api.client(builder -> builder.maxConnections(1));
        Disposable first = client.recordings().download(mediaUrl()).subscribe();
        Disposable waiting = client.recordings().download(mediaUrl()).subscribe();
        assertThat(firstArrived.await(20, TimeUnit.SECONDS)).isTrue();

        waiting.dispose();
        first.dispose();
        answers.release(2);

        assertThat(length(client.recordings().download(mediaUrl())).block(SOON)).isEqualTo(LENGTH);
    }

    @Test
    void aDownloadThatWaitsForItsTurnHasNoFileYet() throws Exception {
        TexmlClient client = api.client(builder -> builder.maxConnections(1));
        Disposable first = client.recordings().download(mediaUrl()).subscribe();
        assertThat(firstArrived.await(20, TimeUnit.SECONDS)).isTrue();

        StepVerifier.create(client.recordings().download(mediaUrl(), directory.resolve("a.mp3")))
                .then(() -> assertThat(files()).isEmpty())
                .then(() -> {
                    first.dispose();
                    answers.release(2);
                })
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
        assertThat(files()).containsExactly(directory.resolve("a.mp3"));
    }

    @Test
    void closingLetsADownloadEndAndRefusesThoseThatWait() throws Exception {
        TexmlClient client = api.client(builder -> builder.maxConnections(1).closeGrace(SOON));
        LinkedBlockingQueue<Object> ends = new LinkedBlockingQueue<>();

        length(client.recordings().download(mediaUrl())).subscribe(ends::add, ends::add);
        assertThat(firstArrived.await(20, TimeUnit.SECONDS)).isTrue();
        length(client.recordings().download(mediaUrl())).subscribe(ends::add, ends::add);
        Disposable closing = client.closeLater().subscribe();

        assertThat(ends.poll(20, TimeUnit.SECONDS)).isInstanceOf(ClientClosedException.class);
        assertThat(closing.isDisposed()).isFalse();
        answers.release();
        assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo(LENGTH);
        await(closing::isDisposed);
    }

    @Test
    void aDownloadThatOutlastsTheGraceTimeIsCutOffAndLeavesNoFile() throws Exception {
        TexmlClient client = api.client(builder -> builder.closeGrace(Duration.ofMillis(50)));

        StepVerifier.create(client.recordings().download(mediaUrl(), directory.resolve("a.mp3")))
                .then(() -> {
                    await(() -> firstArrived.getCount() == 0);
                    client.close();
                })
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(TransportException.class)
                        .hasMessageContaining("the client was closed"))
                .verify(SOON);

        assertThat(files()).isEmpty();
    }

    @Test
    void cancelsAtAnyMomentLeaveNoFileNoTurnTaken() {
        answers.release(100_000);
        TexmlClient client = api.client(builder -> builder.maxConnections(4));
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Random random = new Random(11);
        Hooks.onErrorDropped(dropped::add);
        try {
            Flux.range(0, 400)
                    .flatMap(
                            i -> client.recordings()
                                    .download(mediaUrl(), directory.resolve(i + ".mp3"))
                                    .takeUntilOther(Mono.delay(Duration.ofNanos(random.nextInt(8_000_000)))),
                            12)
                    .blockLast(SOON);

            await(() -> files().stream().noneMatch(file -> file.toString().endsWith(".part")));
            assertThat(files())
                    .filteredOn(file -> !file.toString().endsWith(".part"))
                    .allSatisfy(file -> assertThat(file).hasSize(LENGTH));
            // All four turns are free again.
            StepVerifier.create(Flux.range(0, 4)
                            .flatMap(i -> length(client.recordings().download(mediaUrl()))))
                    .expectNextCount(4)
                    .expectComplete()
                    .verify(SOON);
            // publishOn itself drops that when a cancel meets the next chunk.
            assertThat(dropped).allMatch(RejectedExecutionException.class::isInstance);
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }
}
