package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.OperationCase.CALL_SID;
import static io.texml.reactor.OperationCase.CONFERENCE_SID;
import static io.texml.reactor.OperationCase.RECORDING_SID;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.CallbackMethod;
import io.texml.calls.CallEvent;
import io.texml.conferences.Conference;
import io.texml.conferences.ConferenceBeep;
import io.texml.conferences.ConferenceEndReason;
import io.texml.conferences.ConferenceEvent;
import io.texml.conferences.ConferenceOperations;
import io.texml.conferences.ConferenceRecording;
import io.texml.conferences.ConferenceRecordingStatus;
import io.texml.conferences.ConferenceStatus;
import io.texml.conferences.CreateParticipant;
import io.texml.conferences.ListConferences;
import io.texml.conferences.Participant;
import io.texml.conferences.ParticipantCreated;
import io.texml.conferences.ParticipantStatus;
import io.texml.conferences.UpdateConference;
import io.texml.conferences.UpdateParticipant;
import io.texml.recordings.Recording;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The rows of conferences, their participants and recordings. */
final class ConferenceCases {

    private static final String CONFERENCE = ACCOUNT + "/Conferences/" + CONFERENCE_SID;

    private ConferenceCases() {}

    static List<OperationCase<?>> all() {
        return List.of(
                list(),
                get(),
                update(),
                listParticipants(),
                createParticipant(),
                getParticipant(),
                updateParticipant(),
                deleteParticipant(),
                listRecordings(),
                listAsRecordings());
    }

    private static OperationCase<?> list() {
        ListConferences query = ListConferences.builder()
                .friendlyName("morning standup")
                .status(ConferenceStatus.COMPLETED)
                .createdOnOrAfter(LocalDate.of(2023, 5, 22))
                .updatedOn(LocalDate.of(2024, 3, 6))
                .pageSize(1)
                .build();
        return OperationCase.<Conference>of(ConferenceOperations.LIST, client -> client.conferences()
                        .list(query))
                .sends("GET " + ACCOUNT + "/Conferences?FriendlyName=morning%20standup&Status=completed"
                        + "&DateCreated=%3E%3D2023-05-22&DateUpdated=2024-03-06&PageSize=1")
                .gets(200, Samples.lastPage("ConferencePage"), ConferenceCases::isTheSample);
    }

    private static OperationCase<?> get() {
        return OperationCase.<Conference>of(
                        ConferenceOperations.GET, client -> client.conferences().get(CONFERENCE_SID))
                .sends("GET " + CONFERENCE)
                .gets(200, Samples.read("Conference"), ConferenceCases::isTheSample);
    }

    private static OperationCase<?> update() {
        UpdateConference request = UpdateConference.builder()
                .announceUrl(URI.create("https://example.com/announce"))
                .announceMethod(CallbackMethod.GET)
                .build();
        return OperationCase.<Conference>of(ConferenceOperations.UPDATE, client -> client.conferences()
                        .update(CONFERENCE_SID, request))
                .sends("POST " + CONFERENCE)
                .form("AnnounceUrl=https%3A%2F%2Fexample.com%2Fannounce&AnnounceMethod=GET")
                .gets(200, Samples.read("Conference"), ConferenceCases::isTheSample);
    }

    private static OperationCase<?> listParticipants() {
        return OperationCase.<Participant>of(ConferenceOperations.PARTICIPANTS_LIST, client -> client.conferences()
                        .participants(CONFERENCE_SID)
                        .list())
                .sends("GET " + CONFERENCE + "/Participants")
                .gets(200, Samples.read("ParticipantPage"), ConferenceCases::isTheSample);
    }

    private static OperationCase<?> createParticipant() {
        CreateParticipant request = CreateParticipant.builder()
                .applicationSid("2034567890123456701")
                .from("+13125550147")
                .to("+17735550199")
                .label("front desk/2")
                .statusCallbackEvents(List.of(CallEvent.RINGING, CallEvent.COMPLETED))
                .machineDetectionBeepMinFrequency(481)
                .machineDetectionBeepSpectralConfirmation(true)
                .machineDetectionBeepSpectralMinPurity(0.6)
                .machineDetectionBeepSpectralWindow(Duration.ofMillis(60))
                .beep(ConferenceBeep.ALWAYS)
                .maxParticipants(20)
                .conferenceStatusCallbackEvents(List.of(ConferenceEvent.JOIN, ConferenceEvent.LEAVE))
                .sipAuthUsername("me")
                .sipAuthPassword("p&ss wörd")
                .build();
        return OperationCase.<ParticipantCreated>of(
                        ConferenceOperations.PARTICIPANTS_CREATE, client -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .create(request))
                .sends("POST " + CONFERENCE + "/Participants")
                .form("ApplicationSid=2034567890123456701&From=%2B13125550147&To=%2B17735550199"
                        + "&Label=front+desk%2F2&StatusCallbackEvent=ringing+completed&MachineDetectionBeepMinFrequency=481"
                        + "&MachineDetectionBeepSpectralConfirmation=true&MachineDetectionBeepSpectralMinPurity=0.6"
                        + "&MachineDetectionBeepSpectralWindow=60&Beep=true&MaxParticipants=20"
                        + "&ConferenceStatusCallbackEvent=join+leave&SipAuthUsername=me"
                        + "&SipAuthPassword=p%26ss+w%C3%B6rd")
                .gets(200, Samples.read("ParticipantCreated"), created -> {
                    assertThat(created.callSid()).startsWith("v3:Lw2e");
                    assertThat(created.status()).isEqualTo(ParticipantStatus.CONNECTING);
                    assertThat(created.muted()).isFalse();
                });
    }

    private static OperationCase<?> getParticipant() {
        return OperationCase.<Participant>of(ConferenceOperations.PARTICIPANTS_GET, client -> client.conferences()
                        .participants(CONFERENCE_SID)
                        .get("front desk/2"))
                .sends("GET " + CONFERENCE + "/Participants/front%20desk%2F2")
                .gets(200, Samples.read("Participant"), ConferenceCases::isTheSample);
    }

    private static OperationCase<?> updateParticipant() {
        UpdateParticipant request = UpdateParticipant.builder()
                .muted(true)
                .coaching(true)
                .callSidToCoach(CALL_SID)
                .build();
        return OperationCase.<Participant>of(ConferenceOperations.PARTICIPANTS_UPDATE, client -> client.conferences()
                        .participants(CONFERENCE_SID)
                        .update(CALL_SID, request))
                .sends("POST " + CONFERENCE + "/Participants/" + CALL_SID)
                .form("Muted=true&Coaching=true&CallSidToCoach=" + CALL_SID.replace(":", "%3A"))
                .gets(200, Samples.read("Participant"), ConferenceCases::isTheSample);
    }

    private static OperationCase<?> deleteParticipant() {
        return OperationCase.<Void>of(ConferenceOperations.PARTICIPANTS_DELETE, client -> client.conferences()
                        .participants(CONFERENCE_SID)
                        .delete(CALL_SID))
                .sends("DELETE " + CONFERENCE + "/Participants/" + CALL_SID)
                .gets204();
    }

    private static OperationCase<?> listRecordings() {
        return OperationCase.<ConferenceRecording>of(
                        ConferenceOperations.RECORDINGS_LIST,
                        client ->
                                client.conferences().recordings(CONFERENCE_SID).list())
                .sends("GET " + CONFERENCE + "/Recordings")
                .gets(200, Samples.read("ConferenceRecordingPage"), recording -> {
                    assertThat(recording.sid()).isEqualTo(RECORDING_SID);
                    assertThat(recording.status()).isEqualTo(ConferenceRecordingStatus.COMPLETED);
                    assertThat(recording.duration()).isEqualTo(Duration.ofSeconds(1867));
                    assertThat(recording.mediaUrl())
                            .isEqualTo(URI.create("https://recordings.example.com/mp3/conference.mp3"));
                });
    }

    private static OperationCase<?> listAsRecordings() {
        return OperationCase.<Recording>of(ConferenceOperations.RECORDINGS_LIST_JSON, client -> client.conferences()
                        .recordings(CONFERENCE_SID)
                        .listAsRecordings())
                .sends("GET " + CONFERENCE + "/Recordings.json")
                .gets(200, Samples.lastPage("RecordingPage"), AccountCases::isTheSample);
    }

    private static void isTheSample(Conference conference) {
        assertThat(conference.sid()).isEqualTo(CONFERENCE_SID);
        assertThat(conference.status()).isEqualTo(ConferenceStatus.COMPLETED);
        assertThat(conference.reasonConferenceEnded())
                .isEqualTo(ConferenceEndReason.of("last-participant-left"))
                .matches(ConferenceEndReason::isKnown);
        assertThat(conference.dateUpdated()).isEqualTo(Instant.parse("2024-03-06T10:31:12Z"));
        assertThat(conference.subresourceUris()).containsKeys("participants", "recordings");
    }

    private static void isTheSample(Participant participant) {
        assertThat(participant.callSid()).isEqualTo(CALL_SID);
        assertThat(participant.status()).isEqualTo(ParticipantStatus.CONNECTED);
        assertThat(participant.muted()).isTrue();
        assertThat(participant.hold()).isFalse();
        assertThat(participant.dateUpdated()).isEqualTo(Instant.parse("2024-03-06T10:04:44Z"));
    }
}
