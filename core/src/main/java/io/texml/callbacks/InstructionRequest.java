package io.texml.callbacks;

import io.texml.calls.CallStatus;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The platform asks for the document that a call runs next: when it begins, is redirected or waits, and when a {@code
 * Gather} is over, with what the caller pressed or said. It is answered with a document. Any component may be null,
 * as the platform promises none. The canonical constructor is not API: components may be added.
 *
 * @param digits the keys that a {@code Gather} heard, without the one that ended it; empty when none was pressed,
 *     null when keys were not asked for
 * @param speech what a {@code Gather} heard the caller say; null when speech was not asked for
 * @param confidence how sure that is, 0 to 1
 * @param callStatus where the call stands
 * @param callerId the caller's name or number, as it was shown
 * @param callingPartyType what the caller calls from
 * @param fromSipUri the caller as a SIP address
 * @param toSipUri the called side as a SIP address
 * @param details what callbacks of every kind have; never null
 */
public record InstructionRequest(
        @Nullable String digits,
        @Nullable String speech,
        @Nullable BigDecimal confidence,
        @Nullable CallStatus callStatus,
        @Nullable String callerId,
        @Nullable CallingPartyType callingPartyType,
        @Nullable String fromSipUri,
        @Nullable String toSipUri,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public InstructionRequest {
        Objects.requireNonNull(details, "details");
    }

    static InstructionRequest read(CallbackFields fields) {
        return new InstructionRequest(
                fields.text("Digits"),
                fields.text("SpeechResult"),
                fields.decimal("Confidence"),
                fields.choice("CallStatus", CallStatus::of),
                fields.text("CallerId"),
                fields.choice("CallingPartyType", CallingPartyType::of),
                fields.text("FromSipUri"),
                fields.text("ToSipUri"),
                fields.details());
    }

    /** The sid of the call and the status; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("InstructionRequest", callStatus);
    }
}
