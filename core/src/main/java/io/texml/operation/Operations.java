package io.texml.operation;

import static io.texml.operation.HttpMethod.DELETE;
import static io.texml.operation.HttpMethod.GET;
import static io.texml.operation.HttpMethod.PATCH;
import static io.texml.operation.HttpMethod.POST;

import io.texml.aicalls.AiCallCreated;
import io.texml.applications.TexmlApplication;
import io.texml.calls.Call;
import io.texml.calls.CallCreated;
import io.texml.calls.CallRecording;
import io.texml.calls.CallStream;
import io.texml.calls.CallStreamUpdated;
import io.texml.calls.ConnectionCallCreated;
import io.texml.calls.SiprecSession;
import io.texml.calls.SiprecSessionUpdated;
import io.texml.conferences.Conference;
import io.texml.conferences.ConferenceRecording;
import io.texml.conferences.Participant;
import io.texml.conferences.ParticipantCreated;
import io.texml.queues.Queue;
import io.texml.recordings.Recording;
import io.texml.secrets.Secret;
import io.texml.transcriptions.Transcription;
import java.util.List;

/**
 * The catalogue: every operation of the TeXML API, once. A line says all that differs between operations; the safety of
 * each says why. What a line does not say is as {@link Operation#builder} begins: GET is safe, POST creates, and a body
 * is JSON.
 */
public final class Operations {

    private static final String ACCOUNT = "/texml/Accounts/{account_sid}";
    private static final String CALLS = ACCOUNT + "/Calls";
    private static final String CALL = CALLS + "/{call_sid}";
    private static final String CONFERENCES = ACCOUNT + "/Conferences";
    private static final String CONFERENCE = CONFERENCES + "/{conference_sid}";
    private static final String PARTICIPANTS = CONFERENCE + "/Participants";
    private static final String PARTICIPANT = PARTICIPANTS + "/{call_sid_or_participant_label}";
    private static final String QUEUES = ACCOUNT + "/Queues";
    private static final String QUEUE = QUEUES + "/{queue_sid}";
    private static final String RECORDING = ACCOUNT + "/Recordings/{recording_sid}.json";
    private static final String TRANSCRIPTION = ACCOUNT + "/Transcriptions/{recording_transcription_sid}.json";
    private static final String APPLICATIONS = "/texml_applications";
    private static final String APPLICATION = APPLICATIONS + "/{id}";

    /** Safe: it reads. Eventually consistent. */
    public static final Operation<Page<Call>> CALLS_LIST = Operation.builder(
                    "calls.list", GET, CALLS, ResponseType.page("calls", Call.class))
            .build();

    /** Creating: each one makes a phone ring. */
    public static final Operation<CallCreated> CALLS_CREATE = Operation.builder(
                    "calls.create", POST, CALLS, ResponseType.of(CallCreated.class))
            .pacing(Pacing.DIAL)
            .build();

    /** Safe: it reads. Eventually consistent. */
    public static final Operation<Call> CALLS_GET = Operation.builder(
                    "calls.get", GET, CALL, ResponseType.of(Call.class))
            .build();

    /** Idempotent as far as it sets a state (ending twice ends once); new instructions would be carried out twice. */
    public static final Operation<Call> CALLS_UPDATE = Operation.builder(
                    "calls.update", POST, CALL, ResponseType.of(Call.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .instructionParameters("Url", "Texml")
            .build();

    /** Safe: it reads. */
    public static final Operation<Page<Recording>> CALL_RECORDINGS_LIST = Operation.builder(
                    "calls.recordings.list",
                    GET,
                    CALL + "/Recordings.json",
                    ResponseType.page("recordings", Recording.class))
            .build();

    /** Creating: each one starts another recording. */
    public static final Operation<CallRecording> CALL_RECORDINGS_START = Operation.builder(
                    "calls.recordings.start", POST, CALL + "/Recordings.json", ResponseType.of(CallRecording.class))
            .bodyFormat(BodyFormat.FORM)
            .build();

    /** Idempotent: pausing, resuming or stopping twice leaves the same state. */
    public static final Operation<CallRecording> CALL_RECORDINGS_UPDATE = Operation.builder(
                    "calls.recordings.update",
                    POST,
                    CALL + "/Recordings/{recording_sid}.json",
                    ResponseType.of(CallRecording.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Creating: each one starts another session with the recorder. */
    public static final Operation<SiprecSession> CALL_SIPREC_START = Operation.builder(
                    "calls.siprec.start", POST, CALL + "/Siprec.json", ResponseType.of(SiprecSession.class))
            .bodyFormat(BodyFormat.FORM)
            .build();

    /** Idempotent: a session that is stopped stays stopped. */
    public static final Operation<SiprecSessionUpdated> CALL_SIPREC_UPDATE = Operation.builder(
                    "calls.siprec.update",
                    POST,
                    CALL + "/Siprec/{siprec_sid}.json",
                    ResponseType.of(SiprecSessionUpdated.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Creating: each one opens another stream. */
    public static final Operation<CallStream> CALL_STREAMS_START = Operation.builder(
                    "calls.streams.start", POST, CALL + "/Streams.json", ResponseType.of(CallStream.class))
            .bodyFormat(BodyFormat.FORM)
            .build();

    /** Idempotent: a stream that is stopped stays stopped. */
    public static final Operation<CallStreamUpdated> CALL_STREAMS_UPDATE = Operation.builder(
                    "calls.streams.update",
                    POST,
                    CALL + "/Streams/{streaming_sid}.json",
                    ResponseType.of(CallStreamUpdated.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Safe: it reads. */
    public static final Operation<Page<Conference>> CONFERENCES_LIST = Operation.builder(
                    "conferences.list", GET, CONFERENCES, ResponseType.page("conferences", Conference.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<Conference> CONFERENCES_GET = Operation.builder(
                    "conferences.get", GET, CONFERENCE, ResponseType.of(Conference.class))
            .build();

    /** Idempotent as far as it sets a state (ending twice ends once); an announcement would be played twice. */
    public static final Operation<Conference> CONFERENCES_UPDATE = Operation.builder(
                    "conferences.update", POST, CONFERENCE, ResponseType.of(Conference.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .instructionParameters("AnnounceUrl")
            .build();

    /** Safe: it reads. */
    public static final Operation<Page<Participant>> CONFERENCE_PARTICIPANTS_LIST = Operation.builder(
                    "conferences.participants.list",
                    GET,
                    PARTICIPANTS,
                    ResponseType.page("participants", Participant.class))
            .build();

    /** Creating: each one makes a phone ring. */
    public static final Operation<ParticipantCreated> CONFERENCE_PARTICIPANTS_CREATE = Operation.builder(
                    "conferences.participants.create", POST, PARTICIPANTS, ResponseType.of(ParticipantCreated.class))
            .bodyFormat(BodyFormat.FORM)
            .pacing(Pacing.DIAL)
            .build();

    /** Safe: it reads. */
    public static final Operation<Participant> CONFERENCE_PARTICIPANTS_GET = Operation.builder(
                    "conferences.participants.get", GET, PARTICIPANT, ResponseType.of(Participant.class))
            .build();

    /**
     * Idempotent as far as it sets a state (muted twice is muted); what is played to the participant would begin anew.
     */
    public static final Operation<Participant> CONFERENCE_PARTICIPANTS_UPDATE = Operation.builder(
                    "conferences.participants.update", POST, PARTICIPANT, ResponseType.of(Participant.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .instructionParameters("AnnounceUrl", "HoldUrl", "WaitUrl")
            .build();

    /** Idempotent: a participant who is gone stays gone. */
    public static final Operation<Void> CONFERENCE_PARTICIPANTS_DELETE = Operation.builder(
                    "conferences.participants.delete", DELETE, PARTICIPANT, ResponseType.empty())
            .safety(Safety.IDEMPOTENT)
            .build();

    /**
     * Safe: it reads. The items have the states of conference recordings; {@link #CONFERENCE_RECORDINGS_LIST_JSON} has
     * those of all recordings.
     */
    public static final Operation<Page<ConferenceRecording>> CONFERENCE_RECORDINGS_LIST = Operation.builder(
                    "conferences.recordings.list",
                    GET,
                    CONFERENCE + "/Recordings",
                    ResponseType.page("recordings", ConferenceRecording.class))
            .build();

    /** Safe: it reads. The items are those of {@link #RECORDINGS_LIST}. */
    public static final Operation<Page<Recording>> CONFERENCE_RECORDINGS_LIST_JSON = Operation.builder(
                    "conferences.recordings.listJson",
                    GET,
                    CONFERENCE + "/Recordings.json",
                    ResponseType.page("recordings", Recording.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<Page<Queue>> QUEUES_LIST = Operation.builder(
                    "queues.list", GET, QUEUES, ResponseType.page("queues", Queue.class))
            .build();

    /** Creating: nothing says that a second one with the same name is harmless. */
    public static final Operation<Queue> QUEUES_CREATE = Operation.builder(
                    "queues.create", POST, QUEUES, ResponseType.of(Queue.class))
            .bodyFormat(BodyFormat.FORM)
            .build();

    /** Safe: it reads. */
    public static final Operation<Queue> QUEUES_GET = Operation.builder(
                    "queues.get", GET, QUEUE, ResponseType.of(Queue.class))
            .build();

    /** Idempotent: it sets the largest size. */
    public static final Operation<Queue> QUEUES_UPDATE = Operation.builder(
                    "queues.update", POST, QUEUE, ResponseType.of(Queue.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Idempotent: a queue that is gone stays gone. */
    public static final Operation<Void> QUEUES_DELETE = Operation.builder(
                    "queues.delete", DELETE, QUEUE, ResponseType.empty())
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Safe: it reads. */
    public static final Operation<Page<Recording>> RECORDINGS_LIST = Operation.builder(
                    "recordings.list",
                    GET,
                    ACCOUNT + "/Recordings.json",
                    ResponseType.page("recordings", Recording.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<Recording> RECORDINGS_GET = Operation.builder(
                    "recordings.get", GET, RECORDING, ResponseType.of(Recording.class))
            .build();

    /** Idempotent: a recording that is gone stays gone. */
    public static final Operation<Void> RECORDINGS_DELETE = Operation.builder(
                    "recordings.delete", DELETE, RECORDING, ResponseType.empty())
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Safe: it reads. */
    public static final Operation<Page<Transcription>> TRANSCRIPTIONS_LIST = Operation.builder(
                    "transcriptions.list",
                    GET,
                    ACCOUNT + "/Transcriptions.json",
                    ResponseType.page("transcriptions", Transcription.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<Transcription> TRANSCRIPTIONS_GET = Operation.builder(
                    "transcriptions.get", GET, TRANSCRIPTION, ResponseType.of(Transcription.class))
            .build();

    /** Idempotent: a transcription that is gone stays gone. */
    public static final Operation<Void> TRANSCRIPTIONS_DELETE = Operation.builder(
                    "transcriptions.delete", DELETE, TRANSCRIPTION, ResponseType.empty())
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Creating: nothing says that a second one with the same name is harmless. */
    public static final Operation<Secret> SECRETS_CREATE = Operation.builder(
                    "secrets.create", POST, "/texml/secrets", ResponseType.of(Secret.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<Page<TexmlApplication>> APPLICATIONS_LIST = Operation.builder(
                    "applications.list", GET, APPLICATIONS, ResponseType.numberedPage(TexmlApplication.class))
            .build();

    /** Creating: each one makes another application, names need not differ. */
    public static final Operation<TexmlApplication> APPLICATIONS_CREATE = Operation.builder(
                    "applications.create", POST, APPLICATIONS, ResponseType.of(TexmlApplication.class))
            .build();

    /** Safe: it reads. */
    public static final Operation<TexmlApplication> APPLICATIONS_GET = Operation.builder(
                    "applications.get", GET, APPLICATION, ResponseType.of(TexmlApplication.class))
            .build();

    /** Idempotent: it sets what it names. */
    public static final Operation<TexmlApplication> APPLICATIONS_UPDATE = Operation.builder(
                    "applications.update", PATCH, APPLICATION, ResponseType.of(TexmlApplication.class))
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Idempotent: an application that is gone stays gone. It answers with the application that it deleted. */
    public static final Operation<TexmlApplication> APPLICATIONS_DELETE = Operation.builder(
                    "applications.delete", DELETE, APPLICATION, ResponseType.of(TexmlApplication.class))
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Creating: each one makes a phone ring. */
    public static final Operation<AiCallCreated> AI_CALLS_CREATE = Operation.builder(
                    "aiCalls.create", POST, "/texml/ai_calls/{connection_id}", ResponseType.of(AiCallCreated.class))
            .pacing(Pacing.DIAL)
            .build();

    /** Creating: each one makes a phone ring. */
    public static final Operation<ConnectionCallCreated> CONNECTION_CALLS_CREATE = Operation.builder(
                    "connectionCalls.create",
                    POST,
                    "/texml/calls/{connection_id}",
                    ResponseType.of(ConnectionCallCreated.class))
            .pacing(Pacing.DIAL)
            .build();

    private static final List<Operation<?>> ALL = List.of(
            CALLS_LIST,
            CALLS_CREATE,
            CALLS_GET,
            CALLS_UPDATE,
            CALL_RECORDINGS_LIST,
            CALL_RECORDINGS_START,
            CALL_RECORDINGS_UPDATE,
            CALL_SIPREC_START,
            CALL_SIPREC_UPDATE,
            CALL_STREAMS_START,
            CALL_STREAMS_UPDATE,
            CONFERENCES_LIST,
            CONFERENCES_GET,
            CONFERENCES_UPDATE,
            CONFERENCE_PARTICIPANTS_LIST,
            CONFERENCE_PARTICIPANTS_CREATE,
            CONFERENCE_PARTICIPANTS_GET,
            CONFERENCE_PARTICIPANTS_UPDATE,
            CONFERENCE_PARTICIPANTS_DELETE,
            CONFERENCE_RECORDINGS_LIST,
            CONFERENCE_RECORDINGS_LIST_JSON,
            QUEUES_LIST,
            QUEUES_CREATE,
            QUEUES_GET,
            QUEUES_UPDATE,
            QUEUES_DELETE,
            RECORDINGS_LIST,
            RECORDINGS_GET,
            RECORDINGS_DELETE,
            TRANSCRIPTIONS_LIST,
            TRANSCRIPTIONS_GET,
            TRANSCRIPTIONS_DELETE,
            SECRETS_CREATE,
            APPLICATIONS_LIST,
            APPLICATIONS_CREATE,
            APPLICATIONS_GET,
            APPLICATIONS_UPDATE,
            APPLICATIONS_DELETE,
            AI_CALLS_CREATE,
            CONNECTION_CALLS_CREATE);

    private Operations() {}

    /** Every operation, in the order of the API's resources. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
