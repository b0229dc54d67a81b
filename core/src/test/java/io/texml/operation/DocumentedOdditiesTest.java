package io.texml.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ConferenceBeep;
import io.texml.ConferenceRecord;
import io.texml.applications.TexmlApplication;
import io.texml.calls.Call;
import io.texml.calls.CallCreated;
import io.texml.calls.CallStatus;
import io.texml.calls.ConnectionCallCreated;
import io.texml.conferences.Conference;
import io.texml.conferences.ConferenceRecording;
import io.texml.conferences.ConferenceRecordingStatus;
import io.texml.conferences.CreateParticipant;
import io.texml.internal.json.ResponseDecoder;
import io.texml.queues.Queue;
import io.texml.recordings.Recording;
import io.texml.recordings.RecordingStatus;
import io.texml.testing.Catalogue;
import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the documentation contradicts itself, or one resource writes what another writes differently: both are read. */
class DocumentedOdditiesTest {

    @ParameterizedTest
    @MethodSource("timestamps")
    void everyDateIsReadInBothDocumentedForms(RecordComponent component) throws ReflectiveOperationException {
        String name = component.getAccessor().getAnnotation(JsonProperty.class).value();
        for (String date : new String[] {"Thu, 15 Jun 2023 09:56:45 +0000", "2023-06-15T09:56:45Z"}) {
            Object record = decode(component.getDeclaringRecord(), "{\"" + name + "\":\"" + date + "\"}");
            assertThat(component.getAccessor().invoke(record)).isEqualTo(Instant.parse("2023-06-15T09:56:45Z"));
        }
    }

    @Test
    void aDurationIsSecondsAsTextOrAsNumber() {
        for (String eleven : new String[] {"\"11\"", "11"}) {
            String body = "{\"duration\":" + eleven + ",\"average_wait_time\":" + eleven + "}";
            assertThat(decode(Call.class, body).duration()).isEqualTo(Duration.ofSeconds(11));
            assertThat(decode(ConferenceRecording.class, body).duration()).isEqualTo(Duration.ofSeconds(11));
            assertThat(decode(Queue.class, body).averageWaitTime()).isEqualTo(Duration.ofSeconds(11));
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "'\"12\"', 12"})
    void aCountIsANumberOrItsText(String sent, int read) {
        assertThat(decode(Queue.class, "{\"max_size\":" + sent + "}").maxSize()).isEqualTo(read);
        assertThat(decode(Recording.class, "{\"channels\":" + sent + "}").channels())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2034567890123456789", "\"2034567890123456789\""})
    void anIdOf64BitsKeepsItsDigits(String id) {
        TexmlApplication application = decode(
                TexmlApplication.class, "{\"id\":" + id + ",\"outbound\":{\"outbound_voice_profile_id\":" + id + "}}");

        assertThat(application.id()).isEqualTo("2034567890123456789");
        assertThat(application.outbound().outboundVoiceProfileId()).isEqualTo("2034567890123456789");
    }

    @Test
    void theSidOfACallThatWasJustMadeIsReachableWhenItComes() {
        CallCreated created = decode(
                CallCreated.class,
                "{\"from\":\"+13125550147\",\"to\":\"+17735550199\",\"status\":\"accepted\",\"call_sid\":\"v3:a\"}");

        assertThat(created.status()).isEqualTo(CallStatus.of("accepted"));
        assertThat(created.additionalProperties()).isEqualTo(Map.of("call_sid", "v3:a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"call_sid\":\"v3:a\",\"from\":\"f\",\"to\":\"t\",\"status\":\"queued\"}",
                "{\"data\":{\"call_sid\":\"v3:a\",\"from\":\"f\",\"to\":\"t\",\"status\":\"queued\"}}"
            })
    void aCallThroughAConnectionIsAnsweredFlatOrWrapped(String body) {
        ConnectionCallCreated created = decode(ConnectionCallCreated.class, body);

        assertThat(created.callSid()).isEqualTo("v3:a");
        assertThat(created.from()).isEqualTo("f");
        assertThat(created.to()).isEqualTo("t");
        assertThat(created.status()).isSameAs(CallStatus.QUEUED);
        assertThat(created.additionalProperties()).isEmpty();
    }

    @Test
    void bothSpellingsOfSubresourcesAreRead() {
        assertThat(decode(Recording.class, "{\"subresources_uris\":{\"transcriptions\":\"/t\"}}")
                        .subresourcesUris()
                        .transcriptions())
                .hasToString("/t");
        assertThat(decode(Conference.class, "{\"subresource_uris\":{\"participants\":\"/p\",\"later\":1}}")
                        .subresourceUris())
                .isEqualTo(Map.of("participants", "/p", "later", 1));
        assertThat(decode(ConferenceRecording.class, "{\"subresource_uris\":{\"transcriptions\":null}}")
                        .subresourceUris())
                .containsEntry("transcriptions", null);
    }

    @Test
    void theStatesOfTheTwoKindsOfRecordingsAreTwoTypes() {
        assertThat(decode(Recording.class, "{\"status\":\"paused\"}").status()).isSameAs(RecordingStatus.PAUSED);
        assertThat(decode(ConferenceRecording.class, "{\"status\":\"absent\"}").status())
                .isSameAs(ConferenceRecordingStatus.ABSENT);
    }

    @Test
    void whatLooksLikeAFlagButIsAChoiceGoesOutAsText() {
        assertThat(CreateParticipant.builder()
                        .beep(ConferenceBeep.of("true"))
                        .conferenceRecord(ConferenceRecord.FALSE)
                        .muted(true)
                        .build()
                        .parameters())
                .isEqualTo(Map.of("Beep", "true", "ConferenceRecord", "false", "Muted", true));
    }

    @ParameterizedTest
    @MethodSource("withoutAnswer")
    void anOperationWithoutAnswerReadsNoBody(Operation<?> operation) {
        for (String body : new String[] {"", "{}", "<html>"}) {
            assertThat((Object) ResponseDecoder.decode(operation.responseType(), stream(body), "/"))
                    .isNull();
        }
    }

    static Stream<RecordComponent> timestamps() {
        return ContractTest.records().values().stream()
                .flatMap(record -> Stream.of(record.getRecordComponents()))
                .filter(component -> component.getType() == Instant.class);
    }

    static Stream<Operation<?>> withoutAnswer() {
        return Catalogue.operations().stream()
                .filter(operation -> operation.responseType().kind() == ResponseType.Kind.EMPTY);
    }

    private static <T> T decode(Class<T> record, String body) {
        return ResponseDecoder.decode(ResponseType.of(record), stream(body), "/");
    }

    private static ByteArrayInputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
