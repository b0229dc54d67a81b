package io.texml.aicalls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * What a call of an AI assistant reports to its status callback. Other calls report less:
 * {@link io.texml.calls.CallEvent}.
 */
public final class AiCallEvent extends OpenEnum<AiCallEvent> {

    /** Dialling began. */
    public static final AiCallEvent INITIATED = new AiCallEvent("initiated");

    /** The other side is ringing. */
    public static final AiCallEvent RINGING = new AiCallEvent("ringing");

    /** The other side answered. */
    public static final AiCallEvent ANSWERED = new AiCallEvent("answered");

    /** The call was answered and is over. */
    public static final AiCallEvent COMPLETED = new AiCallEvent("completed");

    /** Nobody answered. */
    public static final AiCallEvent NO_ANSWER = new AiCallEvent("no-answer");

    /** The other side was busy. */
    public static final AiCallEvent BUSY = new AiCallEvent("busy");

    /** The call was given up before it was answered. */
    public static final AiCallEvent CANCELED = new AiCallEvent("canceled");

    /** It could not be connected. */
    public static final AiCallEvent FAILED = new AiCallEvent("failed");

    /** The conversation was analysed after its end. */
    public static final AiCallEvent ANALYZED = new AiCallEvent("analyzed");

    private static final OpenEnumValues<AiCallEvent> VALUES = OpenEnumValues.of(
            AiCallEvent::new, INITIATED, RINGING, ANSWERED, COMPLETED, NO_ANSWER, BUSY, CANCELED, FAILED, ANALYZED);

    private AiCallEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static AiCallEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<AiCallEvent> knownValues() {
        return VALUES.list();
    }
}
