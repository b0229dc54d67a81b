package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Where a call stands.
 *
 * @param value the text on the wire
 */
public record CallStatus(@JsonValue String value) implements OpenEnum {

    /** Accepted by the API, not dialled yet. Seen in answers to a dial. */
    public static final CallStatus QUEUED = new CallStatus("queued");

    /** The same as queued, in some answers to a dial. */
    public static final CallStatus ACCEPTED = new CallStatus("accepted");

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

    private static final KnownValues<CallStatus> KNOWN = KnownValues.of(
            CallStatus::value, QUEUED, ACCEPTED, RINGING, IN_PROGRESS, CANCELED, COMPLETED, FAILED, BUSY, NO_ANSWER);

    /** Refuses null. */
    public CallStatus {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallStatus of(String value) {
        return KNOWN.find(value, CallStatus::new);
    }

    /** The values that this version knows. */
    public static List<CallStatus> knownValues() {
        return KNOWN.list();
    }

    @Override
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** The text on the wire. */
    @Override
    public String toString() {
        return value;
    }
}
