package io.texml.reactor.campaign;

import io.texml.calls.AnsweredBy;
import io.texml.reactor.dialler.CallResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One dial of a contact, and how it ended. The canonical constructor is for journals; components may be added.
 *
 * @param number 1 for the first dial of a contact
 * @param outcome how the call ended
 * @param callSid the call's id; null when it never became known
 * @param answeredBy who answered; only with machine detection
 * @param dialledAt when the dial was sent, by this machine's clock; for one that was not, when it would have been
 * @param endedAt when the call ended; null when that is not known
 * @param duration how long it lasted, whole seconds; null when that is not known
 */
public record Attempt(
        int number,
        CallResult.Outcome outcome,
        @Nullable String callSid,
        @Nullable AnsweredBy answeredBy,
        Instant dialledAt,
        @Nullable Instant endedAt,
        @Nullable Duration duration) {

    /** For journals. */
    public Attempt {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(dialledAt, "dialledAt");
    }

    /** The outcome of the attempt as that of a contact: a machine that answered is {@link ContactOutcome#MACHINE}. */
    public ContactOutcome contactOutcome() {
        return switch (outcome) {
            case COMPLETED ->
                answeredBy != null && answeredBy.isMachine() ? ContactOutcome.MACHINE : ContactOutcome.COMPLETED;
            case BUSY -> ContactOutcome.BUSY;
            case NO_ANSWER -> ContactOutcome.NO_ANSWER;
            case FAILED -> ContactOutcome.FAILED;
            case CANCELED -> ContactOutcome.CANCELED;
            case NOT_DIALLED -> ContactOutcome.NOT_DIALLED;
            case UNKNOWN -> ContactOutcome.UNKNOWN;
        };
    }

    /** The number of the attempt, its sid and its outcome; never a phone number. */
    @Override
    public String toString() {
        return "Attempt[" + number + ", " + contactOutcome() + ", callSid=" + callSid + "]";
    }
}
