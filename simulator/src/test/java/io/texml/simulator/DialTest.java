package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.journal.TimelineEntry;
import io.texml.simulator.journal.TimelineEntry.Kind;
import io.texml.simulator.script.CallScript;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents connect calls with others, and go on behind that. */
class DialTest {

    private static final String CALLER = "+17735550199";
    private static final String AGENT = "+17735550101";
    private static final String OTHER = "+17735550102";
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
    @CsvSource({
        "ANSWERED, completed, 30",
        "BUSY, busy, 0",
        "NO_ANSWER, no-answer, 0",
        "FAILED, failed, 0",
    })
    void theActionOfADialSaysHowItEnded(CallScript.Outcome outcome, String status, String seconds) {
        script(AGENT, outcome, 30);
        receiver.answer("/after", "<Response><Pause length='5'/><Hangup/></Response>");
        String call = dial("<Dial timeout='10' action='" + receiver.url("/after") + "'>" + AGENT + "</Dial>");
        simulator.clock().advanceUntilIdle();
        RecordedCallback action =
                simulator.journal().callbacks("call-completed").get(0);
        assertThat(action.fields())
                .containsEntry("CallSid", call)
                .containsEntry("DialCallStatus", status)
                .containsEntry("DialCallDuration", seconds)
                .containsEntry("DialCallSid", leg(AGENT));
        assertThat(field(call, "status")).isEqualTo("completed");
    }

    @Test
    void withoutActionTheVerbsBehindAreRun() {
        script(AGENT, CallScript.Outcome.ANSWERED, 30);
        String call = dial("<Dial><Number>" + AGENT + "</Number></Dial><Pause length='7'/><Hangup/>");
        simulator.clock().advanceUntilIdle();
        // A second to the ring, one to the answer, thirty of talk.
        assertThat(field(call, "duration")).isEqualTo("39");
        assertThat(field(leg(AGENT), "direction")).isEqualTo("outbound");
        assertThat(field(leg(AGENT), "from")).isEqualTo("+13125550147");
    }

    @Test
    void aLegTellsItsOwnProgressAndWhoDialledIt() {
        script(AGENT, CallScript.Outcome.ANSWERED, 30);
        String call =
                dial("<Dial callerId='+13125550100'><Sip statusCallbackEvent='initiated ringing answered amd completed'"
                        + " machineDetection='Enable' amdStatusCallback='" + receiver.url("/amd") + "' statusCallback='"
                        + receiver.url("/leg") + "'>sip:agent@example.com</Sip></Dial><Hangup/>");
        simulator.clock().advanceUntilIdle();
        List<RecordedCallback> told = simulator.journal().callbacks().stream()
                .filter(callback -> callback.url().endsWith("/leg"))
                .toList();
        assertThat(told)
                .extracting(RecordedCallback::kind)
                .containsExactly("call-initiated", "call-ringing", "call-answered", "call-completed");
        assertThat(told).allSatisfy(callback -> assertThat(callback.fields())
                .containsEntry("ParentCallSid", call)
                .containsEntry("From", "+13125550100")
                .containsEntry("To", "sip:agent@example.com"));
        simulator.journal().verifyCallbacks("call-amd").once();
    }

    @Test
    void whoAnswersFirstIsConnectedAndTheOthersStopRinging() {
        simulator.callScript(AGENT, ANSWERED.withAnswersAfter(Duration.ofSeconds(9)));
        dial("<Dial><Number>" + AGENT + "</Number><Number>" + OTHER + "</Number></Dial>");
        simulator.clock().advance(Duration.ofSeconds(6));
        assertThat(field(leg(OTHER), "status")).isEqualTo("in-progress");
        assertThat(field(leg(AGENT), "status")).isEqualTo("canceled");
    }

    @Test
    void numbersAreDialledOneAfterTheOtherWhenTheVerbSaysSo() {
        script(AGENT, CallScript.Outcome.NO_ANSWER, 0);
        dial("<Dial sequential='true' timeout='20'><Number>" + AGENT + "</Number><Number>" + OTHER
                + "</Number></Dial>");
        simulator.clock().advance(Duration.ofSeconds(10));
        assertThat(legs(OTHER)).isEmpty();
        simulator.clock().advance(Duration.ofSeconds(18));
        assertThat(field(leg(AGENT), "status")).isEqualTo("no-answer");
        assertThat(field(leg(OTHER), "status")).isEqualTo("in-progress");
    }

    @Test
    void theCalledLegHearsItsOwnDocumentBeforeItIsConnected() {
        script(AGENT, CallScript.Outcome.ANSWERED, 100);
        receiver.answer("/whisper", "<Response><Pause length='10'/></Response>");
        receiver.answer("/after", "<Response><Hangup/></Response>");
        dial("<Dial timeLimit='60' action='" + receiver.url("/after") + "'><Number url='" + receiver.url("/whisper")
                + "'>" + AGENT + "</Number></Dial>");
        simulator.clock().advanceUntilIdle();
        simulator
                .journal()
                .verifyCallbacks("instruction-fetch")
                .ofCall(leg(AGENT))
                .once();
        simulator
                .journal()
                .verifyCallbacks("call-completed")
                .withField("DialCallDuration", "50")
                .once();
    }

    @Test
    void aStarEndsADialThatAllowsIt() {
        simulator.callScript(CALLER, ANSWERED.presses("*", Duration.ofSeconds(12)));
        String call = dial("<Dial hangupOnStar='true'>" + AGENT + "</Dial><Pause length='3'/><Hangup/>");
        simulator.clock().advanceUntilIdle();
        assertThat(field(call, "duration")).isEqualTo("15");
        assertThat(field(leg(AGENT), "status")).isEqualTo("completed");
    }

    @Test
    void whatCannotBeDialledIsNoted() {
        String call = dial("<Dial><Client>bob</Client></Dial><Hangup/>");
        simulator.clock().advanceUntilIdle();
        assertThat(simulator.journal().timeline(call))
                .filteredOn(entry -> entry.kind() == Kind.VERB_NOT_RUN)
                .extracting(TimelineEntry::detail)
                .containsExactly(
                        "Client (line 1): nothing that can be dialled", "Dial (line 1): it names nobody to dial");
        assertThat(field(call, "duration")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Conference>r</Conference><Number>+17735550110</Number>|Number (line 1): it is not dialled beside the others",
                "<Queue>q</Queue><Sip>sip:a@127.0.0.1</Sip>|Sip (line 1): it is not dialled beside the others",
                "<Number/><Number>+17735550110</Number>|Number (line 1): it names nobody"
            })
    void whoIsNotDialledBesideTheOthersIsNoted(String nouns, String note) {
        String call = dial("<Dial>" + nouns + "</Dial>");
        simulator.clock().advanceUntilIdle();
        assertThat(simulator.journal().timeline(call))
                .filteredOn(entry -> entry.kind() == Kind.VERB_NOT_RUN)
                .extracting(TimelineEntry::detail)
                .containsExactly(note);
    }

    @Test
    void aLegIsSentItsKeysBeforeItIsConnected() {
        script(AGENT, CallScript.Outcome.ANSWERED, 20);
        receiver.answer("/after", "<Response><Hangup/></Response>");
        dial("<Dial action='" + receiver.url("/after") + "'><Number sendDigits='ww12'>" + AGENT + "</Number></Dial>");
        simulator.clock().advanceUntilIdle();
        // Twenty seconds less two pauses of half a second and two keys of a quarter.
        assertThat(receiver.values("DialCallDuration")).containsExactly("18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Enqueue>other</Enqueue>", "<Dial>+17735550110</Dial>", "<Dial><Queue>q</Queue></Dial>"})
    void whoWaitsInAQueueHearsAndDoesNothingElse(String verb) {
        receiver.answer("/wait", "<Response>" + verb + "<Pause length='10'/></Response>");
        String call =
                dial("<Enqueue maxWaitTimeSecs='15' waitUrl='" + receiver.url("/wait") + "'>q</Enqueue><Hangup/>");
        simulator.clock().advanceUntilIdle();
        assertThat(field(call, "duration")).isEqualTo("15");
        assertThat(api.get(api.account("/Queues/q")).field("current_size")).isEqualTo("0");
        assertThat(api.get(api.account("/Calls")).items("calls")).hasSize(1);
        assertThat(simulator.journal().timeline(call))
                .filteredOn(entry -> entry.kind() == Kind.VERB_NOT_RUN)
                .hasSize(2)
                .allMatch(entry -> entry.detail().endsWith("nothing that a call can do beside what it does"));
    }

    @Test
    void aCallThatGoesRoundForEverIsToldThatItAsksForTooMuch() {
        receiver.answer("/again", "<Response><Redirect>again</Redirect></Response>");
        String call = api.dial(CALLER, "\"Url\":\"" + receiver.url("/again") + "\"");
        simulator.clock().advanceUntilIdle();
        assertThat(receiver.received()).hasSize(100);
        assertThat(simulator.journal().timeline(call))
                .filteredOn(entry -> entry.kind() == Kind.DOCUMENT_ERROR)
                .first()
                .extracting(TimelineEntry::detail)
                .isEqualTo("the call has asked for too many documents");
    }

    @Test
    void aDialForWhichThereIsNoRoomFails() {
        receiver.answer("/after", "<Response><Hangup/></Response>");
        try (TexmlSimulator small =
                TexmlSimulator.builder().retention(2).callScript(ANSWERED).start()) {
            Api smallApi = new Api(small);
            smallApi.dial(
                    CALLER,
                    texml("<Dial action='" + receiver.url("/after") + "'><Number>" + AGENT + "</Number><Number>" + OTHER
                            + "</Number></Dial>"));
            smallApi.dial(OTHER);
            small.clock().advanceUntilIdle();
            small.journal()
                    .verifyCallbacks("call-completed")
                    .withField("DialCallStatus", "failed")
                    .once();
        }
    }

    @Test
    void theLegEndsWithTheCallThatDialledIt() {
        String call = dial("<Dial>" + AGENT + "</Dial>");
        simulator.clock().advance(Duration.ofSeconds(10));
        api.form(api.account("/Calls/" + call), "Status=completed");
        assertThat(field(leg(AGENT), "status")).isEqualTo("completed");
    }

    @Test
    void otherInstructionsEndTheDial() {
        String call = dial("<Dial>" + AGENT + "</Dial>");
        simulator.clock().advance(Duration.ofSeconds(10));
        api.form(
                api.account("/Calls/" + call),
                "Texml=%3CResponse%3E%3CPause%20length='5'/%3E%3CHangup/%3E%3C/Response%3E");
        assertThat(field(leg(AGENT), "status")).isEqualTo("completed");
        simulator.clock().advanceUntilIdle();
        assertThat(field(call, "duration")).isEqualTo("13");
    }

    @Test
    void aDialIsRecorded() {
        script(AGENT, CallScript.Outcome.ANSWERED, 30);
        receiver.answer("/after", "<Response><Hangup/></Response>");
        dial("<Dial record='record-from-answer-dual' recordingStatusCallback='" + receiver.url("/recording")
                + "' action='" + receiver.url("/after") + "'>" + AGENT + "</Dial>");
        simulator.clock().advanceUntilIdle();
        simulator
                .journal()
                .verifyCallbacks("recording-completed")
                .withField("RecordingDuration", "30")
                .withField("RecordingChannels", "2")
                .withField("RecordingSource", "DialVerb")
                .once();
        assertThat(simulator.journal().callbacks("call-completed").get(0).fields())
                .containsEntry("RecordingDuration", "30")
                .containsKey("RecordingUrl");
    }

    @Test
    void whoWaitsInAQueueHearsItsDocumentAgainAndAgainUntilItIsDialled() {
        receiver.answer("/wait", "<Response><Pause length='4'/></Response>");
        receiver.answer("/done", "<Response><Hangup/></Response>");
        String waiting = dial("<Enqueue waitUrl='" + receiver.url("/wait") + "' action='" + receiver.url("/done")
                + "'>support</Enqueue>");
        simulator.clock().advance(Duration.ofSeconds(32));
        RecordedCallback asked = simulator.journal().callbacks("queue").get(0);
        assertThat(asked.fields())
                .containsEntry("QueueSid", "support")
                .containsEntry("QueuePosition", "1")
                .containsEntry("CurrentQueueSize", "1")
                .containsEntry("QueueTime", "0");
        assertThat(simulator.journal().timeline(waiting))
                .filteredOn(entry -> entry.detail().startsWith("Pause"))
                .hasSize(8);

        script(AGENT, CallScript.Outcome.ANSWERED, 20);
        receiver.answer("/whisper", "<Response><Pause length='1'/></Response>");
        String agent = api.dial(
                AGENT, texml("<Dial><Queue url='" + receiver.url("/whisper") + "'>support</Queue></Dial><Hangup/>"));
        simulator.clock().advanceUntilIdle();
        simulator.journal().verifyCallbacks("instruction-fetch").ofCall(waiting).once();
        simulator
                .journal()
                .verifyCallbacks("queue-action")
                .ofCall(waiting)
                .withField("QueueResult", "bridged")
                .withField("QueueTime", "32")
                .once();
        assertThat(field(agent, "duration")).isEqualTo("20");
        assertThat(field(waiting, "duration")).isEqualTo("52");
        // Its own document does not go round any more; one is the whisper's.
        assertThat(simulator.journal().timeline(waiting))
                .filteredOn(entry -> entry.detail().startsWith("Pause"))
                .hasSize(9);
    }

    @Test
    void musicNeedsNoDocument() {
        receiver.answer("/music", "audio/mpeg", new byte[] {1, 2, 3});
        receiver.answer("/text", "Please wait");
        String music = dial("<Enqueue waitUrl='" + receiver.url("/music") + "'>support</Enqueue>");
        String text = dial("<Enqueue waitUrl='" + receiver.url("/text") + "'>support</Enqueue>");
        simulator.clock().advance(Duration.ofSeconds(14));
        assertThat(simulator.journal().timeline(music))
                .filteredOn(entry -> entry.kind() != Kind.STATE && entry.kind() != Kind.CALLBACK)
                .filteredOn(entry -> entry.kind() != Kind.REQUEST)
                .extracting(TimelineEntry::detail)
                .containsExactly("Enqueue (line 1)", "Play (line 1)", "Play (line 1)", "Play (line 1)");
        assertThat(simulator.journal().timeline(text))
                .filteredOn(entry -> entry.kind() == Kind.DOCUMENT_ERROR)
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).startsWith("taken for audio: It is not XML"));
        assertThat(field(text, "status")).isEqualTo("in-progress");
    }

    @Test
    void whoDialsAnEmptyQueueWaitsForSomebody() {
        String agent = dial("<Dial timeout='60'><Queue>support</Queue></Dial><Hangup/>");
        simulator.clock().advance(Duration.ofSeconds(20));
        script(OTHER, CallScript.Outcome.ANSWERED, 30);
        api.dial(OTHER, texml("<Enqueue>support</Enqueue>"));
        simulator.clock().advanceUntilIdle();
        assertThat(field(agent, "duration")).isEqualTo("50");
        String alone = dial("<Dial timeout='60'><Queue>support</Queue></Dial><Hangup/>");
        simulator.clock().advanceUntilIdle();
        assertThat(field(alone, "duration")).isEqualTo("60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Pause length='9'/><Leave/>|maxWaitTimeSecs='30'|leave|9",
                "<Pause length='60'/>|maxWaitTimeSecs='30'|timeout|30",
                "<Gather numDigits='1' action='leave'/>|maxWaitTimeSecs='30'|leave|1",
                "<Redirect>leave</Redirect>|maxWaitTimeSecs='30'|leave|0",
                "<Say/>|maxWaitTimeSecs='10'|timeout|10"
            })
    void aCallLeavesItsQueue(String wait, String attributes, String result, String seconds) {
        simulator.callScript(CALLER, ANSWERED.presses("1", Duration.ofSeconds(1)));
        receiver.answer("/wait", "<Response>" + wait + "</Response>");
        receiver.answer("/leave", "<Response><Leave/></Response>");
        receiver.answer("/done", "<Response><Hangup/></Response>");
        String call = dial("<Enqueue " + attributes + " waitUrl='" + receiver.url("/wait") + "' action='"
                + receiver.url("/done") + "'>support</Enqueue>");
        simulator.clock().advanceUntilIdle();
        simulator
                .journal()
                .verifyCallbacks("queue-action")
                .withField("QueueResult", result)
                .withField("QueueTime", seconds)
                .once();
        assertThat(field(call, "duration")).isEqualTo(seconds);
    }

    @Test
    void aFullQueueIsTold() {
        api.form(api.account("/Queues"), "FriendlyName=support&MaxSize=1");
        receiver.answer("/done", "<Response><Hangup/></Response>");
        api.dial(AGENT, texml("<Enqueue>support</Enqueue>"));
        simulator.clock().advance(Duration.ofSeconds(3));
        dial("<Enqueue action='" + receiver.url("/done") + "'>support</Enqueue>");
        simulator.clock().advanceUntilIdle();
        simulator
                .journal()
                .verifyCallbacks("queue-action")
                .withField("QueueResult", "queue-full")
                .once();
    }

    @Test
    void whoseConferenceEndsGoesOnBehindIt() {
        script(AGENT, CallScript.Outcome.ANSWERED, 20);
        String guest = dial("<Dial><Conference>room</Conference></Dial><Pause length='4'/><Hangup/>");
        String alone = api.dial(OTHER, texml("<Dial><Conference>room</Conference></Dial>"));
        api.dial(AGENT, texml("<Dial><Conference endConferenceOnExit='true'>room</Conference></Dial>"));
        simulator.clock().advanceUntilIdle();
        assertThat(field(guest, "duration")).isEqualTo("24");
        assertThat(field(alone, "duration")).isEqualTo("20");
    }

    @Test
    void aStarLeavesAConference() {
        simulator.callScript(CALLER, ANSWERED.presses("*", Duration.ofSeconds(6)));
        receiver.answer("/after", "<Response><Hangup/></Response>");
        String call = dial("<Dial hangupOnStar='true' action='" + receiver.url("/after")
                + "'><Conference>room</Conference></Dial>");
        simulator.clock().advanceUntilIdle();
        assertThat(field(call, "duration")).isEqualTo("6");
        simulator
                .journal()
                .verifyCallbacks("call-completed")
                .withField("DialCallStatus", "completed")
                .withField("DialCallDuration", "6")
                .once();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxLength='7'||7",
                "maxLength='7' playBeep='false'||7",
                "finishOnKey='#'|3#|3",
                "||199",
                "timeout='4'||4"
            })
    void aRecordLastsUntilSomethingEndsIt(String attributes, @Nullable String keys, String seconds) {
        simulator.callScript(
                CALLER, keys == null ? ANSWERED : ANSWERED.presses("3www" + "wwww" + "#", Duration.ofMillis(500)));
        receiver.answer("/after", "<Response><Hangup/></Response>");
        dial("<Record recordingStatusCallbackEvent='in-progress completed' recordingStatusCallback='"
                + receiver.url("/recording") + "' action='" + receiver.url("/after") + "' "
                + (attributes == null ? "" : attributes) + "/><Reject/>");
        simulator.clock().advanceUntilIdle();
        Map<String, String> told = simulator.journal().callbacks("recording-completed").stream()
                .filter(callback -> callback.url().endsWith("/recording"))
                .findFirst()
                .orElseThrow()
                .fields();
        assertThat(told).containsEntry("RecordingDuration", seconds);
        simulator.journal().verifyCallbacks("recording-in-progress").once();
        List<RecordedCallback> actions = simulator.journal().callbacks("recording-completed").stream()
                .filter(callback -> callback.url().endsWith("/after"))
                .toList();
        if (seconds.equals("199")) {
            assertThat(actions).isEmpty();
        } else {
            assertThat(actions).singleElement().satisfies(action -> {
                assertThat(action.fields().keySet()).isEqualTo(told.keySet());
                assertThat(action.fields())
                        .containsEntry("RecordingSid", told.get("RecordingSid"))
                        .containsEntry("RecordingStatus", "completed")
                        .containsEntry("RecordingDuration", seconds);
            });
        }
    }

    @Test
    void aMessageEndsWithItsSilence() {
        simulator.callScript(CALLER, ANSWERED.says("please call me back"));
        String call = dial("<Record timeout='3'/><Hangup/>");
        simulator.clock().advanceUntilIdle();
        // Half a second each for the beep and until somebody speaks, four words, three seconds of silence.
        assertThat(field(call, "duration")).isEqualTo("5");
    }

    private void script(String number, CallScript.Outcome outcome, int talks) {
        simulator.callScript(
                number,
                new CallScript(
                        outcome,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(talks),
                        CallScript.AnsweredBy.HUMAN,
                        List.of()));
    }

    private String dial(String verbs) {
        return api.dial(CALLER, texml(verbs));
    }

    private static String texml(String verbs) {
        return "\"Texml\":\"<Response>" + verbs + "</Response>\"";
    }

    private String leg(String to) {
        return String.valueOf(legs(to).get(0).get("sid"));
    }

    private List<Map<String, @Nullable Object>> legs(String to) {
        return api.get(api.account("/Calls")).items("calls").stream()
                .filter(call -> to.equals(call.get("to")))
                .toList();
    }

    private String field(String call, String name) {
        return api.get(api.account("/Calls/" + call)).field(name);
    }
}
