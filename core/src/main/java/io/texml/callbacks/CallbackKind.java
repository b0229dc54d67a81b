package io.texml.callbacks;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What callbacks there are. The platform names no kind: it is told by the parameters, and where they do not tell it, by the
 * URL, when {@link CallbackUrl#kind} named one.
 */
public enum CallbackKind {

    /** A document is asked for: {@link InstructionRequest}. */
    INSTRUCTIONS("instructions", true, InstructionRequest::read),

    /** The action of a {@code Gather}: {@link InstructionRequest}. */
    GATHER("gather", true, InstructionRequest::read),

    /** The {@code partialResultCallback} of a {@code Gather}: {@link PartialGather}. The URL has to name it. */
    PARTIAL_GATHER("partial-gather", false, PartialGather::read),

    /** The action of an {@code AIGather}: {@link AiGatherAction}. */
    AI_GATHER("ai-gather", true, AiGatherAction::read),

    /** The action of a {@code HttpRequest}: {@link HttpRequestAction}. The URL has to name it. */
    HTTP_REQUEST("http-request", true, HttpRequestAction::read),

    /** The action of a {@code Dial}: {@link DialAction}. */
    DIAL_ACTION("dial-action", true, DialAction::read),

    /** The action of a {@code Record}: {@link RecordingProgress}. The URL has to name it. */
    RECORD_ACTION("record-action", true, RecordingProgress::read),

    /** The action of a {@code Refer}: {@link ReferProgress}. */
    REFER("refer", true, ReferProgress::read),

    /** The {@code waitUrl} of an {@code Enqueue}: {@link QueueWait}. */
    QUEUE_WAIT("queue-wait", true, QueueWait::read),

    /** The action of an {@code Enqueue}: {@link QueueAction}. The URL has to name it. */
    QUEUE_ACTION("queue-action", true, QueueAction::read),

    /** The action of a {@code Connect}: {@link ConnectAction}. The URL has to name it. */
    CONNECT_ACTION("connect-action", true, ConnectAction::read),

    /** The action of a {@code Pay}: {@link PayAction}. */
    PAY_ACTION("pay-action", true, PayAction::read),

    /** The {@code statusCallback} of a {@code Pay}: {@link PayProgress}. The URL has to name it. */
    PAY("pay", false, PayProgress::read),

    /** A call began, rings, was answered or is over: {@link CallProgress}. */
    CALL("call", false, CallProgress::read),

    /** A key was pressed: {@link DigitPressed}. */
    DIGIT("digit", false, DigitPressed::read),

    /** Who answered: {@link MachineDetectionResult}. */
    MACHINE_DETECTION("machine-detection", false, MachineDetectionResult::read),

    /** A conference began or ended: {@link ConferenceProgress}. */
    CONFERENCE("conference", false, ConferenceProgress::read),

    /** A participant joined, left or speaks: {@link ParticipantProgress}. */
    PARTICIPANT("participant", false, ParticipantProgress::read),

    /** What became of a recording: {@link RecordingProgress}. */
    RECORDING("recording", false, RecordingProgress::read),

    /** A recording was transcribed: {@link RecordingTranscription}. */
    RECORDING_TRANSCRIPTION("recording-transcription", false, RecordingTranscription::read),

    /** What is said in a running call: {@link LiveTranscription}. */
    LIVE_TRANSCRIPTION("live-transcription", false, LiveTranscription::read),

    /** What became of a media stream: {@link StreamProgress}. */
    STREAM("stream", false, StreamProgress::read),

    /** What became of a SIPREC session: {@link SiprecProgress}. */
    SIPREC("siprec", false, SiprecProgress::read),

    /** Whether a voice is a machine's: {@link DeepfakeResult}. The URL has to name it. */
    DEEPFAKE("deepfake", false, DeepfakeResult::read),

    /** What a call cost: {@link CallCost}. */
    CALL_COST("call-cost", false, CallCost::read),

    /** A call of an AI assistant was analyzed: {@link CallAnalyzed}. */
    CALL_ANALYZED("call-analyzed", false, CallAnalyzed::read),

    /** None of these: {@link UnknownCallback}. */
    UNKNOWN("unknown", false, UnknownCallback::read);

    private final String value;
    private final boolean expectsDocument;

    @SuppressWarnings("ImmutableEnumChecker") // a reference to a method without state
    private final Function<CallbackFields, Callback> reading;

    CallbackKind(String value, boolean expectsDocument, Function<CallbackFields, Callback> reading) {
        this.value = value;
        this.expectsDocument = expectsDocument;
        this.reading = reading;
    }

    /** Its text in a URL. */
    public String value() {
        return value;
    }

    /**
     * Whether the platform runs the document that answers it. These are held to
     * {@link CallbackReader.Builder#instructions}, the others to {@link CallbackReader.Builder#statusCallbacks}.
     */
    public boolean expectsDocument() {
        return expectsDocument;
    }

    Callback read(CallbackFields fields) {
        return reading.apply(fields);
    }

    static @Nullable CallbackKind find(String value) {
        for (CallbackKind kind : values()) {
            if (kind.value.equals(value) && kind != UNKNOWN) {
                return kind;
            }
        }
        return null;
    }
}
