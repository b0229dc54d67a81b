package io.texml.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.simulator.internal.wire.Json;
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

/** Every answer has exactly the members that the documentation names for it, in {@code texml-contract}. */
class DocumentedShapesTest {

    private static final Map<String, @Nullable Object> SCHEMAS = schemas();

    private static final Set<String> NULLABLE = Set.of(
            "conference_sid",
            "duration",
            "error_code",
            "price",
            "price_unit",
            "reason_conference_ended",
            "previous_page_uri");

    private final TexmlSimulator simulator = TexmlSimulator.builder()
            .callScript(CallScript.answered()
                    .withRingsAfter(Duration.ofSeconds(1))
                    .withAnswersAfter(Duration.ofSeconds(1))
                    .withTalks(Duration.ofMinutes(5)))
            .transcriptions(3)
            .start();
    private final Api api = new Api(simulator);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void callsAndWhatBelongsToThem() {
        Api.Answer created = api.json(
                api.account("/Calls"),
                "{\"ApplicationSid\":\"app\",\"From\":\"+13125550147\",\"To\":\"+17735550199\"}");
        has("CallCreated", created.json());
        Api.Answer page = api.get(api.account("/Calls?PageSize=1"));
        has("CallPage", page.json());
        String sid = String.valueOf(page.items("calls").get(0).get("sid"));
        String base = api.account("/Calls/" + sid);
        simulator.clock().advance(Duration.ofSeconds(3));
        has("Call", api.get(base).json(), "answered_by", "caller_name", "end_time", "price", "price_unit");
        Api.Answer recording = api.form(base + "/Recordings.json", "");
        has("CallRecording", recording.json());
        has(
                "CallRecording",
                api.form(base + "/Recordings/" + recording.field("sid") + ".json", "")
                        .json());
        Api.Answer stream = api.form(base + "/Streams.json", "");
        has("CallStream", stream.json());
        has(
                "CallStreamUpdated",
                api.form(base + "/Streams/" + stream.field("sid") + ".json", "Status=stopped")
                        .json());
        Api.Answer siprec = api.form(base + "/Siprec.json", "");
        has("SiprecSession", siprec.json());
        has(
                "SiprecSessionUpdated",
                api.form(base + "/Siprec/" + siprec.field("sid") + ".json", "Status=stopped")
                        .json());
        has("Call", api.form(base, "Status=completed").json(), "answered_by", "caller_name");
        has("Call", ended("\"MachineDetection\":\"Enable\",\"CallerId\":\"Front Desk\""));
        String dial = "{\"From\":\"+13125550147\",\"To\":\"+17735550101\"";
        has("ConnectionCallCreated", api.json("/v2/texml/calls/c", dial + "}").json());
        Api.Answer assisted = api.json("/v2/texml/ai_calls/c", dial + ",\"AIAssistantId\":\"a\"}");
        has("AiCallCreated", assisted.json());
        Api.Answer updated = api.json("/v2/texml/calls/" + assisted.field("call_sid") + "/update", "{}");
        has("LegacyCallUpdateEnvelope", updated.json());
        has("LegacyCallUpdate", Api.object(updated.json().get("data")));
    }

    @Test
    void conferencesAndQueues() {
        Api.Answer joined = api.form(
                api.account("/Conferences/room/Participants"),
                "ApplicationSid=app&From=%2B13125550147&To=%2B17735550101&ConferenceRecord=true");
        has("ParticipantCreated", joined.json(), "coaching_call_sid");
        String base = api.account("/Conferences/" + joined.field("conference_sid"));
        simulator.clock().advance(Duration.ofSeconds(3));
        has("Conference", api.get(base).json(), "call_sid_ending_conference");
        has("ConferencePage", api.get(api.account("/Conferences")).json(), "next_page_uri");
        Api.Answer participants = api.get(base + "/Participants");
        has("ParticipantPage", participants.json(), "next_page_uri");
        has("Participant", participants.items("participants").get(0), "coaching_call_sid", "coaching_call_sid_legacy");
        String participant = base + "/Participants/" + joined.field("call_sid");
        has(
                "Participant",
                api.form(participant, "Coaching=true&CallSidToCoach=" + joined.field("call_sid"))
                        .json());
        Api.Answer recordings = api.get(base + "/Recordings");
        has("ConferenceRecordingPage", recordings.json(), "next_page_uri");
        has("ConferenceRecording", recordings.items("recordings").get(0), "media_url");
        Api.Answer others = api.get(base + "/Recordings.json");
        has("RecordingPage", others.json(), "next_page_uri");
        has("Recording", others.items("recordings").get(0), "media_url");
        api.form(base, "Status=completed");
        simulator.clock().advanceUntilIdle();
        has("Conference", api.get(base).json(), "call_sid_ending_conference");
        has(
                "ConferenceRecording",
                api.get(base + "/Recordings").items("recordings").get(0));
        has("Recording", api.get(base + "/Recordings.json").items("recordings").get(0));
        has("Queue", api.form(api.account("/Queues"), "FriendlyName=q").json());
        has("QueuePage", api.get(api.account("/Queues")).json(), "next_page_uri");
    }

    @Test
    void recordingsTranscriptionsApplicationsAndSecrets() {
        Api.Answer recordings = api.get(api.account("/Recordings.json?PageSize=1"));
        has("RecordingPage", recordings.json());
        has("Recording", recordings.items("recordings").get(0));
        Api.Answer transcriptions = api.get(api.account("/Transcriptions.json?PageSize=1"));
        has("TranscriptionPage", transcriptions.json());
        has("Transcription", transcriptions.items("transcriptions").get(0));
        Api.Answer application =
                api.json("/v2/texml_applications", "{\"friendly_name\":\"a\",\"voice_url\":\"http://127.0.0.1/\"}");
        has("TexmlApplicationEnvelope", application.json());
        Map<String, @Nullable Object> bare = Api.object(application.json().get("data"));
        has("TexmlApplication", bare, "status_callback", "voice_fallback_url");
        has("TexmlApplicationInbound", Api.object(bare.get("inbound")), "channel_limit", "sip_subdomain");
        assertThat(Api.object(bare.get("outbound"))).isEmpty();
        Map<String, @Nullable Object> data = Api.object(api.json(
                        "/v2/texml_applications",
                        "{\"friendly_name\":\"b\",\"voice_url\":\"http://127.0.0.1/\","
                                + "\"voice_fallback_url\":\"http://127.0.0.1/\",\"status_callback\":\"http://127.0.0.1/\","
                                + "\"inbound\":{\"channel_limit\":1,\"sip_subdomain\":\"s\"},"
                                + "\"outbound\":{\"channel_limit\":1,\"outbound_voice_profile_id\":\"1\"}}")
                .json()
                .get("data"));
        has("TexmlApplication", data);
        has("TexmlApplicationInbound", Api.object(data.get("inbound")));
        has("TexmlApplicationOutbound", Api.object(data.get("outbound")));
        Api.Answer page = api.get("/v2/texml_applications");
        has("TexmlApplicationPage", page.json());
        has("PaginationMeta", Api.object(page.json().get("meta")));
        Api.Answer secret = api.json("/v2/texml/secrets", "{\"name\":\"a\",\"value\":\"b\"}");
        has("SecretEnvelope", secret.json());
        has("Secret", Api.object(secret.json().get("data")));
    }

    private Map<String, @Nullable Object> ended(String members) {
        String sid = api.dial("+17735550199", members);
        simulator.clock().advanceUntilIdle();
        return api.get(api.account("/Calls/" + sid)).json();
    }

    /** Without {@code leftOut} every documented member has to be there; null are those that are documented to be. */
    private static void has(String schema, Map<String, @Nullable Object> members, String... leftOut) {
        members.forEach((name, value) -> assertThat(value != null || NULLABLE.contains(name))
                .as(schema + " " + name + " is null")
                .isTrue());
        Set<String> documented = new TreeSet<>();
        Object fields = SCHEMAS.get(schema);
        if (fields instanceof List<?> list) {
            list.forEach(
                    field -> documented.add(String.valueOf(Api.object(field).get("name"))));
        }
        List.of(leftOut).forEach(documented::remove);
        assertThat(new ArrayList<>(new TreeSet<>(members.keySet())))
                .as(schema)
                .isNotEmpty()
                .isEqualTo(new ArrayList<>(documented));
    }

    private static Map<String, @Nullable Object> schemas() {
        try (InputStream in =
                DocumentedShapesTest.class.getClassLoader().getResourceAsStream("io/texml/contract/api.json")) {
            return Api.object(Api.object(Json.parse(in == null ? new byte[0] : in.readAllBytes()))
                    .get("schemas"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
