package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.internal.wire.Json;
import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.script.CallScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every kind of callback has the fields that the documentation names for it, in {@code callback-fields.json}: those that are
 * {@code required}, those of a call that was {@code completed} or has {@code ended} in any way, and none but the
 * {@code optional} beside them. Of a kind that is {@code inferred} the documentation names none.
 */
class DocumentedCallbacksTest {

    private static final Map<String, @Nullable Object> FIELDS = fields();

    /** What only a document or its caller can cause. */
    private static final Set<String> OF_MARKUP = Set.of(
            "call-dtmf",
            "gather",
            "gather-partial",
            "http-request",
            "ai-gather",
            "refer-status",
            "transcription-realtime",
            "queue",
            "queue-action",
            "connect-action",
            "pay-action",
            "pay-status");

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(1))
                    .withTalks(Duration.ofSeconds(60)))
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void everyCallbackIsAsDocumentedAndSigned() {
        assertThat(receiver.received())
                .isNotEmpty()
                .hasSameSizeAs(simulator.journal().callbacks())
                .allMatch(callback -> callback.signedBy(simulator.publicKey()));
        simulator.journal().callbacks().forEach(DocumentedCallbacksTest::hasTheDocumentedFields);
        simulator.close();
        receiver.close();
    }

    @Test
    void everyKindThatARequestCanCauseIsSent() {
        receiver.answer(
                "/instructions",
                "<Response><Record transcription='true' transcriptionCallback='" + receiver.url("/transcription")
                        + "'/></Response>");
        String application = Api.object(api.json(
                                "/v2/texml_applications",
                                "{\"friendly_name\":\"a\",\"voice_url\":\"" + receiver.url("/instructions")
                                        + "\",\"call_cost_in_webhooks\":true}")
                        .json()
                        .get("data"))
                .get("id")
                .toString();
        String call = dial(
                "+13125550199",
                application,
                "\"StatusCallbackEvent\":\"initiated ringing answered completed\"",
                "\"StatusCallback\":\"" + receiver.url("/status") + "\"",
                "\"MachineDetection\":\"Enable\"",
                "\"AsyncAmd\":true",
                "\"AsyncAmdStatusCallback\":\"" + receiver.url("/amd") + "\"",
                "\"DeepfakeDetection\":\"Enable\"",
                "\"DeepfakeDetectionCallbackUrl\":\"" + receiver.url("/deepfake") + "\"",
                "\"Record\":true",
                "\"RecordingStatusCallbackEvent\":\"in-progress completed absent\"",
                "\"RecordingStatusCallback\":\"" + receiver.url("/recording") + "\"");
        api.json(
                "/v2/texml/ai_calls/" + application,
                "{\"From\":\"+13125550147\",\"To\":\"+17735550101\",\"AIAssistantId\":\"a\","
                        + "\"StatusCallbackEvent\":\"completed analyzed\",\"StatusCallback\":\""
                        + receiver.url("/assistant") + "\"}");
        simulator.callScript("+17735550102", CallScript.busy());
        dial(
                "+17735550102",
                "app",
                "\"Record\":true",
                "\"RecordingStatusCallbackEvent\":\"absent\"",
                "\"RecordingStatusCallback\":\"" + receiver.url("/recording") + "\"");
        api.dial(
                "+17735550103",
                "\"Texml\":\"<Response><Dial><Conference statusCallbackEvent='start end join leave speaker'"
                        + " statusCallback='" + receiver.url("/conference")
                        + "'>room</Conference></Dial></Response>\"");
        simulator.clock().advance(Duration.ofSeconds(3));
        String base = api.account("/Calls/" + call);
        api.form(base + "/Streams.json", "StatusCallback=" + receiver.url("/stream"));
        api.form(base + "/Siprec.json", "StatusCallback=" + receiver.url("/siprec"));
        simulator.clock().advanceUntilIdle();

        Set<String> missing = new TreeSet<>(FIELDS.keySet());
        missing.removeAll(OF_MARKUP);
        simulator.journal().callbacks().forEach(callback -> missing.remove(callback.kind()));
        assertThat(missing).isEmpty();
        assertThat(receiver.values("CallCost[" + call + "]")).contains("0.0060");
        RecordedCallback completed = simulator.journal().callbacks("call-completed").stream()
                .filter(callback -> callback.callSid().equals(call))
                .findFirst()
                .orElseThrow();
        assertThat(completed.fields()).containsEntry("RecordingDuration", "60").containsKey("RecordingUrl");
    }

    @ParameterizedTest
    @CsvSource({"busy,486", "noAnswer,480", "failed,403", "canceled,487", "completed,200", "hungUp,200"})
    void theEndOfACallTellsWhatBelongsToItsStatus(String ending, String sipCause) {
        switch (ending) {
            case "busy" -> simulator.callScript("+17735550101", CallScript.busy());
            case "noAnswer" -> simulator.callScript("+17735550101", CallScript.noAnswer());
            case "failed" -> simulator.callScript("+17735550101", CallScript.failed());
            default -> {
                // The callee answers.
            }
        }
        String call = dial("+17735550101", "app", "\"StatusCallback\":\"" + receiver.url("/status") + "\"");
        if (ending.equals("hungUp")) {
            simulator.clock().advance(Duration.ofSeconds(3));
        }
        if (ending.equals("canceled") || ending.equals("hungUp")) {
            api.form(api.account("/Calls/" + call), "Status=completed");
        }
        simulator.clock().advanceUntilIdle();

        assertThat(receiver.values("SipHangupCause")).containsExactly(sipCause);
        assertThat(receiver.values("HangupSource"))
                .containsExactly(ending.equals("canceled") || ending.equals("hungUp") ? "caller" : "callee");
    }

    @Test
    void whatACallCostsIsToldOnlyIfItsApplicationWantsIt() {
        dial("+13125550199", "app", "\"StatusCallback\":\"" + receiver.url("/status") + "\"");
        simulator.clock().advanceUntilIdle();
        simulator.journal().verifyCallbacks("call-cost").never();
        simulator.journal().verifyCallbacks("call-completed").once();
    }

    @Test
    void anAssistantsCallIsAnalyzedOnlyIfItsEndingWasAskedFor() {
        api.json(
                "/v2/texml/ai_calls/app",
                "{\"From\":\"+13125550147\",\"To\":\"+17735550101\",\"AIAssistantId\":\"a\"," + "\"StatusCallback\":\""
                        + receiver.url("/assistant") + "\"}");
        simulator.clock().advanceUntilIdle();
        simulator.journal().verifyCallbacks("call-analyzed").never();
    }

    @Test
    void nobodyIsToldOfASpeakerWhoIsMutedOrWasNotAskedFor() {
        for (String conference : new String[] {"muted='true' statusCallbackEvent='join speaker'", ""}) {
            api.dial(
                    "+17735550103",
                    "\"Texml\":\"<Response><Dial><Conference " + conference + " statusCallback='"
                            + receiver.url("/conference") + "'>room" + conference.length()
                            + "</Conference></Dial></Response>\"");
        }
        simulator.clock().advanceUntilIdle();
        simulator.journal().verifyCallbacks("conference-speaker").never();
        simulator.journal().verifyCallbacks("conference-join").times(2);
    }

    private String dial(String to, String application, String... members) {
        api.json(
                api.account("/Calls"),
                "{\"ApplicationSid\":\"" + application + "\",\"From\":\"+13125550147\",\"To\":\"" + to + "\","
                        + String.join(",", members) + "}");
        return api.get(api.account("/Calls?PageSize=1"))
                .items("calls")
                .get(0)
                .get("sid")
                .toString();
    }

    static void hasTheDocumentedFields(RecordedCallback callback) {
        String kind = callback.kind();
        String status = callback.fields().getOrDefault("CallStatus", "");
        Set<String> needed = new TreeSet<>(named(kind, "required"));
        // The action of a Dial tells the end of another call than the one that it names.
        if (!callback.fields().containsKey("DialCallStatus")) {
            needed.addAll(named(kind, "ended"));
        }
        if (status.equals("completed")) {
            needed.addAll(named(kind, "completed"));
        }
        assertThat(callback.fields().keySet()).as(kind + " " + status).containsAll(needed);
        assertThat(callback.fields().values()).as(kind).doesNotContain("");
        Set<String> unknown = new TreeSet<>(callback.fields().keySet());
        unknown.removeAll(needed);
        unknown.removeAll(named(kind, "optional"));
        unknown.remove("CallCost[" + callback.callSid() + "]");
        assertThat(unknown).as(kind + " " + status).isEmpty();
    }

    private static List<String> named(String kind, String which) {
        List<String> names = new ArrayList<>();
        Object value = Api.object(FIELDS.get(kind)).get(which);
        if (value instanceof List<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        }
        return names;
    }

    private static Map<String, @Nullable Object> fields() {
        try (InputStream in = DocumentedCallbacksTest.class.getResourceAsStream("callback-fields.json")) {
            return Api.object(Json.parse(in == null ? new byte[0] : in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
