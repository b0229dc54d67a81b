package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.simulator.journal.RecordedCallback;
import io.texml.simulator.script.CallScript;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callees press keys and speak, and documents wait for it. */
class ConversationTest {

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
    @CsvSource(
            delimiter = '|',
            value = {
                "<Say>one two three four five</Say>|2",
                "<Say loop='3'>one two three four five</Say>|6",
                "<Say voiceSpeed='2'>one two three four five</Say>|1",
                "<Say language='ja-JP'>おはようございます、今日はい</Say>|3",
                "<Say>one two <break time='3s'/> three four five</Say>|5",
                "<Say voice='man'><prosody rate='slow'>one two three four five</prosody></Say>|2",
                "<Play>http://127.0.0.1/a.mp3</Play>|5",
                "<Play loop='2'>http://127.0.0.1/a.mp3</Play>|10",
                "<Play digits='1234ww'/>|2",
                "<Play digits='1234' loop='2'/>|2",
                "<Pause/>|1",
                "<Pause length='7'/>|7",
                "<Gather/>|5",
                "<Gather timeout='9'><Say>one two three four five</Say></Gather>|11",
                "<Unknown/>|0"
            })
    void everyVerbTakesItsTime(String verbs, String seconds) {
        assertThat(durationOf(verbs + "<Hangup/>")).isEqualTo(seconds);
    }

    @Test
    void anEndlessVerbLastsAsLongAsTheCall() {
        assertThat(durationOf("<Say loop='0'>Hello</Say><Hangup/>")).isEqualTo("200");
    }

    @Test
    void aGatherTakesKeysFromTheScriptAndFollowsItsAction() {
        simulator.callScript(CALLEE, ANSWERED.presses("12#"));
        receiver.answer("/ivr/menu", document("<Gather action='digits?x=1' method='GET'><Say>Hello</Say></Gather>"));
        receiver.answer("/ivr/digits", document("<Hangup/>"));
        String call = dial("Url", receiver.url("/ivr/menu"));
        assertThat(receiver.received().get(1).method()).isEqualTo("GET");
        assertThat(receiver.received().get(1).path()).isEqualTo("/ivr/digits");
        assertThat(receiver.received().get(1).fields())
                .containsEntry("Digits", "12")
                .containsEntry("x", "1")
                .containsEntry("CallSid", call)
                .doesNotContainKey("SpeechResult");
        // 0.4 s of speech, 0.5 s until it reacts, two keys of 0.25 s.
        assertThat(sentAt("gather")).isEqualTo(Duration.ofMillis(2_000 + 400 + 500 + 500));
        simulator.journal().verifyCallbacks("gather").ofCall(call).delivered().once();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numDigits='2'|1234|12",
                "maxDigits='3'|1234|123",
                "finishOnKey='*'|12#4*5|12#4",
                "finishOnKey='' timeout='3'|12#|12#",
                "timeout='3'|12wwwwwww3|12",
                "timeout='3'|12www3|123",
                "validDigits='12' numDigits='2'|12|12",
                "validDigits='12' numDigits='2'|13|",
                "minDigits='3' timeout='3'|12|",
                "minDigits='2' timeout='3'|12|12",
                "input='speech'|12|",
                "input='dtmf speech' numDigits='2'|12|12"
            })
    void aGatherKnowsWhenItHasEnough(String attributes, String keys, String digits) {
        simulator.callScript(CALLEE, ANSWERED.presses(keys, Duration.ofSeconds(1)));
        receiver.answer("/digits", document("<Hangup/>"));
        dial("Texml", document("<Gather " + attributes + " action='" + receiver.url("/digits") + "'/><Hangup/>"));
        if (digits == null) {
            simulator.journal().verifyCallbacks("gather").never();
        } else {
            simulator
                    .journal()
                    .verifyCallbacks("gather")
                    .withField("Digits", digits)
                    .once();
        }
    }

    @Test
    void keysThatAreNotValidGoToTheirOwnAction() {
        simulator.callScript(CALLEE, ANSWERED.presses("7"));
        receiver.answer("/invalid", document("<Hangup/>"));
        dial(
                "Texml",
                document("<Gather numDigits='1' validDigits='12' invalidDigitsAction='" + receiver.url("/invalid")
                        + "' action='" + receiver.url("/digits") + "'/>"));
        assertThat(receiver.received().get(0).path()).isEqualTo("/invalid");
        assertThat(receiver.values("Digits")).containsExactly("7");
    }

    @Test
    void whoPressesAKeyInterruptsThePrompt() {
        simulator.callScript(CALLEE, ANSWERED.presses("1", Duration.ofSeconds(3)));
        assertThat(durationOf("<Gather numDigits='1'><Pause length='1'/><Say loop='0'>Hello</Say></Gather><Hangup/>"))
                .isEqualTo("3");
        simulator.callScript(CALLEE, ANSWERED.presses("1", Duration.ofSeconds(1)));
        String call = dial(
                "Texml",
                document(
                        "<Gather numDigits='2' timeout='4'><Say>one two three four five</Say><Play/></Gather><Hangup/>"));
        assertThat(simulator.journal().timeline(call))
                .noneSatisfy(entry -> assertThat(entry.detail()).startsWith("Play"));
        assertThat(duration(call)).isEqualTo("5");
    }

    @Test
    void aGatherTakesSpeechAndTellsPartsOfIt() {
        simulator.callScript(CALLEE, ANSWERED.says("I would like a pizza").says("with cheese", Duration.ZERO));
        receiver.answer("/speech", document("<Hangup/>"));
        dial(
                "Texml",
                document("<Gather input='speech' speechTimeout='2' action='" + receiver.url("/speech")
                        + "' partialResultCallback='" + receiver.url("/partial") + "'/>"));
        RecordedCallback heard = simulator.journal().callbacks("gather").get(0);
        assertThat(heard.fields())
                .containsEntry("SpeechResult", "I would like a pizza with cheese")
                .containsKey("Confidence")
                .doesNotContainKey("Digits");
        assertThat(simulator.journal().callbacks("gather-partial"))
                .extracting(callback -> callback.fields().get("UnstableSpeechResult"))
                .containsExactly("I would", "with");
        assertThat(sentAt("gather")).isEqualTo(Duration.ofMillis(2_000 + 500 + 7 * 400 + 2_000));
    }

    @Test
    void theScriptGoesOnOverDocuments() {
        simulator.callScript(CALLEE, ANSWERED.presses("1").says("yes").presses("2"));
        receiver.answer("/first", document("<Gather numDigits='1' action='/second'/>"));
        receiver.answer("/second", document("<Gather input='speech' action='/third'/>"));
        receiver.answer("/third", document("<Pause length='50'/><Gather numDigits='1' action='/fourth'/>"));
        receiver.answer("/fourth", document("<Hangup/>"));
        dial("Url", receiver.url("/first"));
        assertThat(simulator.journal().callbacks("gather"))
                .extracting(callback -> String.valueOf(callback.fields()
                        .getOrDefault("Digits", callback.fields().get("SpeechResult"))))
                .containsExactly("1", "yes", "2");
    }

    @Test
    void aCalleeHangsUpByItsScript() {
        simulator.callScript(
                CALLEE, ANSWERED.presses("1", Duration.ofSeconds(5)).hangsUp(Duration.ofSeconds(10)));
        String call = dial("Texml", document("<Pause length='100'/>"));
        assertThat(duration(call)).isEqualTo("15");
    }

    @Test
    void aCalleeWhoHasSomethingToDoStaysOnTheLine() {
        simulator.callScript(CALLEE, CallScript.answered().presses("1", Duration.ofSeconds(300)));
        String call = dial("Texml", document("<Gather timeout='120'/><Gather timeout='120'/><Gather timeout='120'/>"));
        assertThat(Integer.parseInt(duration(call))).isBetween(300, 400);
        simulator.callScript(CALLEE, CallScript.answered().presses("1"));
        assertThat(duration(dial("TimeLimit", "1000"))).isEqualTo("1000");
    }

    @Test
    void noInputGoesOnWithTheNextVerb() {
        assertThat(durationOf("<Gather timeout='3' action='/nowhere'/><Pause length='4'/><Hangup/>"))
                .isEqualTo("7");
    }

    @Test
    void answeringMachineDetectionReportsWhileADocumentWaits() {
        api.dial(
                CALLEE,
                "\"Texml\":\"" + document("<Gather timeout='10'/><Hangup/>") + "\"",
                "\"MachineDetection\":\"Enable\"",
                "\"AsyncAmd\":true",
                "\"AsyncAmdStatusCallback\":\"" + receiver.url("/amd") + "\"");
        simulator.clock().advanceUntilIdle();
        simulator
                .journal()
                .verifyCallbacks("call-amd")
                .withField("AnsweredBy", "human")
                .once();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Enable|30000|3200|machine_start",
                "Enable|2000|2000|unknown",
                "DetectMessageEnd|30000|6000|machine_end_beep",
                "DetectMessageEnd|4000|4000|machine_start"
            })
    void detectionListensAsLongAsItMay(String wanted, int timeout, String listened, String found) {
        simulator.callScript(CALLEE, ANSWERED.withAnsweredBy(CallScript.AnsweredBy.MACHINE));
        detect(wanted, timeout);
        simulator
                .journal()
                .verifyCallbacks("call-amd")
                .withField("AnsweredBy", found)
                .withField("MachineDetectionDuration", listened)
                .once();
    }

    @Test
    void theEndOfAMachinesMessageIsThatOfItsScript() {
        simulator.callScript(
                CALLEE,
                ANSWERED.withAnsweredBy(CallScript.AnsweredBy.MACHINE)
                        .says("this is the mailbox of nobody please leave a message", Duration.ofSeconds(1)));
        detect("DetectMessageEnd", 30_000);
        simulator
                .journal()
                .verifyCallbacks("call-amd")
                .withField("AnsweredBy", "machine_end_beep")
                .withField("MachineDetectionDuration", "5000")
                .once();
    }

    private void detect(String wanted, int timeout) {
        api.dial(
                CALLEE,
                "\"MachineDetection\":\"" + wanted + "\"",
                "\"MachineDetectionTimeout\":" + timeout,
                "\"AsyncAmd\":true",
                "\"AsyncAmdStatusCallback\":\"" + receiver.url("/amd") + "\"");
        simulator.clock().advanceUntilIdle();
    }

    @Test
    void aRecordingIsPlayedAsLongAsItIs() {
        dial("Texml", document("<Record maxLength='17' recordingStatusCallback='" + receiver.url("/r") + "'/>"));
        String link = simulator
                .journal()
                .callbacks("recording-completed")
                .get(0)
                .fields()
                .get("RecordingUrl");
        assertThat(durationOf("<Play>" + link.replace("&", "&amp;") + "</Play><Hangup/>"))
                .isEqualTo("17");
    }

    @Test
    void aPressedKeyIsToldToWhoAsksForKeys() {
        simulator.callScript("+17735550101", ANSWERED.presses("1#", Duration.ofSeconds(1)));
        dial(
                "Texml",
                document("<Dial><Number statusCallbackEvent='dtmf' statusCallback='" + receiver.url("/keys")
                        + "'>+17735550101</Number></Dial>"));
        assertThat(simulator.journal().callbacks("call-dtmf"))
                .extracting(callback -> callback.fields().get("Digit"))
                .containsExactly("1", "#");
    }

    @Test
    void aScriptRefusesWhatNobodyCanDo() {
        assertThatThrownBy(() -> ANSWERED.presses("1a")).hasMessageContaining("keys");
        assertThatThrownBy(() -> ANSWERED.says(" ")).hasMessageContaining("words");
        assertThatThrownBy(() -> ANSWERED.hangsUp(Duration.ofSeconds(-1))).hasMessageContaining("after");
        assertThat(ANSWERED.presses("4711").says("my name").toString())
                .doesNotContain("4711")
                .doesNotContain("my name");
    }

    private Duration sentAt(String kind) {
        RecordedCallback callback = simulator.journal().callbacks(kind).get(0);
        return Duration.between(start(), callback.sentAt());
    }

    private static Instant start() {
        return Instant.parse("2026-01-05T09:00:00Z");
    }

    private String durationOf(String verbs) {
        return duration(dial("Texml", document(verbs)));
    }

    private String dial(String member, String value) {
        String call =
                api.dial(CALLEE, "\"" + member + "\":" + (member.equals("TimeLimit") ? value : "\"" + value + "\""));
        simulator.clock().advanceUntilIdle();
        return call;
    }

    private String duration(String call) {
        return api.get(api.account("/Calls/" + call)).field("duration");
    }

    private static String document(String verbs) {
        return "<Response>" + verbs + "</Response>";
    }
}
