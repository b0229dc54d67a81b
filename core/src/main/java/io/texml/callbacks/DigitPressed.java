package io.texml.callbacks;

import io.texml.calls.CallStatus;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The other side pressed a key during the call. Any component may be null, as the platform promises none. The
 * canonical constructor is not API: components may be added.
 *
 * @param digit the key
 * @param callStatus where the call stands
 * @param callbackSource which part of the platform sends this: {@code call-progress-events}
 * @param callInitiatedAt when the call began
 * @param callerId the caller's name or number, as it was shown
 * @param errorCode why the call failed, as a code; null when it did not
 * @param errorMessage the same in words
 * @param parentCallSid the call that a {@code Dial} verb made this one for; null for other calls
 * @param parentCallSidLegacy the older form of the parent's id
 * @param shakenStirAttestation how far the caller's carrier vouches for the number, such as {@code A}; null where
 *     it is not known
 * @param shakenStirValidated whether that was verified; null where it is not known
 * @param details what callbacks of every kind have; never null
 */
public record DigitPressed(
        @Nullable String digit,
        @Nullable CallStatus callStatus,
        @Nullable String callbackSource,
        @Nullable Instant callInitiatedAt,
        @Nullable String callerId,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        @Nullable String parentCallSid,
        @Nullable String parentCallSidLegacy,
        @Nullable String shakenStirAttestation,
        @Nullable Boolean shakenStirValidated,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public DigitPressed {
        Objects.requireNonNull(details, "details");
    }

    static DigitPressed read(CallbackFields fields) {
        return new DigitPressed(
                fields.text("Digit"),
                fields.choice("CallStatus", CallStatus::of),
                fields.text("CallbackSource"),
                fields.time("CallInitiatedAt"),
                fields.text("CallerId"),
                fields.text("ErrorCode"),
                fields.text("ErrorMessage"),
                fields.text("ParentCallSid"),
                fields.text("ParentCallSidLegacy"),
                fields.text("ShakenStirAttestation"),
                fields.flag("ShakenStirValidated"),
                fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("DigitPressed", null);
    }
}
