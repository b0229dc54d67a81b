package io.texml.callbacks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the platform told an application, or asked it for: one of the records of this package, each in the types of the
 * library. {@link CallbackReader} makes them.
 *
 * <pre>{@code
 * if (callback instanceof CallProgress progress && progress.hasEnded()) { ... }
 * }</pre>
 *
 * <p>Nothing that came is lost: {@link #parameters()} is all of it as text, and {@link #additionalProperties()} what the
 * record has no component for or could not read. No {@code toString} shows a number, a key that was pressed, what was
 * said, or a parameter of the URL.
 */
public sealed interface Callback
        permits AiGatherAction,
                CallAnalyzed,
                CallCost,
                CallProgress,
                ConferenceProgress,
                ConnectAction,
                DeepfakeResult,
                DialAction,
                DigitPressed,
                HttpRequestAction,
                InstructionRequest,
                LiveTranscription,
                MachineDetectionResult,
                PartialGather,
                ParticipantProgress,
                PayAction,
                PayProgress,
                QueueAction,
                QueueWait,
                RecordingProgress,
                RecordingTranscription,
                ReferProgress,
                SiprecProgress,
                StreamProgress,
                UnknownCallback {

    /** What callbacks of every kind have; never null. */
    CallbackDetails details();

    /** Which kind it is; never null. */
    default CallbackKind kind() {
        return details().kind();
    }

    /** What was known of its sender when it was read; never null. */
    default Verification verification() {
        return details().verification();
    }

    /**
     * What the application called it when it made the URL ({@link CallbackUrl#reference}); null when it did not. It stands in
     * the URL, which no signature covers.
     */
    default @Nullable String reference() {
        return details().reference();
    }

    /**
     * The other parameters that the application put into the URL, in their order, each with its values; never null. No
     * signature covers them.
     */
    default Map<String, List<String>> urlParameters() {
        return details().urlParameters();
    }

    /** The account as the platform names it here, which is not always the id that its API takes. */
    default @Nullable String accountSid() {
        return details().accountSid();
    }

    /** The call's id, {@code v3:...}; null where it did not come. */
    default @Nullable String callSid() {
        return details().callSid();
    }

    /** The called number (E.164) or SIP address; null where it did not come. */
    default @Nullable String to() {
        return details().to();
    }

    /** The caller's number (E.164) or SIP address; null where it did not come. */
    default @Nullable String from() {
        return details().from();
    }

    /** When the platform says it happened; null for the many kinds that do not say it. */
    default @Nullable Instant timestamp() {
        return details().timestamp();
    }

    /** Its place among the callbacks of one call; null for the many kinds that have none. */
    default @Nullable Long sequenceNumber() {
        return details().sequenceNumber();
    }

    /** Everything that the platform sent, as text, in its order, each name with its values; never null. */
    default Map<String, List<String>> parameters() {
        return details().parameters();
    }

    /**
     * What of {@link #parameters()} no component holds: names that this version does not know, values that do not fit their
     * type, and names that came more than once. Never null.
     */
    default Map<String, List<String>> additionalProperties() {
        return details().additionalProperties();
    }
}
