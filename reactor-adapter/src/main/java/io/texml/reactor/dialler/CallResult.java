package io.texml.reactor.dialler;

import io.texml.callbacks.HangupCause;
import io.texml.callbacks.RecordingProgress;
import io.texml.calls.AnsweredBy;
import io.texml.calls.CreateCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended. What the platform did not tell is null. The canonical constructor is not API: components may be added.
 *
 * @param request what was dialled, as the caller gave it; null for a call that is only watched
 * @param callSid the call's id; null when it never became known
 * @param outcome how it ended
 * @param hangupCause why, in the platform's words
 * @param failure why it was not dialled, or why it is unknown whether it was: what the client failed with
 * @param answeredBy who answered; only with machine detection
 * @param dialledAt when the dial was sent, by this machine's clock; null when it was not
 * @param answeredAt when it was answered; null when it was not, or when no callback told it: a look-up does not
 * @param endedAt when it ended
 * @param duration how long it lasted, whole seconds
 * @param recordings what was recorded of it, as far as it was told by the time of this result
 * @param isLookedUp whether its end had to be looked up, because no callback told it
 */
public record CallResult(
        @Nullable CreateCall request,
        @Nullable String callSid,
        Outcome outcome,
        @Nullable HangupCause hangupCause,
        @Nullable RuntimeException failure,
        @Nullable AnsweredBy answeredBy,
        @Nullable Instant dialledAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable Duration duration,
        List<RecordingProgress> recordings,
        boolean isLookedUp) {

    /** Not API: components may be added. */
    public CallResult {
        Objects.requireNonNull(outcome, "outcome");
        recordings = List.copyOf(recordings);
    }

    /** How a call ended. */
    public enum Outcome {
        /** It was answered, and is over. */
        COMPLETED,
        /** The called side was busy. */
        BUSY,
        /** Nobody answered in time. */
        NO_ANSWER,
        /** It could not be connected; {@link CallResult#hangupCause()} says why, where the platform does. */
        FAILED,
        /** It was hung up before it was answered. */
        CANCELED,
        /**
         * Nothing rang, for certain: the request was refused, could not be sent, or was not taken before the dialler
         * stopped. {@link CallResult#failure()} says why.
         */
        NOT_DIALLED,
        /**
         * Nobody can say: the dial's answer was lost and no call was found that is certainly this one, or a call that was
         * known could not be followed to its end. The phone may have rung, and may be ringing. It was not dialled again.
         */
        UNKNOWN
    }

    /** Whether somebody, or something, answered. */
    public boolean isAnswered() {
        return answeredAt != null || outcome == Outcome.COMPLETED;
    }

    /** The sid and the outcome; never a number. */
    @Override
    public String toString() {
        return "CallResult[callSid=" + callSid + ", outcome=" + outcome + "]";
    }
}
