package io.texml.aicalls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * What a call of an AI assistant reports to its status callback. Other calls report less:
 * {@link io.texml.calls.CallEvent}.
 *
 * @param value the text on the wire
 */
public record AiCallEvent(@JsonValue String value) implements OpenEnum {

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

    private static final KnownValues<AiCallEvent> KNOWN = KnownValues.of(
            AiCallEvent::value, INITIATED, RINGING, ANSWERED, COMPLETED, NO_ANSWER, BUSY, CANCELED, FAILED, ANALYZED);

    /** Refuses null. */
    public AiCallEvent {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static AiCallEvent of(String value) {
        return KNOWN.find(value, AiCallEvent::new);
    }

    /** The values that this version knows. */
    public static List<AiCallEvent> knownValues() {
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
