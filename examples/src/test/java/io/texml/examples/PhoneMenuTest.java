package io.texml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.callbacks.CallProgress;
import io.texml.callbacks.CallbackReader;
import io.texml.calls.CallStatus;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedCallback.Outcome;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class PhoneMenuTest {

    private static final String APPLICATION = "1293384261075731499";

    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered().withTalks(Duration.ofSeconds(20)))
            .start();
    private final TexmlClient client = TexmlClient.builder()
            .baseUrl(simulator.baseUrl())
            .apiKey(simulator.apiKey())
            .accountSid(simulator.accountSid())
            .build();
    private final PhoneMenu menu = new PhoneMenu(
            CallbackReader.builder()
                    .publicKeys(simulator.publicKey())
                    .clock(simulator.clock())
                    .build(),
            0);
    private final URI publicUrl = URI.create("http://127.0.0.1:" + menu.port());

    @AfterEach
    void close() {
        menu.close();
        client.close();
        simulator.close();
    }

    private Flux<CallProgress> call(String to) {
        return menu.call(client, publicUrl, APPLICATION, "+13125550100", to);
    }

    @Test
    void theProgressOfACallIsHeardFromItsDialToItsEnd() throws InterruptedException {
        List<CallProgress> heard = new CopyOnWriteArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        call("+16465550123").doOnComplete(ended::countDown).subscribe(heard::add);
        simulator.journal().awaitRequests("calls.create", 1, Duration.ofSeconds(10));

        simulator.clock().advanceUntilIdle();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard)
                .extracting(CallProgress::callStatus)
                .containsExactly(
                        CallStatus.INITIATED, CallStatus.RINGING, CallStatus.IN_PROGRESS, CallStatus.COMPLETED);
        simulator.journal().verifyCallbacks("instruction-fetch").delivered().once();
    }

    @Test
    void aKeyGetsWhatItWasPressedFor() throws InterruptedException {
        simulator.callScript(
                "+16465550123",
                CallScript.answered().withTalks(Duration.ofSeconds(20)).presses("1"));
        CountDownLatch ended = new CountDownLatch(1);
        call("+16465550123").doOnComplete(ended::countDown).subscribe();
        simulator.journal().awaitRequests("calls.create", 1, Duration.ofSeconds(10));

        simulator.clock().advanceUntilIdle();

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        simulator
                .journal()
                .verifyCallbacks("gather")
                .withField("Digits", "1")
                .delivered()
                .once();
        simulator.journal().verifyCallbacks("instruction-fetch").delivered().once();
    }

    /** Nothing is told twice, and what was not lost is heard, although deliveries are repeated, late and out of order. */
    @Test
    void callsAreFollowedThroughLossRepeatsAndDisorder() throws InterruptedException {
        simulator.callbackDelivery(CallbackDelivery.perfect()
                .withDuplicates(0.5)
                .withLosses(0.05)
                .withLate(0.2, Duration.ofSeconds(30))
                .withShuffle(Duration.ofSeconds(3)));
        int calls = 40;
        Semaphore ends = new Semaphore(0);
        Map<Integer, List<CallProgress>> heard = new ConcurrentHashMap<>();
        for (int i = 0; i < calls; i++) {
            List<CallProgress> one = new CopyOnWriteArrayList<>();
            heard.put(i, one);
            call("+164655502" + (10 + i)).doOnComplete(ends::release).subscribe(one::add);
        }
        simulator.journal().awaitRequests("calls.create", calls, Duration.ofSeconds(30));

        simulator.clock().advanceUntilIdle();

        int delivered = (int) simulator.journal().callbacks("call-completed").stream()
                .filter(callback -> callback.outcome() == Outcome.DELIVERED)
                .map(RecordedCallback::callSid)
                .distinct()
                .count();
        assertThat(delivered).isGreaterThan(calls / 2);
        assertThat(ends.tryAcquire(delivered, 10, TimeUnit.SECONDS)).isTrue();
        heard.values().forEach(one -> assertThat(one)
                .extracting(CallProgress::sequenceNumber)
                .as("nothing twice")
                .doesNotHaveDuplicates());
    }
}
