package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.OperationCase.CALL_SID;
import static io.texml.reactor.OperationCase.RECORDING_SID;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.DetectionMode;
import io.texml.aicalls.AiCallEvent;
import io.texml.aicalls.AiCallOperations;
import io.texml.aicalls.CreateAiCall;
import io.texml.applications.AnchorSite;
import io.texml.applications.ApplicationOperations;
import io.texml.applications.ApplicationSort;
import io.texml.applications.CreateApplication;
import io.texml.applications.DtmfType;
import io.texml.applications.ListApplications;
import io.texml.applications.TexmlApplication;
import io.texml.applications.UpdateApplication;
import io.texml.queues.CreateQueue;
import io.texml.queues.ListQueues;
import io.texml.queues.Queue;
import io.texml.queues.QueueOperations;
import io.texml.queues.UpdateQueue;
import io.texml.recordings.ListRecordings;
import io.texml.recordings.Recording;
import io.texml.recordings.RecordingOperations;
import io.texml.recordings.RecordingSource;
import io.texml.recordings.RecordingStatus;
import io.texml.secrets.CreateSecret;
import io.texml.secrets.SecretOperations;
import io.texml.transcriptions.ListTranscriptions;
import io.texml.transcriptions.Transcription;
import io.texml.transcriptions.TranscriptionOperations;
import io.texml.transcriptions.TranscriptionStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The rows of queues, recordings, transcriptions, secrets, applications and AI calls. */
final class AccountCases {

    private static final String QUEUE = ACCOUNT + "/Queues/support-line";
    private static final String RECORDING = ACCOUNT + "/Recordings/" + RECORDING_SID + ".json";
    private static final String TRANSCRIPTION_SID = "5b0d7c3e-6f18-42a9-b7c4-1d2e3f4a5b6c";
    private static final String TRANSCRIPTION = ACCOUNT + "/Transcriptions/" + TRANSCRIPTION_SID + ".json";
    private static final String APPLICATION_ID = "2034567890123456701";
    private static final String APPLICATION = "/v2/texml_applications/" + APPLICATION_ID;

    private AccountCases() {}

    static List<OperationCase<?>> all() {
        return List.of(
                listQueues(),
                OperationCase.of(
                                QueueOperations.CREATE,
                                "queues().create(request)",
                                CreateQueue.builder()
                                        .friendlyName("support line")
                                        .maxSize(25)
                                        .build(),
                                (client, given) -> client.queues().create(given))
                        .sends("POST " + ACCOUNT + "/Queues", "FriendlyName=support+line&MaxSize=25")
                        .gets(AccountCases::isTheSample),
                OperationCase.of(QueueOperations.GET, "queues().get(sid)", client -> client.queues()
                                .get("support-line"))
                        .sends("GET " + QUEUE)
                        .gets(AccountCases::isTheSample),
                OperationCase.of(
                                QueueOperations.UPDATE,
                                "queues().update(sid, request)",
                                UpdateQueue.builder().maxSize(25).build(),
                                (client, given) -> client.queues().update("support-line", given))
                        .sends("POST " + QUEUE, "MaxSize=25")
                        .gets(AccountCases::isTheSample),
                OperationCase.of(QueueOperations.DELETE, "queues().delete(sid)", client -> client.queues()
                                .delete("support-line"))
                        .sends("DELETE " + QUEUE)
                        .getsNothing(),
                listRecordings(),
                OperationCase.of(RecordingOperations.GET, "recordings().get(sid)", client -> client.recordings()
                                .get(RECORDING_SID))
                        .sends("GET " + RECORDING)
                        .gets(AccountCases::isTheSample),
                OperationCase.of(RecordingOperations.DELETE, "recordings().delete(sid)", client -> client.recordings()
                                .delete(RECORDING_SID))
                        .sends("DELETE " + RECORDING)
                        .getsNothing(),
                OperationCase.ofList(
                                TranscriptionOperations.LIST,
                                "transcriptions().list(query)",
                                ListTranscriptions.builder()
                                        .pageToken("QXKLMNOP")
                                        .pageSize(1)
                                        .build(),
                                (client, given) -> client.transcriptions().list(given))
                        .sends("GET " + ACCOUNT + "/Transcriptions.json?PageToken=QXKLMNOP&PageSize=1")
                        .shortcut("transcriptions().list()", client -> client.transcriptions()
                                .list())
                        .gets(AccountCases::isTheSample),
                OperationCase.of(
                                TranscriptionOperations.GET,
                                "transcriptions().get(sid)",
                                client -> client.transcriptions().get(TRANSCRIPTION_SID))
                        .sends("GET " + TRANSCRIPTION)
                        .gets(AccountCases::isTheSample),
                OperationCase.of(
                                TranscriptionOperations.DELETE,
                                "transcriptions().delete(sid)",
                                client -> client.transcriptions().delete(TRANSCRIPTION_SID))
                        .sends("DELETE " + TRANSCRIPTION)
                        .getsNothing(),
                createSecret(),
                listApplications(),
                createApplication(),
                OperationCase.of(ApplicationOperations.GET, "applications().get(id)", client -> client.applications()
                                .get(APPLICATION_ID))
                        .sends("GET " + APPLICATION)
                        .gets(AccountCases::isTheSample),
                OperationCase.of(
                                ApplicationOperations.UPDATE,
                                "applications().update(id, request)",
                                UpdateApplication.builder()
                                        .friendlyName("ivr-main")
                                        .voiceUrl(URI.create("https://hooks.example.com/voice.xml"))
                                        .active(true)
                                        .build(),
                                (client, given) -> client.applications().update(APPLICATION_ID, given))
                        .sends(
                                "PATCH " + APPLICATION,
                                "{\"friendly_name\":\"ivr-main\",\"voice_url\":\"https://hooks.example.com/voice.xml\","
                                        + "\"active\":true}")
                        .gets(AccountCases::isTheSample),
                OperationCase.of(
                                ApplicationOperations.DELETE,
                                "applications().delete(id)",
                                client -> client.applications().delete(APPLICATION_ID))
                        .sends("DELETE " + APPLICATION)
                        .gets(AccountCases::isTheSample),
                createAiCall());
    }

    private static OperationCase<?> listQueues() {
        ListQueues query = ListQueues.builder()
                .createdOn(LocalDate.of(2024, 3, 7))
                .updatedOnOrAfter(LocalDate.of(2024, 3, 8))
                .page(0)
                .build();
        return OperationCase.ofList(
                        QueueOperations.LIST, "queues().list(query)", query, (client, given) -> client.queues()
                                .list(given))
                .sends("GET " + ACCOUNT + "/Queues?DateCreated=2024-03-07&DateUpdated=%3E%3D2024-03-08&Page=0")
                .shortcut("queues().list()", client -> client.queues().list())
                .gets(AccountCases::isTheSample);
    }

    private static OperationCase<?> listRecordings() {
        ListRecordings query = ListRecordings.builder()
                .createdAtOrAfter(Instant.parse("2024-03-04T14:07:40.999Z"))
                .pageSize(1)
                .page(1)
                .build();
        return OperationCase.ofList(
                        RecordingOperations.LIST,
                        "recordings().list(query)",
                        query,
                        (client, given) -> client.recordings().list(given))
                .sends("GET " + ACCOUNT
                        + "/Recordings.json?DateCreated=%3E%3D2024-03-04T14%3A07%3A40Z&PageSize=1&Page=1")
                .shortcut("recordings().list()", client -> client.recordings().list())
                .gets(AccountCases::isTheSample);
    }

    private static OperationCase<?> createSecret() {
        CreateSecret request =
                CreateSecret.builder().name("crm_token").value("s3cr\\et").build();
        return OperationCase.of(
                        SecretOperations.CREATE,
                        "secrets().create(request)",
                        request,
                        (client, given) -> client.secrets().create(given))
                .sends("POST /v2/texml/secrets", "{\"name\":\"crm_token\",\"value\":\"s3cr\\\\et\"}")
                .gets(secret -> {
                    assertThat(secret.name()).isEqualTo("crm_token");
                    assertThat(secret.value()).isEqualTo("REDACTED");
                });
    }

    private static OperationCase<?> listApplications() {
        ListApplications query = ListApplications.builder()
                .friendlyNameContains("ivr")
                .outboundVoiceProfileId("2034567890123456789")
                .sortByDescending(ApplicationSort.CREATED_AT)
                .pageSize(20)
                .build();
        return OperationCase.ofList(
                        ApplicationOperations.LIST,
                        "applications().list(query)",
                        query,
                        (client, given) -> client.applications().list(given))
                .sends("GET /v2/texml_applications?filter%5Bfriendly_name%5D=ivr"
                        + "&filter%5Boutbound_voice_profile_id%5D=2034567890123456789&sort=-created_at"
                        + "&page%5Bsize%5D=20")
                .shortcut(
                        "applications().list()", client -> client.applications().list())
                .gets(AccountCases::isTheSample);
    }

    private static OperationCase<?> createApplication() {
        CreateApplication request = CreateApplication.builder()
                .friendlyName("ivr-main")
                .voiceUrl(URI.create("https://hooks.example.com/voice.xml"))
                .firstCommandTimeout(Duration.ofSeconds(15))
                .anchorSiteOverride(AnchorSite.FRANKFURT_GERMANY)
                .dtmfType(DtmfType.RFC_2833)
                .tags(List.of("prod", "ivr"))
                .inboundChannelLimit(12)
                .inboundSipSubdomain("acme")
                .outboundVoiceProfileId("2034567890123456789")
                .build();
        return OperationCase.of(
                        ApplicationOperations.CREATE,
                        "applications().create(request)",
                        request,
                        (client, given) -> client.applications().create(given))
                .sends(
                        "POST /v2/texml_applications",
                        "{\"friendly_name\":\"ivr-main\",\"voice_url\":\"https://hooks.example.com/voice.xml\","
                                + "\"first_command_timeout_secs\":15,\"anchorsite_override\":\"Frankfurt, Germany\","
                                + "\"dtmf_type\":\"RFC 2833\",\"tags\":[\"prod\",\"ivr\"],"
                                + "\"inbound\":{\"channel_limit\":12,\"sip_subdomain\":\"acme\"},"
                                + "\"outbound\":{\"outbound_voice_profile_id\":\"2034567890123456789\"}}")
                .gets(AccountCases::isTheSample);
    }

    private static OperationCase<?> createAiCall() {
        CreateAiCall request = CreateAiCall.builder()
                .from("+13125550147")
                .to("+17735550199")
                .aiAssistantId("assistant-1")
                .aiAssistantDynamicVariables(Map.of("name", "Ada"))
                .statusCallbackEvents(List.of(AiCallEvent.ANSWERED, AiCallEvent.ANALYZED))
                .detectionMode(DetectionMode.PREMIUM_CALL_SCREENING)
                .build();
        return OperationCase.of(
                        AiCallOperations.CREATE,
                        "aiCalls().create(connectionId, request)",
                        request,
                        (client, given) -> client.aiCalls().create(APPLICATION_ID, given))
                .sends(
                        "POST /v2/texml/ai_calls/" + APPLICATION_ID,
                        "{\"From\":\"+13125550147\",\"To\":\"+17735550199\",\"AIAssistantId\":\"assistant-1\","
                                + "\"AIAssistantDynamicVariables\":{\"name\":\"Ada\"},"
                                + "\"StatusCallbackEvent\":\"answered analyzed\",\"DetectionMode\":\"PremiumCallScreening\"}")
                .gets(created -> {
                    assertThat(created.callSid()).isEqualTo(CALL_SID);
                    assertThat(created.to()).isEqualTo("+17735550199");
                });
    }

    static void isTheSample(Recording recording) {
        assertThat(recording.sid()).isEqualTo(RECORDING_SID);
        assertThat(recording.status()).isEqualTo(RecordingStatus.COMPLETED);
        assertThat(recording.source()).isEqualTo(RecordingSource.RECORD_VERB);
        assertThat(recording.duration()).isEqualTo(Duration.ofSeconds(31));
        assertThat(recording.startTime()).isEqualTo(Instant.parse("2024-03-04T14:07:40Z"));
        assertThat(recording.mediaUrl()).hasHost("recordings.example.com");
    }

    private static void isTheSample(Queue queue) {
        assertThat(queue.sid()).isEqualTo("support-line");
        assertThat(queue.maxSize()).isEqualTo(25);
        assertThat(queue.averageWaitTime()).isEqualTo(Duration.ofSeconds(42));
        assertThat(queue.dateCreated()).isEqualTo(Instant.parse("2024-03-07T16:20:00Z"));
    }

    private static void isTheSample(Transcription transcription) {
        assertThat(transcription.sid()).isEqualTo(TRANSCRIPTION_SID);
        assertThat(transcription.status()).isEqualTo(TranscriptionStatus.COMPLETED);
        assertThat(transcription.transcriptionText()).isEqualTo("Thanks for calling, please leave a message.");
        assertThat(transcription.dateCreated()).isEqualTo(Instant.parse("2024-03-04T14:08:30Z"));
    }

    private static void isTheSample(TexmlApplication application) {
        assertThat(application.id()).isEqualTo(APPLICATION_ID);
        assertThat(application.dtmfType()).isEqualTo(DtmfType.RFC_2833);
        assertThat(application.firstCommandTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(application.createdAt()).isEqualTo(Instant.parse("2024-02-11T09:30:12.104Z"));
        assertThat(application.tags()).containsExactly("prod", "ivr");
    }
}
