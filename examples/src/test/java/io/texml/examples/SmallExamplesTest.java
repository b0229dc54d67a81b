package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.TransportException;
import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.examples.OwnOperation.CallCost;
import io.texml.operation.Page;
import io.texml.reactor.TexmlClient;
import io.texml.recordings.Recording;
import io.texml.simulator.TexmlSimulator;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SmallExamplesTest {

    private static final String APPLICATION = "1293384261075731499";

    private final TexmlSimulator simulator =
            TexmlSimulator.builder().calls(3_000).recordings(5).start();
    private final TexmlClient client = TexmlClient.builder()
            .baseUrl(simulator.baseUrl())
            .apiKey(simulator.apiKey())
            .accountSid(simulator.accountSid())
            .build();

    @AfterEach
    void close() {
        client.close();
        simulator.close();
    }

    @Test
    void dialOneMakesOnePhoneRing() {
        StepVerifier.create(DialOne.dial(client, APPLICATION, "+13125550100", "+16465550123"))
                .assertNext(call -> assertThat(call.status()).isEqualTo(CallStatus.QUEUED))
                .verifyComplete();
        assertThat(simulator.journal().requests("calls.create"))
                .singleElement()
                .satisfies(dial -> assertThat(dial.parameters()).containsEntry("To", "+16465550123"));
    }

    @Test
    void theFirstStepsDialAndList() {
        FirstSteps.dialAndList(client, APPLICATION, "+13125550100", "+16465550123");

        assertThat(simulator.journal().requests("calls.create")).hasSize(1);
        assertThat(simulator.journal().requests("calls.list")).hasSize(2);
    }

    @Test
    void limitRateBehindADiallerDoesNotBoundTheCallsThatLive() {
        Flux<CreateCall> requests = Flux.range(0, 90).map(number -> CreateCall.builder()
                .applicationSid(APPLICATION)
                .from("+13125550100")
                .to("+164655501" + (number + 10))
                .texml("<Response/>")
                .build());

        StepVerifier.create(client.calls().createEach(requests).limitRate(20))
                .expectNextCount(90)
                .verifyComplete();

        StepVerifier.create(client.calls().list().take(90).filter(call -> !call.status()
                        .hasEnded()))
                .expectNextCount(90)
                .verifyComplete();
    }

    @Test
    void diallingFindsItsCallByTheServersClockAndNotByThisMachines() {
        try (TexmlSimulator past = TexmlSimulator.builder()
                        .startTime(Instant.parse("2025-03-01T12:00:00Z"))
                        .speed(600)
                        .start();
                TexmlClient itsClient = TexmlClient.builder()
                        .baseUrl(past.baseUrl())
                        .apiKey(past.apiKey())
                        .accountSid(past.accountSid())
                        .build()) {
            Dialling dialling =
                    new Dialling(itsClient, APPLICATION, "+13125550100", Duration.ofMillis(20), past.clock());
            StepVerifier.create(dialling.callAll(List.of("+16465550123")))
                    .assertNext(call -> assertThat(call.to()).isEqualTo("+16465550123"))
                    .verifyComplete();
            assertThat(past.journal().requests("calls.list").get(0).parameters())
                    .containsEntry("StartTime>", "2025-02-27");
        }
    }

    @Test
    void dialManyDialsEveryRequestOnce() {
        Flux<CreateCall> requests = Flux.range(0, 20).map(i -> CreateCall.builder()
                .applicationSid(APPLICATION)
                .from("+13125550100")
                .to("+164655502" + (10 + i))
                .texml("<Response/>")
                .build());

        StepVerifier.create(DialMany.dial(client, requests, line -> {}))
                .expectNext(20L)
                .verifyComplete();
        assertThat(simulator.journal().count("calls.create")).isEqualTo(20);
    }

    @Test
    void dialOneTellsToLookWhenNobodyKnowsWhetherThePhoneRings() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread hangUpWithoutAnswer = new Thread(() -> {
                try (Socket connection = server.accept()) {
                    connection.getInputStream().read();
                } catch (java.io.IOException closed) {
                    // The test is over.
                }
            });
            hangUpWithoutAnswer.start();
            URI address = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v2");
            try (TexmlClient unlucky = TexmlClient.builder()
                    .baseUrl(address)
                    .apiKey("KEY_test")
                    .accountSid("account")
                    .build()) {
                StepVerifier.create(DialOne.dial(unlucky, APPLICATION, "+13125550100", "+16465550123"))
                        .verifyErrorSatisfies(failure -> assertThat(DialOne.advice((TransportException) failure))
                                .startsWith("The phone may be ringing"));
            }
            hangUpWithoutAnswer.join(10_000);
        }
    }

    @Test
    void streamCallsFindsTheCallsThatFailedSinceADay() {
        LocalDate day =
                LocalDate.ofInstant(simulator.clock().now(), ZoneOffset.UTC).minusDays(1);
        List<Call> failed = collect(StreamCalls.failedSince(client, day));
        assertThat(failed).isNotEmpty().allSatisfy(call -> {
            assertThat(call.status()).isEqualTo(CallStatus.FAILED);
            assertThat(call.startTime())
                    .isAfterOrEqualTo(day.atStartOfDay(ZoneOffset.UTC).toInstant());
        });
        List<Call> all = collect(client.calls().list());
        assertThat(failed)
                .hasSameSizeAs(all.stream()
                        .filter(call -> CallStatus.FAILED.equals(call.status()))
                        .filter(call -> !call.startTime()
                                .isBefore(day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                        .toList());
    }

    @Test
    void streamCallsGoesOnFromASavedLink() {
        Page<Call> first =
                Objects.requireNonNull(StreamCalls.pagesFrom(client, null).blockFirst());
        List<Call> rest =
                collect(StreamCalls.pagesFrom(client, first.nextPage()).flatMapIterable(Page::items));
        assertThat(first.items()).hasSize(500);
        assertThat(rest).hasSize(2_500).doesNotContainAnyElementsOf(first.items());
    }

    @Test
    void exportCallsGoesOnWhereTheStoreFailed() {
        // Days are settled by the real clock, so the account's calls have to be of these days.
        try (TexmlSimulator recent =
                        TexmlSimulator.builder().realTime().calls(6_000).start();
                TexmlClient itsClient = TexmlClient.builder()
                        .baseUrl(recent.baseUrl())
                        .apiKey(recent.apiKey())
                        .accountSid(recent.accountSid())
                        .build()) {
            LocalDate firstDay = LocalDate.now(ZoneOffset.UTC).minusDays(3);
            MemoryStore store = new MemoryStore(15);
            StepVerifier.create(ExportCalls.copy(itsClient, store, firstDay, null))
                    .verifyErrorMessage("the store is full");
            int before = store.calls.size();
            store.room = Integer.MAX_VALUE;

            long after = Objects.requireNonNull(ExportCalls.copy(itsClient, store, firstDay, store.checkpoint)
                    .block());

            assertThat(before).isPositive();
            assertThat(after).isPositive();
            assertThat(store.calls).hasSize((int) (before + after)).doesNotHaveDuplicates();
        }
    }

    @Test
    void downloadRecordingWritesTheMediaToAFile(@TempDir Path directory) throws Exception {
        Recording recording = Objects.requireNonNull(client.recordings().list().blockFirst());
        Path file = directory.resolve("recording.wav");
        assertThat(DownloadRecording.download(client, Objects.requireNonNull(recording.sid()), file)
                        .block())
                .isEqualTo(file);
        long length = Objects.requireNonNull(client.recordings()
                .download(recording)
                .map(ByteBuffer::remaining)
                .reduce(0L, Long::sum)
                .block());
        assertThat(Files.size(file)).isPositive().isEqualTo(length);
        assertThat(simulator.journal().requests("media.get")).isNotEmpty().allSatisfy(request -> assertThat(
                        request.header("authorization"))
                .isEmpty());
    }

    @Test
    void ownOperationReadsAnAnswerIntoARecordOfItsOwn() {
        Call call = Objects.requireNonNull(client.calls()
                .list()
                .filter(any -> CallStatus.COMPLETED.equals(any.status()))
                .blockFirst());
        CallCost cost = Objects.requireNonNull(
                OwnOperation.costOf(client, Objects.requireNonNull(call.sid())).block());
        assertThat(cost.price())
                .isEqualByComparingTo(Objects.requireNonNull(call.price()))
                .isGreaterThan(BigDecimal.ZERO);
        assertThat(cost.unit()).isEqualTo("USD");
        assertThat(cost.additionalProperties()).containsEntry("sid", call.sid());
    }

    /** Takes so many pages and no more. */
    private static final class MemoryStore implements ExportCalls.Store {

        private final List<String> calls = new ArrayList<>();
        private int room;
        private String checkpoint;

        MemoryStore(int pages) {
            this.room = pages;
        }

        @Override
        public Mono<Void> append(List<ByteBuffer> page) {
            return Mono.fromRunnable(() -> {
                if (room-- == 0) {
                    throw new IllegalStateException("the store is full");
                }
                page.forEach(call -> calls.add(
                        StandardCharsets.UTF_8.decode(call.duplicate()).toString()));
            });
        }

        @Override
        public Mono<Void> saveCheckpoint(String saved) {
            return Mono.fromRunnable(() -> checkpoint = saved);
        }
    }

    private static <T> List<T> collect(Flux<T> items) {
        return Objects.requireNonNull(items.collectList().block());
    }
}
