package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Where a call stands. */
public final class CallStatus extends OpenEnum<CallStatus> {

    /** Accepted by the API, not dialled yet. Seen in answers to a dial. */
    public static final CallStatus QUEUED = new CallStatus("queued");

    /** The same as queued, in some answers to a dial. */
    public static final CallStatus ACCEPTED = new CallStatus("accepted");

    /** Dialling began. Callbacks say so. */
    public static final CallStatus INITIATED = new CallStatus("initiated");

    /** The other side is ringing. */
    public static final CallStatus RINGING = new CallStatus("ringing");

    /** Answered, and not over. */
    public static final CallStatus IN_PROGRESS = new CallStatus("in-progress");

    /** Given up before it was answered. */
    public static final CallStatus CANCELED = new CallStatus("canceled");

    /** Answered and over. Setting it ends a call. */
    public static final CallStatus COMPLETED = new CallStatus("completed");

    /** It could not be connected. */
    public static final CallStatus FAILED = new CallStatus("failed");

    /** The other side was busy. */
    public static final CallStatus BUSY = new CallStatus("busy");

    /** Nobody answered. */
    public static final CallStatus NO_ANSWER = new CallStatus("no-answer");

    private static final OpenEnumValues<CallStatus> VALUES = OpenEnumValues.of(
            CallStatus::new,
            QUEUED,
            ACCEPTED,
            INITIATED,
            RINGING,
            IN_PROGRESS,
            CANCELED,
            COMPLETED,
            FAILED,
            BUSY,
            NO_ANSWER);

    private CallStatus(String value) {
        super(value);
    }

    /**
     * Whether the call is over: canceled, completed, failed, busy or not answered. False for values that this version does
     * not know.
     */
    public boolean hasEnded() {
        return is(COMPLETED, CANCELED, FAILED, BUSY, NO_ANSWER);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallStatus of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<CallStatus> knownValues() {
        return VALUES.list();
    }
}
