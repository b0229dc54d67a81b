package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.script.CallScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs that hand a call to something else: streams, recordings, transcriptions, assistants, payments, other addresses. */
class DocumentServicesTest {

    private static final String CALLEE = "+17735550199";
    private static final CallScript ANSWERED = CallScript.answered()
            .withRingsAfter(Duration.ofSeconds(1))
            .withAnswersAfter(Duration.ofSeconds(1))
            .withTalks(Duration.ofSeconds(200));

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator =
            TexmlSimulator.builder().callScript(ANSWERED).start();
    private final Api api = new Api(simulator);

    @AfterEach
    void everyCallbackIsAsDocumented() {
        simulator.journal().callbacks().forEach(DocumentedCallbacksTest::hasTheDocumentedFields);
        simulator.close();
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stream", "Siprec"})
    void aSessionGoesOnBesideTheDocumentUntilItIsStopped(String noun) {
        String given = noun.equals("Stream") ? " url='wss://127.0.0.1/'" : " connectorName='c'";
        run("<Start><" + noun + given + " name='a' statusCallback='" + receiver.url("/session")
                + "'/></Start><Pause length='3'/><Stop><" + noun + " name='other'/><" + noun + " name='a'/></Stop>"
                + "<Pause length='3'/><Hangup/>");
        String kind = noun.toLowerCase(java.util.Locale.ROOT);
        assertThat(receiver.values(noun + "Event")).containsExactly(kind + "-started", kind + "-stopped");
        assertThat(receiver.values(noun + "Name")).containsOnly("a");
        assertThat(sent(kind)).containsExactly(0L, 3L);
    }

    @Test
    void theLatestSessionIsStoppedWhereNoNameIsGiven() {
        String start =
                "<Start><Stream url='wss://127.0.0.1/' name='%s' statusCallback='" + receiver.url("/s") + "'/></Start>";
        run(start.formatted("a") + start.formatted("b") + "<Stop><Stream/></Stop><Pause length='2'/><Hangup/>");
        assertThat(receiver.values("StreamName")).containsExactly("a", "b", "b", "a");
    }

    @Test
    void aRecordingIsStartedBesideTheDocumentAndEndsWithTheCall() {
        String call = run("<Start><Recording channels='single' recordingStatusCallbackEvent='in-progress completed'"
                + " recordingStatusCallback='" + receiver.url("/recording")
                + "'/></Start><Pause length='4'/><Hangup/>");
        assertThat(receiver.values("RecordingStatus")).containsExactly("in-progress", "completed");
        assertThat(receiver.values("RecordingChannels")).containsOnly("1");
        assertThat(receiver.values("RecordingDuration")).contains("4");
        assertThat(api.get(api.account("/Calls/" + call + "/Recordings.json")).items("recordings"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "''|hello there|true|1",
                "transcriptionEngine='Deepgram'|hello there|none|1",
                "interimResults='true'|hello|false|2",
                "transcriptionEngine='A' interimResults='true'|hello|false|2",
                "transcriptionTracks='both'|hello there|true|1"
            })
    void whatTheOtherPartySaysIsWrittenDownAsItSaysIt(
            String attributes, String first, @Nullable String isFinal, int times) {
        simulator.callScript(
                CALLEE, ANSWERED.says("hello there", Duration.ofSeconds(2)).says("too late", Duration.ofSeconds(9)));
        run("<Start><Transcription " + attributes + " transcriptionCallback='" + receiver.url("/words")
                + "'/></Start><Pause length='6'/><Stop><Transcription/></Stop><Pause length='9'/>");
        List<RecordedCallback> told = simulator.journal().callbacks("transcription-realtime");
        assertThat(told).hasSize(times);
        assertThat(told.get(0).fields().get("Transcript")).isEqualTo(first);
        assertThat(told.get(0).fields().get("IsFinal")).isEqualTo(isFinal);
        assertThat(told.get(times - 1).fields()).containsEntry("Transcript", "hello there");
    }

    @Test
    void aConnectedStreamHoldsTheDocumentUntilSomebodyStopsIt() {
        String call = dial("<Connect><Stream url='wss://127.0.0.1/' name='agent' statusCallback='"
                + receiver.url("/stream") + "'/></Connect><Hangup/>");
        simulator.clock().advance(Duration.ofSeconds(60));
        assertThat(api.get(api.account("/Calls/" + call)).field("status")).isEqualTo("in-progress");
        String stream = receiver.values("StreamSid").get(0);
        api.form(api.account("/Calls/" + call + "/Streams/" + stream + ".json"), "Status=stopped");
        simulator.clock().advance(Duration.ofSeconds(1));
        assertThat(api.get(api.account("/Calls/" + call)).field("status")).isEqualTo("completed");
        assertThat(receiver.values("StreamEvent")).containsExactly("stream-started", "stream-stopped");
    }

    @Test
    void aConnectedStreamEndsWhenTheCallIsSentElsewhere() {
        String call = dial("<Connect><Stream url='wss://127.0.0.1/' statusCallback='" + receiver.url("/stream")
                + "'/></Connect><Hangup/>");
        simulator.clock().advance(Duration.ofSeconds(10));
        api.form(
                api.account("/Calls/" + call),
                "Texml=%3CResponse%3E%3CPause length='9'/%3E%3C/Response%3E".replace(" ", "+"));
        simulator.clock().advance(Duration.ofSeconds(1));
        assertThat(receiver.values("StreamEvent")).containsExactly("stream-started", "stream-stopped");
        assertThat(api.get(api.account("/Calls/" + call)).field("status")).isEqualTo("in-progress");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<AIAssistant id='a'/>", "<ConversationRelay url='wss://127.0.0.1/'/>"})
    void anAssistantTalksForAWhileAndTheActionFollows(String noun) {
        receiver.answer("/after", "<Response><Hangup/></Response>");
        run("<Connect action='" + receiver.url("/after") + "'>" + noun + "</Connect>");
        assertThat(sent("connect-action")).containsExactly(10L);
    }

    @Test
    void aPaymentIsAskedForThreeTimesAtMost() {
        String call = run("<Pay maxAttempts='99999999999' timeout='1'/><Hangup/>");
        assertThat(api.get(api.account("/Calls/" + call)).field("duration")).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<Connect/>", "<Connect><AIAssistant/><Stream/></Connect>", "<Connect><Say>a</Say></Connect>"})
    void aConnectWithNobodyOrWithManyIsNotRun(String connect) {
        String call = run(connect + "<Hangup/>");
        assertThat(api.get(api.account("/Calls/" + call)).field("duration")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({"answered,in-progress,202", "busy,busy,", "noAnswer,failed,", "failed,failed,"})
    void aReferTellsWhetherTheOtherTookTheCall(String outcome, String status, @Nullable String response) {
        simulator.callScript(
                "sip:agent@127.0.0.1",
                switch (outcome) {
                    case "answered" -> CallScript.answered();
                    case "busy" -> CallScript.busy();
                    case "noAnswer" -> CallScript.noAnswer();
                    default -> CallScript.failed();
                });
        run("<Refer action='" + receiver.url("/referred") + "'><Sip>sip:agent@127.0.0.1</Sip></Refer>");
        RecordedCallback told = simulator.journal().callbacks("refer-status").get(0);
        assertThat(told.fields()).containsEntry("ReferCallStatus", status);
        assertThat(told.fields().get("ReferSipResponseCode")).isEqualTo(response);
        assertThat(told.fields().get("NotifySipResponseCode")).isEqualTo(response == null ? null : "200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"42424242w1229w123#|success|9", "none|too-many-failed-attempts|9"})
    void whoPressesKeysHasPaid(String keys, String result, long seconds) {
        simulator.callScript(CALLEE, keys.equals("none") ? ANSWERED : ANSWERED.presses(keys));
        run("<Pay maxAttempts='3' timeout='3' interDigitTimeout='4' chargeAmount='1.00' statusCallback='"
                + receiver.url("/status") + "' action='" + receiver.url("/paid") + "'/>");
        simulator
                .journal()
                .verifyCallbacks("pay-action")
                .withField("PayResult", result)
                .withField("Result", result)
                .delivered()
                .once();
        simulator.journal().verifyCallbacks("pay-status").times(2);
        assertThat(sent("pay-action")).containsExactly(seconds);
        assertThat(receiver.received()).noneMatch(callback -> callback.form().contains("4242"));
    }

    @Test
    void anHttpRequestIsNotSentAndItsActionFollows() {
        run("<HttpRequest action='" + receiver.url("/action") + "'><Request url='" + receiver.url("/service")
                + "'/></HttpRequest>");
        simulator.journal().verifyCallbacks("http-request").delivered().once();
        assertThat(receiver.received()).noneMatch(callback -> callback.path().equals("/service"));
    }

    @Test
    void nobodyWaitsForAnAsynchronousHttpRequest() {
        String call = run("<HttpRequest async='true' action='" + receiver.url("/action") + "'><Request url='"
                + receiver.url("/service") + "'/></HttpRequest><Hangup/>");
        simulator.journal().verifyCallbacks("http-request").never();
        assertThat(api.get(api.account("/Calls/" + call)).field("duration")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"properties\":{\"name\":{},\"city\":{}}}|completed|{\"name\":\"Ada Lovelace\",\"city\":\"London\"}",
                "{\"properties\":{\"name\":{}}}|completed|{\"name\":\"Ada Lovelace\"}",
                "{\"properties\":{\"a\":{},\"b\":{},\"c\":{}}}|timeout|{\"a\":\"Ada Lovelace\",\"b\":\"London\"}",
                "no JSON|timeout|{}"
            })
    void anAssistantGathersWhatTheOtherPartySays(String schema, String status, String result) {
        simulator.callScript(CALLEE, ANSWERED.says("Ada Lovelace").says("London"));
        run("<AIGather action='" + receiver.url("/gathered") + "'><Greeting>Who are you</Greeting><Parameters>"
                + "<![CDATA[" + schema.replace("\"", "\\\"") + "]]></Parameters></AIGather>");
        RecordedCallback told = simulator.journal().callbacks("ai-gather").get(0);
        assertThat(told.fields()).containsEntry("Status", status);
        assertThat(decoded(told, "Base64Result")).isEqualTo(result);
        assertThat(decoded(told, "Base64MessageHistory"))
                .startsWith("[{\"role\":\"assistant\",\"content\":\"Who are you\"},{\"role\":\"user\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Refer><Sip>sip:agent@127.0.0.1</Sip></Refer>",
                "<Refer/>",
                "<Pay/>",
                "<HttpRequest/>",
                "<AIGather/>",
                "<Start><Suppression/></Start>",
                "<Stop><Suppression/></Stop>",
                "<Start><Transcription transcriptionTracks='outbound'/></Start>",
                "<Connect><AIAssistant id='a'/></Connect>"
            })
    void withoutAnActionTheDocumentGoesOn(String verb) {
        String call = run(verb + "<Hangup/>");
        assertThat(Integer.parseInt(api.get(api.account("/Calls/" + call)).field("duration")))
                .isLessThan(15);
        assertThat(simulator.journal().callbacks()).isEmpty();
    }

    private static String decoded(RecordedCallback callback, String field) {
        return new String(
                Base64.getDecoder().decode(callback.fields().getOrDefault(field, "")), StandardCharsets.UTF_8);
    }

    /** Seconds from the answer to the callbacks of a kind. */
    private List<Long> sent(String kind) {
        Instant answered = Instant.parse("2026-01-05T09:00:02Z");
        return simulator.journal().callbacks(kind).stream()
                .map(callback -> Duration.between(answered, callback.sentAt()).toSeconds())
                .toList();
    }

    private String run(String verbs) {
        String call = dial(verbs);
        simulator.clock().advanceUntilIdle();
        return call;
    }

    private String dial(String verbs) {
        return api.dial(CALLEE, "\"Texml\":\"<Response>" + verbs + "</Response>\"");
    }
}
