package io.texml.reactor.callbacks;

import static io.texml.reactor.callbacks.Deliveries.callback;
import static io.texml.reactor.callbacks.Deliveries.progress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.callbacks.CallProgress;
import io.texml.callbacks.Callback;
import io.texml.callbacks.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class InMemoryCallbackEventsTest {

    private static final int CALLS = Integer.getInteger("callbacks.calls", 20_000);

    private final InMemoryCallbackEvents events =
            InMemoryCallbackEvents.builder().deliverOn(Schedulers.immediate()).build();
    private final List<Callback> told = new CopyOnWriteArrayList<>();

    private void publish(Callback callback) {
        events.publish(callback).block(Duration.ofSeconds(10));
    }

    @Test
    void streamsAreOfEverythingOfATypeOfACallOrOfAReference() {
        List<Callback> ofA = new ArrayList<>();
        List<CallProgress> typed = new ArrayList<>();
        List<Callback> referenced = new ArrayList<>();
        events.all().subscribe(told::add);
        events.ofCall("a").subscribe(ofA::add);
        events.on(CallProgress.class).subscribe(typed::add);
        events.ofReference("order-1").subscribe(referenced::add);

        publish(callback(progress("a", "ringing", 1)));
        publish(callback("texml-reference=order-1", progress("b", "ringing", 1)));
        publish(callback("CallSid=a&AnsweredBy=human"));

        assertThat(told).hasSize(3);
        assertThat(ofA).hasSize(2);
        assertThat(typed).hasSize(2);
        assertThat(referenced).singleElement().satisfies(it -> assertThat(it.callSid())
                .isEqualTo("b"));
    }

    @Test
    void aSidIsNoReference() {
        publish(callback("texml-reference=a", progress("b", "ringing", 1)));

        StepVerifier.create(events.ofCall("a"))
                .expectSubscription()
                .thenCancel()
                .verify();
        events.ofCall("a").subscribe(told::add);
        assertThat(told).isEmpty();
        events.ofReference("a").subscribe(told::add);
        assertThat(told).hasSize(1);
    }

    @Test
    void publishingIsLazy() {
        events.all().subscribe(told::add);
        var publishing = events.publish(callback(progress("a", "ringing", 1)));
        assertThat(told).isEmpty();

        StepVerifier.create(publishing).verifyComplete();
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CallbackSource=call-progress-events&CallStatus=ringing&CallSid=a&SequenceNumber=1",
                "StatusCallbackEvent=participant-join&ConferenceSid=c&CallSid=a&SequenceNumber=1",
                "StreamEvent=stream-started&StreamSid=s&CallSid=a&Timestamp=2026-11-27T12%3A00%3A00Z",
                "AnsweredBy=human&CallSid=a",
                "RecordingStatus=completed&RecordingSid=r&CallSid=a",
                "TranscriptionStatus=completed&TranscriptionSid=t&CallSid=a"
            })
    void aRepeatIsToldToNobodyTwice(String form) {
        events.all().subscribe(told::add);

        publish(callback(form));
        publish(callback(form));

        assertThat(told).hasSize(1);
        assertThat(events.load().repeats()).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transcript=yes&CallSid=a",
                "Digits=1&CallSid=a&From=b&To=c",
                "CallSid=a&From=b&To=c",
                "Strange=1",
                "Strange=1&SequenceNumber=1",
                "Strange=1&Timestamp=2026-11-27T12%3A00%3A00Z"
            })
    void whatMaySayTheSameAgainIsToldAgain(String form) {
        events.all().subscribe(told::add);

        publish(callback(form));
        publish(callback(form));

        assertThat(told).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CallbackSource=call-progress-events&CallStatus=ringing&CallSid=b&SequenceNumber=1",
                "CallbackSource=call-progress-events&CallStatus=ringing&CallSid=a&SequenceNumber=2",
                "CallbackSource=call-progress-events&CallStatus=completed&CallSid=a&SequenceNumber=1",
                "CallStatus=dtmf&Digit=1&CallSid=a&SequenceNumber=1"
            })
    void anotherCallNumberOrKindIsNoRepeat(String form) {
        publish(callback("CallbackSource=call-progress-events&CallStatus=ringing&CallSid=a&SequenceNumber=1"));
        events.all().subscribe(told::add);

        publish(callback(form));

        assertThat(told).hasSize(1);
    }

    @Test
    void whatWasToldWithoutASignatureIsToldAgainWhenItIsSigned() {
        String form = progress("a", "completed", 4);
        events.ofCall("a").subscribe(told::add);

        publish(callback(form));
        publish(Deliveries.signedCallback(form));
        publish(Deliveries.signedCallback(form));

        assertThat(told).extracting(Callback::verification).containsExactly(Verification.NONE, Verification.SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RecordingStatus=completed&RecordingSid=",
                "Transcript=",
                "AnsweredBy=",
                "TranscriptionStatus=completed&TranscriptionSid="
            })
    void whatDiffersAtTheSameMomentIsNoRepeat(String form) {
        events.all().subscribe(told::add);

        publish(callback("CallSid=a&Timestamp=2026-11-27T12%3A00%3A00Z&" + form + "1"));
        publish(callback("CallSid=a&Timestamp=2026-11-27T12%3A00%3A00Z&" + form + "2"));

        assertThat(told).hasSize(2);
    }

    @Test
    void nothingGrowsWithTheNumberOfCalls() {
        InMemoryCallbackEvents small = InMemoryCallbackEvents.builder()
                .recent(100, Duration.ofMinutes(5))
                .repeats(1_000, Duration.ofMinutes(10))
                .deliverOn(Schedulers.immediate())
                .build();
        long before = 0;
        for (int call = 0; call < CALLS; call++) {
            String sid = "v3:" + call;
            List<Callback> heard = new ArrayList<>();
            var follower = small.ofCall(sid).subscribe(heard::add);
            for (int i = 0; i < 4; i++) {
                small.publish(callback(progress(sid, "ringing", i))).subscribe();
            }
            follower.dispose();
            assertThat(heard).hasSize(4);
            if (call == CALLS / 10) {
                before = usedAfterCollection();
            }
        }

        assertThat(small.load().subscribers()).isZero();
        assertThat(small.load().recent()).isEqualTo(100);
        // What the collector leaves behind differs by less than what a tenth of the calls would take.
        assertThat(usedAfterCollection() - before).isLessThan(4_000_000);
    }

    private static long usedAfterCollection() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void badBoundsAreRefusedByName() {
        assertThatThrownBy(() -> InMemoryCallbackEvents.builder().waiting(0)).hasMessageContaining("waiting");
        assertThatThrownBy(() -> InMemoryCallbackEvents.builder().recentPerCall(-1))
                .hasMessageContaining("recentPerCall");
        assertThatThrownBy(() -> InMemoryCallbackEvents.builder().recent(1, Duration.ZERO))
                .hasMessageContaining("age");
        assertThatThrownBy(() -> InMemoryCallbackEvents.builder().repeats(-1, Duration.ofMinutes(1)))
                .hasMessageContaining("repeats");
    }
}
