package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * What a call reports to its status callback. Calls of an AI assistant report more:
 * {@link io.texml.aicalls.AiCallEvent}.
 */
public final class CallEvent extends OpenEnum<CallEvent> {

    /** Dialling began. */
    public static final CallEvent INITIATED = new CallEvent("initiated");

    /** The other side is ringing. */
    public static final CallEvent RINGING = new CallEvent("ringing");

    /** The other side answered. */
    public static final CallEvent ANSWERED = new CallEvent("answered");

    /** The call is over, however it ended. */
    public static final CallEvent COMPLETED = new CallEvent("completed");

    private static final OpenEnumValues<CallEvent> VALUES =
            OpenEnumValues.of(CallEvent::new, INITIATED, RINGING, ANSWERED, COMPLETED);

    private CallEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static CallEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<CallEvent> knownValues() {
        return VALUES.list();
    }
}
