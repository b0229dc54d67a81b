package io.texml.calls;

import io.texml.operation.BodyFormat;
import io.texml.operation.HttpMethod;
import io.texml.operation.Operation;
import io.texml.operation.Pacing;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.operation.Safety;
import io.texml.recordings.Recording;
import java.util.List;

/** The operations of calls and of what belongs to one call. */
public final class CallOperations {

    private static final String ACCOUNT = "/texml/Accounts/{account_sid}";
    private static final String CALLS = ACCOUNT + "/Calls";
    private static final String CALL = CALLS + "/{call_sid}";

    /** Safe: it reads. Eventually consistent. */
    public static final Operation<Page<Call>> LIST = Operation.builder(
                    "calls.list", HttpMethod.GET, CALLS, ResponseType.page("calls", Call.class))
            .build();

    /** Creating: each one makes a phone ring. */
    public static final Operation<CallCreated> CREATE = Operation.builder(
                    "calls.create", HttpMethod.POST, CALLS, ResponseType.of(CallCreated.class))
            .pacing(Pacing.DIAL)
            .build();

    /** Safe: it reads. Eventually consistent. */
    public static final Operation<Call> GET = Operation.builder(
                    "calls.get", HttpMethod.GET, CALL, ResponseType.of(Call.class))
            .build();

    /** Idempotent as far as it sets a state (ending twice ends once); new instructions would be carried out twice. */
    public static final Operation<Call> UPDATE = Operation.builder(
                    "calls.update", HttpMethod.POST, CALL, ResponseType.of(Call.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .instructionParameters("Url", "Texml")
            .build();

    /** Safe: it reads. */
    public static final Operation<Page<Recording>> RECORDINGS_LIST = Operation.builder(
                    "calls.recordings.list",
                    HttpMethod.GET,
                    CALL + "/Recordings.json",
                    ResponseType.page("recordings", Recording.class))
            .build();

    /** Creating: each one starts another recording. */
    public static final Operation<CallRecording> RECORDINGS_START = Operation.builder(
                    "calls.recordings.start",
                    HttpMethod.POST,
                    CALL + "/Recordings.json",
                    ResponseType.of(CallRecording.class))
            .bodyFormat(BodyFormat.FORM)
            .build();

    /** Idempotent: pausing, resuming or stopping twice leaves the same state. */
    public static final Operation<CallRecording> RECORDINGS_UPDATE = Operation.builder(
                    "calls.recordings.update",
                    HttpMethod.POST,
                    CALL + "/Recordings/{recording_sid}.json",
                    ResponseType.of(CallRecording.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Creating: each one starts another session with the recorder. */
    public static final Operation<SiprecSession> SIPREC_START = Operation.builder(
                    "calls.siprec.start", HttpMethod.POST, CALL + "/Siprec.json", ResponseType.of(SiprecSession.class))
            .bodyFormat(BodyFormat.FORM)
            .build();

    /** Idempotent: a session that is stopped stays stopped. */
    public static final Operation<SiprecSessionUpdated> SIPREC_UPDATE = Operation.builder(
                    "calls.siprec.update",
                    HttpMethod.POST,
                    CALL + "/Siprec/{siprec_sid}.json",
                    ResponseType.of(SiprecSessionUpdated.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .build();

    /** Creating: each one opens another stream. */
    public static final Operation<CallStream> STREAMS_START = Operation.builder(
                    "calls.streams.start", HttpMethod.POST, CALL + "/Streams.json", ResponseType.of(CallStream.class))
            .bodyFormat(BodyFormat.FORM)
            .build();

    /** Idempotent: a stream that is stopped stays stopped. */
    public static final Operation<CallStreamUpdated> STREAMS_UPDATE = Operation.builder(
                    "calls.streams.update",
                    HttpMethod.POST,
                    CALL + "/Streams/{streaming_sid}.json",
                    ResponseType.of(CallStreamUpdated.class))
            .bodyFormat(BodyFormat.FORM)
            .safety(Safety.IDEMPOTENT)
            .build();

    private static final List<Operation<?>> ALL = List.of(
            LIST,
            CREATE,
            GET,
            UPDATE,
            RECORDINGS_LIST,
            RECORDINGS_START,
            RECORDINGS_UPDATE,
            SIPREC_START,
            SIPREC_UPDATE,
            STREAMS_START,
            STREAMS_UPDATE);

    private CallOperations() {}

    /** Every operation of calls. */
    public static List<Operation<?>> all() {
        return ALL;
    }
}
