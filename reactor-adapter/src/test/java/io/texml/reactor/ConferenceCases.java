package io.texml.reactor;

import static io.texml.reactor.OperationCase.ACCOUNT;
import static io.texml.reactor.OperationCase.CALL_SID;
import static io.texml.reactor.OperationCase.CONFERENCE_SID;
import static io.texml.reactor.OperationCase.RECORDING_SID;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.CallbackMethod;
import io.texml.ConferenceBeep;
import io.texml.calls.CallEvent;
import io.texml.conferences.Conference;
import io.texml.conferences.ConferenceEndReason;
import io.texml.conferences.ConferenceEvent;
import io.texml.conferences.ConferenceOperations;
import io.texml.conferences.ConferenceRecordingStatus;
import io.texml.conferences.ConferenceStatus;
import io.texml.conferences.CreateParticipant;
import io.texml.conferences.ListConferences;
import io.texml.conferences.Participant;
import io.texml.conferences.ParticipantStatus;
import io.texml.conferences.UpdateConference;
import io.texml.conferences.UpdateParticipant;
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
        return OperationCase.ofList(
                        ConferenceOperations.LIST,
                        "conferences().list(query)",
                        query,
                        (client, given) -> client.conferences().list(given))
                .sends("GET " + ACCOUNT + "/Conferences?FriendlyName=morning%20standup&Status=completed"
                        + "&DateCreated=%3E%3D2023-05-22&DateUpdated=2024-03-06&PageSize=1")
                .shortcut("conferences().list()", client -> client.conferences().list())
                .gets(ConferenceCases::isTheSample);
    }

    private static OperationCase<?> get() {
        return OperationCase.of(ConferenceOperations.GET, "conferences().get(sid)", client -> client.conferences()
                        .get(CONFERENCE_SID))
                .sends("GET " + CONFERENCE)
                .gets(ConferenceCases::isTheSample);
    }

    private static OperationCase<?> update() {
        UpdateConference request = UpdateConference.builder()
                .announceUrl(URI.create("https://example.com/announce"))
                .announceMethod(CallbackMethod.GET)
                .build();
        return OperationCase.of(
                        ConferenceOperations.UPDATE,
                        "conferences().update(sid, request)",
                        request,
                        (client, given) -> client.conferences().update(CONFERENCE_SID, given))
                .sends("POST " + CONFERENCE, "AnnounceUrl=https%3A%2F%2Fexample.com%2Fannounce&AnnounceMethod=GET")
                .shortcut(
                        "conferences().end(sid)",
                        client -> client.conferences().end(CONFERENCE_SID),
                        "Status=completed")
                .shortcut(
                        "conferences().announce(sid, url)",
                        client ->
                                client.conferences().announce(CONFERENCE_SID, URI.create("https://example.com/music")),
                        "AnnounceUrl=https%3A%2F%2Fexample.com%2Fmusic")
                .gets(ConferenceCases::isTheSample);
    }

    private static OperationCase<?> listParticipants() {
        return OperationCase.ofList(
                        ConferenceOperations.PARTICIPANTS_LIST,
                        "conferences().participants(sid).list()",
                        client -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .list())
                .sends("GET " + CONFERENCE + "/Participants")
                .gets(ConferenceCases::isTheSample);
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
        return OperationCase.of(
                        ConferenceOperations.PARTICIPANTS_CREATE,
                        "conferences().participants(sid).create(request)",
                        request,
                        (client, given) -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .create(given))
                .sends(
                        "POST " + CONFERENCE + "/Participants",
                        "ApplicationSid=2034567890123456701&From=%2B13125550147&To=%2B17735550199"
                                + "&Label=front+desk%2F2&StatusCallbackEvent=ringing+completed&MachineDetectionBeepMinFrequency=481"
                                + "&MachineDetectionBeepSpectralConfirmation=true&MachineDetectionBeepSpectralMinPurity=0.6"
                                + "&MachineDetectionBeepSpectralWindow=60&Beep=true&MaxParticipants=20"
                                + "&ConferenceStatusCallbackEvent=join+leave&SipAuthUsername=me"
                                + "&SipAuthPassword=p%26ss+w%C3%B6rd")
                .gets(created -> {
                    assertThat(created.callSid()).startsWith("v3:Lw2e");
                    assertThat(created.status()).isEqualTo(ParticipantStatus.CONNECTING);
                    assertThat(created.muted()).isFalse();
                });
    }

    private static OperationCase<?> getParticipant() {
        return OperationCase.of(
                        ConferenceOperations.PARTICIPANTS_GET,
                        "conferences().participants(sid).get(callSidOrLabel)",
                        client -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .get("front desk/2"))
                .sends("GET " + CONFERENCE + "/Participants/front%20desk%2F2")
                .gets(ConferenceCases::isTheSample);
    }

    private static OperationCase<?> updateParticipant() {
        UpdateParticipant request = UpdateParticipant.builder()
                .muted(true)
                .coaching(true)
                .callSidToCoach(CALL_SID)
                .build();
        return OperationCase.of(
                        ConferenceOperations.PARTICIPANTS_UPDATE,
                        "conferences().participants(sid).update(callSidOrLabel, request)",
                        request,
                        (client, given) -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .update(CALL_SID, given))
                .sends(
                        "POST " + CONFERENCE + "/Participants/" + CALL_SID,
                        "Muted=true&Coaching=true&CallSidToCoach=" + CALL_SID.replace(":", "%3A"))
                .shortcut(
                        "conferences().participants(sid).mute(callSidOrLabel)",
                        client -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .mute(CALL_SID),
                        "Muted=true")
                .shortcut(
                        "conferences().participants(sid).unmute(callSidOrLabel)",
                        client -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .unmute(CALL_SID),
                        "Muted=false")
                .shortcut(
                        "conferences().participants(sid).hold(callSidOrLabel)",
                        client -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .hold(CALL_SID),
                        "Hold=true")
                .shortcut(
                        "conferences().participants(sid).hold(callSidOrLabel, url)",
                        client -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .hold(CALL_SID, URI.create("https://example.com/music")),
                        "Hold=true&HoldUrl=https%3A%2F%2Fexample.com%2Fmusic")
                .shortcut(
                        "conferences().participants(sid).unhold(callSidOrLabel)",
                        client -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .unhold(CALL_SID),
                        "Hold=false")
                .gets(ConferenceCases::isTheSample);
    }

    private static OperationCase<?> deleteParticipant() {
        return OperationCase.of(
                        ConferenceOperations.PARTICIPANTS_DELETE,
                        "conferences().participants(sid).delete(callSidOrLabel)",
                        client -> client.conferences()
                                .participants(CONFERENCE_SID)
                                .delete(CALL_SID))
                .sends("DELETE " + CONFERENCE + "/Participants/" + CALL_SID)
                .getsNothing();
    }

    private static OperationCase<?> listRecordings() {
        return OperationCase.ofList(
                        ConferenceOperations.RECORDINGS_LIST,
                        "conferences().recordings(sid).list()",
                        client ->
                                client.conferences().recordings(CONFERENCE_SID).list())
                .sends("GET " + CONFERENCE + "/Recordings")
                .gets(recording -> {
                    assertThat(recording.sid()).isEqualTo(RECORDING_SID);
                    assertThat(recording.status()).isEqualTo(ConferenceRecordingStatus.COMPLETED);
                    assertThat(recording.duration()).isEqualTo(Duration.ofSeconds(1867));
                    assertThat(recording.mediaUrl())
                            .isEqualTo(URI.create("https://recordings.example.com/mp3/conference.mp3"));
                });
    }

    private static OperationCase<?> listAsRecordings() {
        return OperationCase.ofList(
                        ConferenceOperations.RECORDINGS_LIST_JSON,
                        "conferences().recordings(sid).listAsRecordings()",
                        client ->
                                client.conferences().recordings(CONFERENCE_SID).listAsRecordings())
                .sends("GET " + CONFERENCE + "/Recordings.json")
                .gets(AccountCases::isTheSample);
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
