package io.texml.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.calls.CallStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells a kind where the platform names none, and what the records say of it. */
class CallbackKindsTest {

    private static final String CALL = "CallSid=v3:a&From=%2B1&To=%2B2";

    private final Signer signer = new Signer();
    private final CallbackReader reader = signer.reader().build();

    @ParameterizedTest
    @CsvSource({
        "CALL, CallbackSource=call-progress-events&CallStatus=in-progress",
        "CALL, CallbackSource=call-progress-events&CallStatus=never-heard-of",
        "CALL, CallStatus=no-answer",
        "CALL, CallbackSource=call-progress-events&CallStatus=in-progress&AnsweredBy=human",
        "DIGIT, CallbackSource=call-progress-events&CallStatus=dtmf&Digit=5",
        "DIAL_ACTION, CallbackSource=call-progress-events&CallStatus=completed&DialCallStatus=busy",
        "GATHER, CallStatus=in-progress&Digits=12",
        "GATHER, CallStatus=in-progress&Digits=",
        "GATHER, CallbackSource=call-progress-events&CallStatus=in-progress&SpeechResult=yes",
        "INSTRUCTIONS, CallStatus=ringing",
        "INSTRUCTIONS, CallStatus=in-progress",
        "MACHINE_DETECTION, AnsweredBy=machine",
        "LIVE_TRANSCRIPTION, Transcript=hello&TranscriptionSid=t",
        "RECORDING_TRANSCRIPTION, TranscriptionText=hello&TranscriptionSid=t",
        "PARTICIPANT, ConferenceSid=c&StatusCallbackEvent=participant-speech-stop",
        "PARTICIPANT, ConferenceSid=c&StatusCallbackEvent=speaker",
        "RECORDING, RecordingStatus=absent",
        "CALL_ANALYZED, CallStatus=analyzed",
        "CALL_COST, CallbackSource=call-cost-events"
    })
    void theMarksOfAnActionComeBeforeTheStatusOfTheCall(CallbackKind kind, String form) {
        assertThat(signer.post(reader, null, CALL + "&" + form).kind()).isEqualTo(kind);
        assertThat(signer.post(reader, null, form + "&" + CALL).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "DIAL_ACTION, CallbackSource=call-progress-events&CallStatus=completed",
        "RECORD_ACTION, RecordingStatus=completed&RecordingUrl=https://media.example.com/1",
        "RECORD_ACTION, RecordingStatus=completed&Digits=%23",
        "PARTIAL_GATHER, SpeechResult=hel",
        "PAY, PayResult=x",
        "DEEPFAKE, CallbackSource=call-progress-events&CallStatus=in-progress",
        "QUEUE_ACTION, QueueSid=q",
        "CONNECT_ACTION, Reason=done",
        "HTTP_REQUEST, Digits=made-up-by-the-document&PayResult=too",
        "CALL, StatusCallbackEvent=ringing"
    })
    void theUrlTellsApartWhatLooksTheSame(CallbackKind kind, String form) {
        assertThat(signer.post(reader, "texml-kind=" + kind.value(), CALL + "&" + form)
                        .kind())
                .isEqualTo(kind);
    }

    /** One URL may have been given for several things, and no signature covers it. */
    @ParameterizedTest
    @CsvSource({
        "DIGIT, CallbackSource=call-progress-events&CallStatus=dtmf&Digit=5, call",
        "MACHINE_DETECTION, AnsweredBy=human, call",
        "CALL, CallbackSource=call-progress-events&CallStatus=completed, gather",
        "CALL, CallbackSource=call-progress-events&CallStatus=completed, instructions",
        "GATHER, Digits=1, instructions",
        "GATHER, SpeechResult=one, instructions",
        "CALL_COST, CallbackSource=call-cost-events, dial-action",
        "STREAM, StreamEvent=stream-started, recording"
    })
    void theUrlDoesNotOverruleWhatTheParametersSay(CallbackKind kind, String form, String named) {
        assertThat(signer.post(reader, "texml-kind=" + named, CALL + "&" + form).kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=", "x=1", "CallSid=v3:a", "CallSid=v3:a&From=1", "CallStatus=&CallbackSource=&AccountSid="})
    void whatHasNoTypeIsUnknownAndKept(String form) {
        Callback callback = signer.post(reader, null, form);

        assertThat(callback).isInstanceOf(UnknownCallback.class);
        assertThat(callback.kind()).isEqualTo(CallbackKind.UNKNOWN);
        assertThat(DocumentedCallbacksTest.form(callback.parameters())).isEqualTo(form.replace(":", "%3A"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"texml-kind=unknown", "texml-kind=later", "texml-kind=", "texml-kind=call&texml-kind=gather"})
    void aKindThatTheUrlDoesNotNameWellCountsAsNone(String query) {
        assertThat(signer.post(reader, query, CALL).kind()).isEqualTo(CallbackKind.INSTRUCTIONS);
    }

    @ParameterizedTest
    @EnumSource(CallbackKind.class)
    void aUrlNamesEveryKindButUnknown(CallbackKind kind) {
        assertThat(CallbackKind.find(kind.value())).isEqualTo(kind == CallbackKind.UNKNOWN ? null : kind);
    }

    @ParameterizedTest
    @CsvSource({
        "initiated, false",
        "ringing, false",
        "in-progress, false",
        "completed, true",
        "busy, true",
        "no-answer, true",
        "canceled, true",
        "failed, true",
        "never-heard-of, false"
    })
    void aCallHasEndedWhenItsStatusSaysSo(String status, boolean ended) {
        CallProgress progress = (CallProgress)
                signer.post(reader, null, CALL + "&CallbackSource=call-progress-events&CallStatus=" + status);

        assertThat(progress.callStatus()).isEqualTo(CallStatus.of(status));
        assertThat(progress.hasEnded()).isEqualTo(ended);
    }

    @Test
    void aProgressWithoutAStatusHasNotEnded() {
        CallProgress progress =
                (CallProgress) signer.post(reader, null, CALL + "&CallbackSource=call-progress-events&CallStatus=");

        assertThat(progress.callStatus()).isNull();
        assertThat(progress.hasEnded()).isFalse();
        assertThat(progress.additionalProperties()).isEqualTo(Map.of("CallStatus", List.of("")));
    }

    @Test
    void anInstructionRequestHasWhatWasPressedAndWhatWasSaid() {
        InstructionRequest pressed = (InstructionRequest) signer.post(reader, null, CALL + "&Digits=12%23");
        InstructionRequest nothing = (InstructionRequest) signer.post(reader, null, CALL + "&Digits=");
        InstructionRequest said =
                (InstructionRequest) signer.post(reader, null, CALL + "&SpeechResult=two+please&Confidence=0.87");

        assertThat(pressed.digits()).isEqualTo("12#");
        assertThat(pressed.speech()).isNull();
        assertThat(nothing.digits()).isEmpty();
        assertThat(said.digits()).isNull();
        assertThat(said.speech()).isEqualTo("two please");
        assertThat(said.confidence()).isEqualByComparingTo("0.87");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-27T10:15:30Z",
                "2026-11-27T10:15:30.000000Z",
                "2026-11-27T11:15:30%2B01:00",
                "2026-11-27+10:15:30Z",
                "2026-11-27 10:15:30.000000Z",
                "Fri, 27 Nov 2026 10:15:30 %2B0000",
                "Fri, 27 Nov 2026 10:15:30 GMT",
                "Fri, 27 Nov 2026 10:15:30 UTC"
            })
    void everyFormOfATimestampIsRead(String timestamp) {
        Callback callback = signer.post(reader, null, CALL + "&Timestamp=" + timestamp);

        assertThat(callback.timestamp()).isEqualTo(Instant.parse("2026-11-27T10:15:30Z"));
        assertThat(callback.additionalProperties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "1764235800", "2026-02-30T10:15:30Z", "0"})
    void aTimestampThatIsNoneStaysText(String timestamp) {
        Callback callback = signer.post(reader, null, CALL + "&Timestamp=" + timestamp);

        assertThat(callback.timestamp()).isNull();
        assertThat(callback.additionalProperties()).isEqualTo(Map.of("Timestamp", List.of(timestamp)));
    }

    @ParameterizedTest
    @CsvSource({
        "+13125550147, +13125550147", "%2B13125550147, +13125550147", "%2b13125550147, +13125550147",
        "13125550147, 13125550147", "sip:a%40example.com, sip:a@example.com", "anonymous, anonymous"
    })
    void thePlusOfANumberIsReadEscapedOrNot(String sent, String number) {
        Callback callback = signer.post(reader, null, "CallSid=v3:a&From=" + sent + "&To=" + sent);

        assertThat(callback.from()).isEqualTo(number);
        assertThat(callback.to()).isEqualTo(number);
    }

    @Test
    void theCostOfACallIsAnAmountUnderItsSid() {
        CallCost cost = (CallCost) signer.post(
                reader,
                null,
                "CallbackSource=call-cost-events&CallSid=v3:a&CallCost%5Bv3:a%5D=0.0125&CallCost[v3:b]=1e9999999"
                        + "&CallCost[v3:c]=free");

        assertThat(cost.costs())
                .isEqualTo(Map.of("v3:a", new BigDecimal("0.0125"), "v3:b", new BigDecimal("1e9999999")));
        assertThat(cost.additionalProperties()).isEqualTo(Map.of("CallCost[v3:c]", List.of("free")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e9999999999",
                "1e999999",
                "1e-999999",
                "9223372036854775808",
                "NaN",
                "-",
                " 1",
                "1,5",
                "0x1",
                "\u0661\u0662,"
            })
    void aNumberThatIsNoneOrNoLengthOfTimeStaysText(String duration) {
        CallProgress progress = (CallProgress) signer.post(
                reader, null, "CallbackSource=call-progress-events&CallDuration=" + duration.replace(" ", "+"));

        assertThat(progress.callDuration()).isNull();
        assertThat(progress.additionalProperties()).isEqualTo(Map.of("CallDuration", List.of(duration)));
    }

    @Test
    void aNumberOfManyDigitsIsNotComputed() {
        CallProgress progress = (CallProgress)
                signer.post(reader, null, "CallbackSource=call-progress-events&CallDuration=" + "9".repeat(500_000));

        assertThat(progress.callDuration()).isNull();
    }

    @Test
    void aFractionOfASecondIsKept() {
        CallProgress progress =
                (CallProgress) signer.post(reader, null, "CallbackSource=call-progress-events&CallDuration=1.5");

        assertThat(progress.callDuration()).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"////", "%25%25", "not+base64", "gA%3D%3D"})
    void whatIsNoTextInBase64StaysAsItCame(String sent) {
        AiGatherAction gather = (AiGatherAction) signer.post(reader, null, CALL + "&Base64Result=" + sent);

        assertThat(gather.result()).isNull();
        assertThat(gather.additionalProperties()).containsKey("Base64Result");
    }
}
