package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.OperationCase.CALL_SID;
import static io.texml.reactor.OperationCase.RECORDING_SID;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.BidirectionalMode;
import io.texml.CallRecordingChannels;
import io.texml.CallbackMethod;
import io.texml.DetectionMode;
import io.texml.MachineDetection;
import io.texml.MediaTrack;
import io.texml.RecordingEvent;
import io.texml.RecordingTrack;
import io.texml.calls.AnsweredBy;
import io.texml.calls.BidirectionalCodec;
import io.texml.calls.Call;
import io.texml.calls.CallEvent;
import io.texml.calls.CallOperations;
import io.texml.calls.CallRecording;
import io.texml.calls.CallRecordingState;
import io.texml.calls.CallStatus;
import io.texml.calls.ConnectionCallOperations;
import io.texml.calls.CreateCall;
import io.texml.calls.CreateConnectionCall;
import io.texml.calls.ListCalls;
import io.texml.calls.SipHeader;
import io.texml.calls.SiprecStatus;
import io.texml.calls.StartCallRecording;
import io.texml.calls.StartSiprec;
import io.texml.calls.StartStream;
import io.texml.calls.StreamStatus;
import io.texml.calls.UpdateCall;
import io.texml.calls.UpdateCallRecording;
import io.texml.calls.UpdateSiprec;
import io.texml.calls.UpdateStream;
import io.texml.markup.Texml;
import io.texml.recordings.RecordingSource;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The rows of calls, and of what belongs to one call. */
final class CallCases {

    private static final String CALL = ACCOUNT + "/Calls/" + CALL_SID;
    private static final String SIPREC_SID = "8e2f4a6c-1b3d-4e5f-9071-a2b3c4d5e6f7";
    private static final String STREAM_SID = "f0a1b2c3-d4e5-4f60-8172-93a4b5c6d7e8";

    private CallCases() {}

    static List<OperationCase<?>> all() {
        return List.of(
                list(),
                create(),
                get(),
                update(),
                listRecordings(),
                startRecording(),
                updateRecording(),
                startSiprec(),
                updateSiprec(),
                startStream(),
                updateStream(),
                createThroughConnection());
    }

    private static OperationCase<?> list() {
        ListCalls query = ListCalls.builder()
                .from("+13125550147")
                .to("sip:agent 1@example.com")
                .status(CallStatus.COMPLETED)
                .startedAfter(LocalDate.of(2024, 3, 1))
                .startedBefore(LocalDate.of(2024, 4, 1))
                .endedAfter(LocalDate.of(2024, 3, 2))
                .endedBefore(LocalDate.of(2024, 4, 2))
                .pageSize(50)
                .page(0)
                .pageToken("a+b/c=")
                .build();
        return OperationCase.ofList(CallOperations.LIST, "calls().list(query)", query, (client, given) -> client.calls()
                        .list(given))
                .sends("GET " + ACCOUNT + "/Calls?From=%2B13125550147&To=sip%3Aagent%201%40example.com"
                        + "&Status=completed&StartTime%3E=2024-03-01&StartTime%3C=2024-04-01"
                        + "&EndTime%3E=2024-03-02&EndTime%3C=2024-04-02"
                        + "&PageSize=50&Page=0&PageToken=a%2Bb%2Fc%3D")
                .shortcut("calls().list()", client -> client.calls().list())
                .gets(CallCases::isTheSample);
    }

    private static OperationCase<?> create() {
        CreateCall request = CreateCall.builder()
                .applicationSid("2034567890123456701")
                .from("+13125550147")
                .to("+17735550199")
                .url(URI.create("https://example.com/voice.xml?a=1&b=2"))
                .urlMethod(CallbackMethod.GET)
                .timeout(Duration.ofSeconds(30))
                .statusCallback(URI.create("https://example.com/status"))
                .statusCallbackEvents(List.of(CallEvent.INITIATED, CallEvent.ANSWERED))
                .preferredCodecs(List.of("PCMU", "G722"))
                .machineDetection(MachineDetection.DETECT_MESSAGE_END)
                .detectionMode(DetectionMode.PREMIUM_CALL_SCREENING)
                .machineDetectionBeepMaxFrequency(2_000)
                .machineDetectionBeepMinFrequency(481)
                .machineDetectionBeepMinToneDuration(Duration.ofMillis(150))
                .machineDetectionBeepSpectralConfirmation(true)
                .machineDetectionBeepSpectralMinPurity(0.6)
                .machineDetectionBeepSpectralRejectFaxCng(false)
                .machineDetectionBeepSpectralWindow(Duration.ofMillis(60))
                .record(true)
                .customHeaders(List.of(new SipHeader("X-Customer", "17 \"north\"")))
                .additionalParameter("Tomorrow", List.of(1, true))
                .build();
        return OperationCase.of(
                        CallOperations.CREATE, "calls().create(request)", request, (client, given) -> client.calls()
                                .create(given))
                .sends(
                        "POST " + ACCOUNT + "/Calls",
                        "{\"ApplicationSid\":\"2034567890123456701\",\"From\":\"+13125550147\",\"To\":\"+17735550199\","
                                + "\"Url\":\"https://example.com/voice.xml?a=1&b=2\",\"UrlMethod\":\"GET\",\"Timeout\":30,"
                                + "\"StatusCallback\":\"https://example.com/status\","
                                + "\"StatusCallbackEvent\":\"initiated answered\",\"PreferredCodecs\":\"PCMU,G722\","
                                + "\"MachineDetection\":\"DetectMessageEnd\",\"DetectionMode\":\"PremiumCallScreening\",\"MachineDetectionBeepMaxFrequency\":2000,"
                                + "\"MachineDetectionBeepMinFrequency\":481,\"MachineDetectionBeepMinToneDuration\":150,"
                                + "\"MachineDetectionBeepSpectralConfirmation\":true,"
                                + "\"MachineDetectionBeepSpectralMinPurity\":0.6,"
                                + "\"MachineDetectionBeepSpectralRejectFaxCng\":false,"
                                + "\"MachineDetectionBeepSpectralWindow\":60,\"Record\":true,"
                                + "\"CustomHeaders\":[{\"name\":\"X-Customer\",\"value\":\"17 \\\"north\\\"\"}],"
                                + "\"Tomorrow\":[1,true]}")
                .gets(created -> {
                    assertThat(created.from()).isEqualTo("+13125550147");
                    assertThat(created.to()).isEqualTo("+17735550199");
                    assertThat(created.status()).isEqualTo(CallStatus.QUEUED);
                });
    }

    private static OperationCase<?> get() {
        return OperationCase.of(CallOperations.GET, "calls().get(sid)", client -> client.calls()
                        .get(CALL_SID))
                .sends("GET " + CALL)
                .gets(CallCases::isTheSample);
    }

    private static OperationCase<?> update() {
        UpdateCall request = UpdateCall.builder()
                .texml("<Response><Say>Grüße &amp; more</Say></Response>")
                .fallbackUrl(URI.create("https://example.com/fallback"))
                .fallbackMethod(CallbackMethod.POST)
                .build();
        return OperationCase.of(
                        CallOperations.UPDATE,
                        "calls().update(sid, request)",
                        request,
                        (client, given) -> client.calls().update(CALL_SID, given))
                .sends(
                        "POST " + CALL,
                        "Texml=%3CResponse%3E%3CSay%3EGr%C3%BC%C3%9Fe+%26amp%3B+more%3C%2FSay%3E%3C%2FResponse%3E"
                                + "&FallbackUrl=https%3A%2F%2Fexample.com%2Ffallback&FallbackMethod=POST")
                .shortcut("calls().hangUp(sid)", client -> client.calls().hangUp(CALL_SID), "Status=completed")
                .shortcut(
                        "calls().redirect(sid, url)",
                        client -> client.calls().redirect(CALL_SID, URI.create("https://example.com/music")),
                        "Url=https%3A%2F%2Fexample.com%2Fmusic")
                .shortcut(
                        "calls().redirectToTexml(sid, texml)",
                        client -> client.calls().redirectToTexml(CALL_SID, "<Response/>"),
                        "Texml=%3CResponse%2F%3E")
                .shortcut(
                        "calls().redirectToTexml(sid, document)",
                        client -> client.calls().redirectToTexml(CALL_SID, Texml.of()),
                        "Texml=%3C%3Fxml+version%3D%221.0%22+encoding%3D%22UTF-8%22%3F%3E%3CResponse%2F%3E")
                .gets(CallCases::isTheSample);
    }

    private static OperationCase<?> listRecordings() {
        return OperationCase.ofList(
                        CallOperations.RECORDINGS_LIST,
                        "calls().recordings(sid).list()",
                        client -> client.calls().recordings(CALL_SID).list())
                .sends("GET " + CALL + "/Recordings.json")
                .gets(AccountCases::isTheSample);
    }

    private static OperationCase<?> startRecording() {
        StartCallRecording request = StartCallRecording.builder()
                .playBeep(false)
                .recordingChannels(CallRecordingChannels.DUAL)
                .recordingTrack(RecordingTrack.BOTH)
                .sendRecordingUrl(true)
                .recordingStatusCallback(URI.create("https://example.com/recorded"))
                .recordingStatusCallbackEvents(List.of(RecordingEvent.IN_PROGRESS, RecordingEvent.COMPLETED))
                .recordingStatusCallbackMethod(CallbackMethod.POST)
                .build();
        return OperationCase.of(
                        CallOperations.RECORDINGS_START,
                        "calls().recordings(sid).start(request)",
                        request,
                        (client, given) -> client.calls().recordings(CALL_SID).start(given))
                .sends(
                        "POST " + CALL + "/Recordings.json",
                        "PlayBeep=false&RecordingChannels=dual&RecordingTrack=both&SendRecordingUrl=true"
                                + "&RecordingStatusCallback=https%3A%2F%2Fexample.com%2Frecorded"
                                + "&RecordingStatusCallbackEvent=in-progress+completed&RecordingStatusCallbackMethod=POST")
                .shortcut(
                        "calls().recordings(sid).start()",
                        client -> client.calls().recordings(CALL_SID).start(),
                        "")
                .gets(CallCases::isTheSample);
    }

    private static OperationCase<?> updateRecording() {
        UpdateCallRecording request =
                UpdateCallRecording.builder().status(CallRecordingState.PAUSED).build();
        return OperationCase.of(
                        CallOperations.RECORDINGS_UPDATE,
                        "calls().recordings(sid).update(recordingSid, request)",
                        request,
                        (client, given) -> client.calls().recordings(CALL_SID).update(RECORDING_SID, given))
                .sends("POST " + CALL + "/Recordings/" + RECORDING_SID + ".json", "Status=paused")
                .shortcut(
                        "calls().recordings(sid).pause(recordingSid)",
                        client -> client.calls().recordings(CALL_SID).pause(RECORDING_SID),
                        "Status=paused")
                .shortcut(
                        "calls().recordings(sid).resume(recordingSid)",
                        client -> client.calls().recordings(CALL_SID).resume(RECORDING_SID),
                        "Status=in-progress")
                .shortcut(
                        "calls().recordings(sid).stop(recordingSid)",
                        client -> client.calls().recordings(CALL_SID).stop(RECORDING_SID),
                        "Status=stopped")
                .gets(CallCases::isTheSample);
    }

    private static OperationCase<?> startSiprec() {
        StartSiprec request = StartSiprec.builder()
                .connectorName("my connector")
                .track(MediaTrack.BOTH_TRACKS)
                .sessionTimeout(Duration.ofMinutes(30))
                .build();
        return OperationCase.of(
                        CallOperations.SIPREC_START,
                        "calls().siprec(sid).start(request)",
                        request,
                        (client, given) -> client.calls().siprec(CALL_SID).start(given))
                .sends(
                        "POST " + CALL + "/Siprec.json",
                        "ConnectorName=my+connector&Track=both_tracks&SessionTimeoutSecs=1800")
                .gets(session -> {
                    assertThat(session.sid()).isEqualTo(SIPREC_SID);
                    assertThat(session.status()).isEqualTo(SiprecStatus.IN_PROGRESS);
                    assertThat(session.track()).isEqualTo(MediaTrack.BOTH_TRACKS);
                    assertThat(session.startTime()).isEqualTo(Instant.parse("2024-03-05T08:12:02Z"));
                });
    }

    private static OperationCase<?> updateSiprec() {
        UpdateSiprec request =
                UpdateSiprec.builder().status(SiprecStatus.STOPPED).build();
        return OperationCase.of(
                        CallOperations.SIPREC_UPDATE,
                        "calls().siprec(sid).update(siprecSid, request)",
                        request,
                        (client, given) -> client.calls().siprec(CALL_SID).update(SIPREC_SID, given))
                .sends("POST " + CALL + "/Siprec/" + SIPREC_SID + ".json", "Status=stopped")
                .shortcut(
                        "calls().siprec(sid).stop(siprecSid)",
                        client -> client.calls().siprec(CALL_SID).stop(SIPREC_SID),
                        "Status=stopped")
                .gets(session -> {
                    assertThat(session.sid()).isEqualTo(SIPREC_SID);
                    assertThat(session.status()).isEqualTo(SiprecStatus.STOPPED);
                });
    }

    private static OperationCase<?> startStream() {
        StartStream request = StartStream.builder()
                .url(URI.create("wss://example.com/media"))
                .name("agent-feed")
                .bidirectionalMode(BidirectionalMode.RTP)
                .bidirectionalCodec(BidirectionalCodec.G722)
                .build();
        return OperationCase.of(
                        CallOperations.STREAMS_START,
                        "calls().streams(sid).start(request)",
                        request,
                        (client, given) -> client.calls().streams(CALL_SID).start(given))
                .sends(
                        "POST " + CALL + "/Streams.json",
                        "Url=wss%3A%2F%2Fexample.com%2Fmedia&Name=agent-feed"
                                + "&BidirectionalMode=rtp&BidirectionalCodec=G722")
                .gets(stream -> {
                    assertThat(stream.sid()).isEqualTo(STREAM_SID);
                    assertThat(stream.name()).isEqualTo("agent-feed");
                    assertThat(stream.status()).isEqualTo(StreamStatus.IN_PROGRESS);
                });
    }

    private static OperationCase<?> updateStream() {
        UpdateStream request =
                UpdateStream.builder().status(StreamStatus.STOPPED).build();
        return OperationCase.of(
                        CallOperations.STREAMS_UPDATE,
                        "calls().streams(sid).update(streamSid, request)",
                        request,
                        (client, given) -> client.calls().streams(CALL_SID).update(STREAM_SID, given))
                .sends("POST " + CALL + "/Streams/" + STREAM_SID + ".json", "Status=stopped")
                .shortcut(
                        "calls().streams(sid).stop(streamSid)",
                        client -> client.calls().streams(CALL_SID).stop(STREAM_SID),
                        "Status=stopped")
                .gets(stream -> {
                    assertThat(stream.status()).isEqualTo(StreamStatus.STOPPED);
                    assertThat(stream.dateUpdated()).isEqualTo(Instant.parse("2024-03-05T08:15:40Z"));
                });
    }

    private static OperationCase<?> createThroughConnection() {
        CreateConnectionCall request = CreateConnectionCall.builder()
                .from("+13125550147")
                .to("+17735550199")
                .texml("<Response/>")
                .build();
        return OperationCase.of(
                        ConnectionCallOperations.CREATE,
                        "connectionCalls().create(connectionId, request)",
                        request,
                        (client, given) -> client.connectionCalls().create("2034567890123456701", given))
                .sends(
                        "POST /v2/texml/calls/2034567890123456701",
                        "{\"From\":\"+13125550147\",\"To\":\"+17735550199\",\"Texml\":\"<Response/>\"}")
                .gets(created -> {
                    assertThat(created.callSid()).isEqualTo(CALL_SID);
                    assertThat(created.status()).isEqualTo(CallStatus.QUEUED);
                });
    }

    private static void isTheSample(Call call) {
        assertThat(call.sid()).isEqualTo(CALL_SID);
        assertThat(call.status()).isEqualTo(CallStatus.COMPLETED);
        assertThat(call.answeredBy()).isEqualTo(AnsweredBy.HUMAN);
        assertThat(call.startTime()).isEqualTo(Instant.parse("2024-03-04T14:07:31Z"));
        assertThat(call.duration()).isEqualTo(Duration.ofSeconds(44));
        assertThat(call.price()).isEqualTo(new BigDecimal("0.0120"));
    }

    private static void isTheSample(CallRecording recording) {
        assertThat(recording.sid()).isEqualTo(RECORDING_SID);
        assertThat(recording.channels()).isEqualTo(2);
        assertThat(recording.track()).isEqualTo(RecordingTrack.BOTH);
        assertThat(recording.source()).isEqualTo(RecordingSource.START_CALL_RECORDING_API);
        assertThat(recording.startTime()).isEqualTo(Instant.parse("2024-03-04T14:07:40Z"));
    }
}
