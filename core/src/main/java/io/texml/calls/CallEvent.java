package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * What a call reports to its status callback. Calls of an AI assistant report more:
 * {@link io.texml.aicalls.AiCallEvent}.
 *
 * @param value the text on the wire
 */
public record CallEvent(@JsonValue String value) implements OpenEnum {

    /** Dialling began. */
    public static final CallEvent INITIATED = new CallEvent("initiated");

    /** The other side is ringing. */
    public static final CallEvent RINGING = new CallEvent("ringing");

    /** The other side answered. */
    public static final CallEvent ANSWERED = new CallEvent("answered");

    /** The call is over, however it ended. */
    public static final CallEvent COMPLETED = new CallEvent("completed");

    private static final KnownValues<CallEvent> KNOWN =
            KnownValues.of(CallEvent::value, INITIATED, RINGING, ANSWERED, COMPLETED);

    /** Refuses null. */
    public CallEvent {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallEvent of(String value) {
        return KNOWN.find(value, CallEvent::new);
    }

    /** The values that this version knows. */
    public static List<CallEvent> knownValues() {
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
