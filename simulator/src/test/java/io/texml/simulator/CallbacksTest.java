package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.RecordedCallback.Outcome;
import io.texml.simulator.script.CallScript;
import io.texml.simulator.script.CallbackDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbacksTest {

    private static final CallScript SCRIPT = CallScript.answered()
            .withRingsAfter(Duration.ofSeconds(1))
            .withAnswersAfter(Duration.ofSeconds(2))
            .withTalks(Duration.ofSeconds(20));

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator =
            TexmlSimulator.builder().callScript(SCRIPT).start();
    private final Api api = new Api(simulator);

    @AfterEach
    void everyCallbacksSignatureVerifies() {
        assertThat(receiver.received()).allMatch(callback -> callback.signedBy(simulator.publicKey()));
        simulator.close();
        receiver.close();
    }

    @Test
    void everyStatusCallbackComesInOrderAndItsSignatureVerifies() {
        api.dial("+17735550199", statusCallback("initiated ringing answered completed"));
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("CallStatus")).containsExactly("initiated", "ringing", "in-progress", "completed");
        assertThat(receiver.values("SequenceNumber")).containsExactly("0", "1", "2", "3");
        assertThat(receiver.received()).allSatisfy(callback -> {
            assertThat(callback.signedBy(simulator.publicKey())).isTrue();
            assertThat(callback.method()).isEqualTo("POST");
            assertThat(callback.fields())
                    .containsEntry("CallbackSource", "call-progress-events")
                    .containsEntry("ConnectionId", "app")
                    .containsKeys("AccountSid", "CallSid", "CallSidLegacy", "CallInitiatedAt", "From", "To");
        });
        assertThat(receiver.received().get(3).fields())
                .containsEntry("CallDuration", "20")
                .containsEntry("HangupCause", "normal_clearing")
                .containsKeys("AnsweredTime", "StartTime", "EndTime");
    }

    @Test
    void aTamperedBodyDoesNotVerify() {
        api.dial("+17735550199", statusCallback("completed"));
        simulator.clock().advanceUntilIdle();
        CallbackReceiver.Received callback = receiver.received().get(0);
        callback.body()[0] ^= 1;
        assertThat(callback.signedBy(simulator.publicKey())).isFalse();
        callback.body()[0] ^= 1;
    }

    @Test
    void onlyTheEventsThatWereAskedForAreToldAndCompletedIsTheDefault() {
        api.dial("+17735550199", "\"StatusCallback\":\"" + receiver.url("/default") + "\"");
        api.dial("+17735550198", statusCallback("ringing"));
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("CallStatus")).containsExactlyInAnyOrder("completed", "ringing");
    }

    @Test
    void theOtherEndsOfACallAreToldToo() {
        for (String number : List.of("+13125550001", "+13125550002", "+13125550003")) {
            api.dial(number, statusCallback("completed"));
        }
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("CallStatus")).containsExactlyInAnyOrder("busy", "no-answer", "failed");
    }

    @Test
    void callbacksCanGoAsGet() {
        api.dial("+17735550199", statusCallback("completed"), "\"StatusCallbackMethod\":\"GET\"");
        simulator.clock().advanceUntilIdle();
        CallbackReceiver.Received callback = receiver.received().get(0);
        assertThat(callback.method()).isEqualTo("GET");
        assertThat(callback.body()).isEmpty();
        assertThat(callback.fields()).containsEntry("CallStatus", "completed");
        assertThat(callback.signedBy(simulator.publicKey())).isTrue();
    }

    @Test
    void anApplicationsCallbackIsUsedWhenTheRequestHasNone() {
        String id = String.valueOf(Api.object(api.json(
                                "/v2/texml_applications",
                                "{\"friendly_name\":\"ivr\",\"voice_url\":\"http://127.0.0.1/voice\",\"status_callback\":\""
                                        + receiver.url("/application") + "\"}")
                        .json()
                        .get("data"))
                .get("id"));
        api.json(
                api.account("/Calls"),
                "{\"ApplicationSid\":\"" + id + "\",\"From\":\"+13125550147\",\"To\":\"+17735550199\"}");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received().get(0).path()).isEqualTo("/application");
    }

    @Test
    void answeringMachineDetectionTellsWhatTheScriptSays() {
        String url = "\"AsyncAmd\":true,\"AsyncAmdStatusCallback\":\"" + receiver.url("/amd") + "\"";
        api.dial("+13125550004", "\"MachineDetection\":\"Enable\"", url);
        api.dial("+13125550004", "\"MachineDetection\":\"DetectMessageEnd\"", url);
        String human = api.dial("+17735550199", "\"MachineDetection\":\"Enable\"", url);
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("AnsweredBy"))
                .containsExactlyInAnyOrder("machine_start", "machine_end_beep", "human");
        assertThat(receiver.received().get(0).fields()).containsKey("MachineDetectionDuration");
        assertThat(api.get(api.account("/Calls/" + human)).field("answered_by")).isEqualTo("human");
    }

    @Test
    void recordingCallbacksHoldALinkThatWorks() {
        api.dial(
                "+17735550199",
                "\"Record\":true",
                "\"RecordingStatusCallbackEvent\":\"in-progress completed absent\"",
                "\"RecordingStatusCallback\":\"" + receiver.url("/recording") + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("RecordingStatus")).containsExactly("in-progress", "completed");
        CallbackReceiver.Received completed = receiver.received().get(1);
        assertThat(completed.fields()).containsEntry("RecordingDuration", "20");
        assertThat(Api.send(api.request(String.valueOf(completed.fields().get("RecordingUrl"))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRecordingThatNeverBeganIsToldAsAbsent() {
        api.dial(
                "+13125550001",
                "\"Record\":true",
                "\"RecordingStatusCallbackEvent\":\"absent\"",
                "\"RecordingStatusCallback\":\"" + receiver.url("/recording") + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("RecordingStatus")).containsExactly("absent");
    }

    @Test
    void aFailedCallbackIsTriedAgainWithGrowingPauses() {
        receiver.failNext(2);
        api.dial("+17735550199", statusCallback("completed"));
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received()).hasSize(3);
        assertThat(simulator.journal().callbacks("call-completed"))
                .extracting(RecordedCallback::outcome)
                .containsExactly(Outcome.FAILED, Outcome.FAILED, Outcome.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1/x",
                "http://example.com/x",
                "http://127.0.0.1.example.com/",
                "http://localhost.example.com/",
                "http://localhost./",
                "http://127.0.0.1@192.0.2.1/",
                "http://192.0.2.1#@127.0.0.1/",
                "http://192.0.2.1?@127.0.0.1/",
                "http://127.0.0.1\\\\@192.0.2.1/",
                "http://0.0.0.0/",
                "http://2130706433/",
                "http://127.1/",
                "http://[2001:db8::1]/",
                "http://[::]/",
                "http://[::ffff:192.0.2.1]/",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "//127.0.0.1/",
                "127.0.0.1"
            })
    void aCallbackDoesNotLeaveLoopback(String url) {
        try (TexmlSimulator lenient = TexmlSimulator.builder().lenient().start()) {
            new Api(lenient).dial("+17735550199", "\"StatusCallback\":\"" + url + "\"");
            lenient.clock().advanceUntilIdle();
            lenient.journal()
                    .verifyCallbacks("call-completed")
                    .withOutcome(Outcome.REFUSED)
                    .once();
            assertThat(lenient.journal().callbacks()).hasSize(1);
        }
    }

    @Test
    void everyWayToWriteLoopbackIsAllowed() {
        int port = URI.create(receiver.url("/")).getPort();
        for (String host : List.of("127.0.0.1", "localhost", "LOCALHOST")) {
            api.dial("+17735550199", "\"StatusCallback\":\"http://" + host + ":" + port + "/x\"");
        }
        // Nobody may listen there, but it is tried.
        for (String host : List.of("127.255.255.254", "[::1]", "[0:0:0:0:0:0:0:1]")) {
            api.dial("+17735550199", "\"StatusCallback\":\"http://" + host + ":1/x\"");
        }
        simulator.clock().advanceUntilIdle();
        simulator.journal().verifyCallbacks("call-completed").delivered().times(3);
        simulator
                .journal()
                .verifyCallbacks("call-completed")
                .withOutcome(Outcome.FAILED)
                .times(9);
    }

    @Test
    void aHostThatIsAllowedGetsCallbacks() {
        try (TexmlSimulator open = TexmlSimulator.builder()
                .allowCallbacksTo("192.0.2.1")
                .callbackAttempts(1)
                .start()) {
            new Api(open).dial("+17735550199", "\"StatusCallback\":\"http://192.0.2.1:1/\"");
            open.clock().advanceUntilIdle();
            open.journal()
                    .verifyCallbacks("call-completed")
                    .withOutcome(Outcome.FAILED)
                    .once();
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        receiver.redirect("/moved", receiver.url("/elsewhere"));
        api.dial("+17735550199", "\"StatusCallback\":\"" + receiver.url("/moved") + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received()).hasSize(3).allMatch(callback -> callback.path()
                .equals("/moved"));
        simulator
                .journal()
                .verifyCallbacks("call-completed")
                .where("status 302", callback -> callback.status() == 302)
                .times(3);
    }

    @Test
    void aResetForgetsCallbacksThatAreUnderWay() {
        CountDownLatch answered = receiver.hold("/status");
        try (TexmlSimulator running =
                TexmlSimulator.builder().speed(1_000).callScript(SCRIPT).start()) {
            new Api(running).dial("+17735550199", statusCallback("initiated ringing answered completed"));
            receiver.awaitReceived(1);
            running.reset();
            answered.countDown();
            new Api(running).dial("+17735550199", "\"StatusCallback\":\"" + receiver.url("/after") + "\"");
            running.journal().awaitCallbacks("call-completed", 1, Duration.ofSeconds(60));
            assertThat(running.journal().callbacks())
                    .extracting(RecordedCallback::url)
                    .containsExactly(receiver.url("/after"));
        }
    }

    @Test
    void everyEndOfACallSaysWhy() {
        Map<String, String> causes = Map.of(
                "+13125550001", "busy null 486",
                "+13125550002", "no-answer null 480",
                "+13125550003", "failed null 403",
                "+17735550199", "completed normal_clearing 200");
        causes.keySet().forEach(number -> api.dial(number, statusCallback("completed")));
        String canceled = api.dial("+17735550100", statusCallback("completed"));
        api.form(api.account("/Calls/" + canceled), "Status=completed");
        simulator.clock().advanceUntilIdle();
        Map<String, String> told = new HashMap<>();
        receiver.received().forEach(callback -> {
            Map<String, String> fields = callback.fields();
            told.put(
                    String.valueOf(fields.get("To")),
                    fields.get("CallStatus") + " " + fields.get("HangupCause") + " " + fields.get("SipHangupCause"));
        });
        assertThat(told).containsAllEntriesOf(causes).containsEntry("+17735550100", "canceled null 487");
    }

    @Test
    void callbacksAreLostDoubledLateAndOutOfOrderOnRequest() {
        simulator.callbackDelivery(CallbackDelivery.perfect().withLosses(1));
        api.dial("+17735550199", statusCallback("completed"));
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received()).isEmpty();
        assertThat(simulator.journal().callbacks().get(0).outcome()).isEqualTo(Outcome.LOST);

        simulator.callbackDelivery(CallbackDelivery.perfect().withDuplicates(1));
        api.dial("+17735550199", statusCallback("completed"));
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.values("SequenceNumber")).containsExactly("0", "0");

        simulator.callbackDelivery(CallbackDelivery.perfect().withLate(1, Duration.ofMinutes(5)));
        api.dial("+17735550199", statusCallback("completed"));
        simulator.clock().advance(Duration.ofMinutes(4));
        assertThat(receiver.received()).hasSize(2);
        simulator.clock().advance(Duration.ofMinutes(2));
        assertThat(receiver.received()).hasSize(3);

        simulator.callbackDelivery(CallbackDelivery.perfect().withShuffle(Duration.ofMinutes(10)));
        for (int i = 0; i < 5; i++) {
            api.dial("+17735550199", statusCallback("initiated ringing answered completed"));
        }
        simulator.clock().advanceUntilIdle();
        List<String> numbers = receiver.values("SequenceNumber").subList(3, 23);
        assertThat(numbers).isNotEqualTo(numbers.stream().sorted().toList());
    }

    @Test
    void aRunningClockDeliversWithoutAnybodyAdvancingIt() {
        try (TexmlSimulator running = TexmlSimulator.builder().speed(1_000).start()) {
            Api runningApi = new Api(running);
            runningApi.dial("+17735550199", statusCallback("initiated ringing answered completed"));
            assertThat(running.journal().awaitCallbacks("call-completed", 1, Duration.ofSeconds(60)))
                    .hasSize(1);
            assertThat(receiver.values("CallStatus"))
                    .containsExactly("initiated", "ringing", "in-progress", "completed");
            assertThat(receiver.received()).allMatch(callback -> callback.signedBy(running.publicKey()));
        }
    }

    @Test
    void aRunningClockDeliversAtOnceAndNotWithTheNextEvent() {
        CallScript longCall = CallScript.answered()
                .withRingsAfter(Duration.ofMillis(20))
                .withAnswersAfter(Duration.ofMillis(20))
                .withTalks(Duration.ofHours(1));
        try (TexmlSimulator running =
                TexmlSimulator.builder().realTime().callScript(longCall).start()) {
            new Api(running).dial("+17735550199", statusCallback("answered"));
            running.journal().awaitCallbacks("call-answered", 1, Duration.ofSeconds(60));
            assertThat(receiver.values("CallStatus")).containsExactly("in-progress");
        }
    }

    private String statusCallback(String events) {
        return "\"StatusCallbackEvent\":\"" + events + "\",\"StatusCallback\":\"" + receiver.url("/status") + "\"";
    }
}
