package io.texml.conferences;

import io.texml.operation.BodyFormat;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Pacing;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.recordings.Recording;
import java.util.List;

/** The operations of conferences, their participants and their recordings. */
public final class ConferenceOperations {

    private static final String ACCOUNT = "/texml/Accounts/{account_sid}";
    private static final String CONFERENCES = ACCOUNT + "/Conferences";
    private static final String CONFERENCE = CONFERENCES + "/{conference_sid}";
    private static final String PARTICIPANTS = CONFERENCE + "/Participants";
    private static final String PARTICIPANT = PARTICIPANTS + "/{call_sid_or_participant_label}";

    /** Safe: it reads. */
    public static final Operation<Page<Conference>> LIST = Operation.builder(
                    "conferences.list", HttpMethod.GET, CONFERENCES, ResponseType.page("conferences", Conference.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<Conference> GET = Operation.builder(
                    "conferences.get", HttpMethod.GET, CONFERENCE, ResponseType.of(Conference.class))
            .build();

    /** Idempotent as far as it sets a state (ending twice ends once); an announcement would be played twice. */
    public static final Operation<Conference> UPDATE = Operation.builder(
                    "conferences.update", HttpMethod.POST, CONFERENCE, ResponseType.of(Conference.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .instructionParameters("AnnounceUrl")
            .build();

    /** Safe: it reads. */
    public static final Operation<Page<Participant>> PARTICIPANTS_LIST = Operation.builder(
                    "conferences.participants.list",
                    HttpMethod.GET,
                    PARTICIPANTS,
                    ResponseType.page("participants", Participant.class))
            .build();

    /** Creating: each one makes a phone ring. */
    public static final Operation<ParticipantCreated> PARTICIPANTS_CREATE = Operation.builder(
                    "conferences.participants.create",
                    HttpMethod.POST,
                    PARTICIPANTS,
                    ResponseType.of(ParticipantCreated.class))
            .bodyFormat(BodyFormat.FORM)
            .pacing(Pacing.DIAL)
            .build();

    /** Safe: it reads. */
    public static final Operation<Participant> PARTICIPANTS_GET = Operation.builder(
                    "conferences.participants.get", HttpMethod.GET, PARTICIPANT, ResponseType.of(Participant.class))
            .build();

    /**
     * Idempotent as far as it sets a state (muted twice is muted); what is played to the participant would begin anew.
     */
    public static final Operation<Participant> PARTICIPANTS_UPDATE = Operation.builder(
                    "conferences.participants.update", HttpMethod.POST, PARTICIPANT, ResponseType.of(Participant.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .instructionParameters("AnnounceUrl", "HoldUrl", "WaitUrl")
            .build();

    /** Idempotent: a participant who is gone stays gone. */
    public static final Operation<Void> PARTICIPANTS_DELETE = Operation.builder(
                    "conferences.participants.delete", HttpMethod.DELETE, PARTICIPANT, ResponseType.empty())
            .safety(Safety.IDEMPOTENT)
            .build();

    /**
     * Safe: it reads. The items have the states of conference recordings; {@link #RECORDINGS_LIST_JSON} has
     * those of all recordings.
     */
    public static final Operation<Page<ConferenceRecording>> RECORDINGS_LIST = Operation.builder(
                    "conferences.recordings.list",
                    HttpMethod.GET,
                    CONFERENCE + "/Recordings",
                    ResponseType.page("recordings", ConferenceRecording.class))
            .build();

    /** Safe: it reads. The items are those of {@link io.texml.recordings.RecordingOperations#LIST}. */
    public static final Operation<Page<Recording>> RECORDINGS_LIST_JSON = Operation.builder(
                    "conferences.recordings.listJson",
                    HttpMethod.GET,
                    CONFERENCE + "/Recordings.json",
                    ResponseType.page("recordings", Recording.class))
            .build();

    private static final List<Operation<?>> ALL = List.of(
            LIST,
            GET,
            UPDATE,
            PARTICIPANTS_LIST,
            PARTICIPANTS_CREATE,
            PARTICIPANTS_GET,
            PARTICIPANTS_UPDATE,
            PARTICIPANTS_DELETE,
            RECORDINGS_LIST,
            RECORDINGS_LIST_JSON);

    private ConferenceOperations() {}

    /** Every operation of conferences. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
