package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.script.CallScript;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourcesTest {

    private final CallbackReceiver receiver = new CallbackReceiver();
    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(1))
                    .withTalks(Duration.ofSeconds(60)))
            .transcriptions(3)
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void everyCallbacksSignatureVerifies() {
        assertThat(receiver.received()).allMatch(callback -> callback.signedBy(simulator.publicKey()));
        simulator.close();
        receiver.close();
    }

    @Test
    void aCallsRecordingIsStartedPausedResumedAndStopped() {
        String call = api.dial("+17735550101");
        String recordings = api.account("/Calls/" + call + "/Recordings.json");
        assertThat(api.form(recordings, "").errorCode()).isEqualTo("90034");
        simulator.clock().advance(Duration.ofSeconds(2));
        Api.Answer started = api.form(recordings, "RecordingChannels=single&RecordingTrack=inbound");
        assertThat(started.field("source")).isEqualTo("StartCallRecordingAPI");
        assertThat(started.field("channels")).isEqualTo("1");
        String recording = started.field("sid");
        String address = api.account("/Calls/" + call + "/Recordings/" + recording + ".json");
        simulator.clock().advance(Duration.ofSeconds(3));
        assertThat(api.form(address, "Status=paused").status()).isEqualTo(200);
        assertThat(status(recording)).isEqualTo("paused");
        simulator.clock().advance(Duration.ofSeconds(3));
        api.form(address, "Status=in-progress");
        simulator.clock().advance(Duration.ofSeconds(4));
        assertThat(api.form(address, "Status=stopped").field("duration")).isEqualTo("7");
        assertThat(status(recording)).isEqualTo("stopped");
        simulator.clock().advance(Duration.ofSeconds(1));
        assertThat(status(recording)).isEqualTo("completed");
        assertThat(api.get(recordings).items("recordings")).hasSize(1);
        assertThat(api.form(address, "Status=paused").errorCode()).isEqualTo("90018");
    }

    @Test
    void recordingsEndWithTheirCall() {
        String call = api.dial("+17735550101", "\"Record\":true");
        simulator.clock().advanceUntilIdle();
        Map<String, @Nullable Object> recording = api.get(api.account("/Calls/" + call + "/Recordings.json"))
                .items("recordings")
                .get(0);
        assertThat(recording)
                .containsEntry("status", "completed")
                .containsEntry("duration", "60")
                .containsEntry("source", "OutboundAPI");
    }

    @Test
    void streamsAndSiprecSessionsStopOnRequestOrWithTheirCall() {
        String call = api.dial("+17735550101");
        simulator.clock().advance(Duration.ofSeconds(2));
        String base = api.account("/Calls/" + call);
        Api.Answer stream = api.form(
                base + "/Streams.json",
                "Name=feed&Url=ws%3A%2F%2F127.0.0.1%2Ffeed&StatusCallback=" + receiver.url("/stream"));
        assertThat(stream.field("status")).isEqualTo("in-progress");
        assertThat(stream.field("name")).isEqualTo("feed");
        assertThat(stream.field("date_updated")).isEqualTo("2026-01-05T09:00:02Z");
        Api.Answer siprec = api.form(base + "/Siprec.json", "StatusCallback=" + receiver.url("/siprec"));
        assertThat(siprec.field("date_updated")).isEqualTo("Mon, 05 Jan 2026 09:00:02 +0000");
        assertThat(siprec.field("uri")).startsWith(simulator.baseUrl() + "/texml/Accounts/");
        Api.Answer stopped = api.form(base + "/Streams/" + stream.field("sid") + ".json", "Status=stopped");
        assertThat(stopped.field("status")).isEqualTo("stopped");
        simulator.clock().advanceUntilIdle();
        assertThat(api.form(base + "/Siprec/" + siprec.field("sid") + ".json", "")
                        .field("status"))
                .isEqualTo("stopped");
        assertThat(receiver.values("StreamEvent")).contains("stream-started", "stream-stopped");
        assertThat(receiver.values("SiprecEvent")).contains("siprec-started", "siprec-stopped");
    }

    @Test
    void queuesAreMadeListedChangedAndDeleted() {
        assertThat(api.form(api.account("/Queues"), "FriendlyName=support+line&MaxSize=5")
                        .field("sid"))
                .isEqualTo("support line");
        assertThat(api.form(api.account("/Queues"), "FriendlyName=support+line").status())
                .isEqualTo(422);
        assertThat(api.form(api.account("/Queues/support%20line"), "MaxSize=7").field("max_size"))
                .isEqualTo("7");
        assertThat(api.get(api.account("/Queues?DateCreated=%3E%3D2026-01-05")).items("queues"))
                .hasSize(1);
        assertThat(api.get(api.account("/Queues?DateCreated=%3E2026-01-05")).items("queues"))
                .isEmpty();
        assertThat(api.get(api.account("/Queues/support%20line")).field("uri"))
                .isEqualTo("/Accounts/" + simulator.accountSid() + "/Queues/support%20line.json");
        assertThat(api.delete(api.account("/Queues/support%20line")).status()).isEqualTo(204);
        assertThat(api.get(api.account("/Queues/support%20line")).status()).isEqualTo(404);
    }

    @Test
    void transcriptionsComeFromHistoryAndFromRecordedMessages() {
        Api.Answer generated = api.get(api.account("/Transcriptions.json"));
        assertThat(generated.items("transcriptions")).hasSize(3);
        String call = api.dial(
                "+17735550101",
                "\"Texml\":\"<Response><Record maxLength='5' transcription='true' transcriptionCallback='"
                        + receiver.url("/transcription") + "'/></Response>\"");
        simulator.clock().advanceUntilIdle();
        Map<String, @Nullable Object> written = api.get(api.account("/Transcriptions.json"))
                .items("transcriptions")
                .get(0);
        assertThat(written).containsEntry("call_sid", call).containsEntry("duration", "5");
        String address = api.account("/Transcriptions/" + written.get("sid") + ".json");
        assertThat(api.get(address).json()).isEqualTo(written);
        assertThat(api.delete(address).status()).isEqualTo(204);
        assertThat(api.get(address).status()).isEqualTo(404);
        assertThat(receiver.values("TranscriptionText"))
                .containsExactly(String.valueOf(written.get("transcription_text")));
    }

    @Test
    void applicationsArePagedByNumberFilteredAndSorted() {
        for (String name : new String[] {"beta", "alpha", "gamma"}) {
            assertThat(api.json(
                                    "/v2/texml_applications",
                                    "{\"friendly_name\":\"" + name + "\",\"voice_url\":\"http://127.0.0.1/v\"}")
                            .status())
                    .isEqualTo(201);
            simulator.clock().advance(Duration.ofSeconds(1));
        }
        Api.Answer page = api.get("/v2/texml_applications?page%5Bsize%5D=2&sort=-friendly_name");
        assertThat(page.items("data"))
                .extracting(data -> data.get("friendly_name"))
                .containsExactly("gamma", "beta");
        assertThat(Api.object(page.json().get("meta")))
                .containsEntry("total_pages", 2L)
                .containsEntry("total_results", 3L);
        assertThat(api.get("/v2/texml_applications?filter%5Bfriendly_name%5D=ALPH")
                        .items("data"))
                .hasSize(1);
        assertThat(api.get("/v2/texml_applications?filter%5Bfriendly_name%5D=al")
                        .errorCode())
                .isEqualTo("10033");
        String id = String.valueOf(page.items("data").get(0).get("id"));
        assertThat(id).matches("2\\d{18}");
        Map<String, @Nullable Object> changed = Api.object(api.json(
                        "PATCH",
                        "/v2/texml_applications/" + id,
                        "{\"friendly_name\":\"delta\",\"voice_url\":\"http://127.0.0.1/w\",\"active\":false}")
                .json()
                .get("data"));
        assertThat(changed).containsEntry("friendly_name", "delta").containsEntry("active", false);
        assertThat(api.delete("/v2/texml_applications/" + id).status()).isEqualTo(200);
        assertThat(api.get("/v2/texml_applications/" + id).errorCode()).isEqualTo("10005");
    }

    @Test
    void aSecretIsKeptAndNeverShown() {
        Api.Answer created = api.json("/v2/texml/secrets", "{\"name\":\"crm\",\"value\":\"hunter2\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).isEqualTo("{\"data\":{\"name\":\"crm\",\"value\":\"REDACTED\"}}");
    }

    @Test
    void theOtherWaysToDialAnswerASid() {
        String body = "{\"From\":\"+13125550147\",\"To\":\"+17735550101\"";
        String assisted = api.json("/v2/texml/ai_calls/conn", body + ",\"AIAssistantId\":\"a\"}")
                .field("call_sid");
        String connected = api.json("/v2/texml/calls/conn", body + "}").field("call_sid");
        assertThat(api.get(api.account("/Calls")).items("calls"))
                .extracting(call -> call.get("sid"))
                .startsWith(connected, assisted);
        assertThat(api.json("/v2/texml/ai_calls/conn", body + ",\"AIAssistantId\":\"a\",\"Url\":\"http://x\"}")
                        .status())
                .isEqualTo(422);
        Api.Answer updated = api.json("/v2/texml/calls/" + connected + "/update", "{\"Status\":\"completed\"}");
        assertThat(Api.object(updated.json().get("data"))).containsEntry("status", "accepted");
        assertThat(api.get(api.account("/Calls/" + connected)).field("status")).isEqualTo("canceled");
    }

    private String status(String recording) {
        return api.get(api.account("/Recordings/" + recording + ".json")).field("status");
    }
}
