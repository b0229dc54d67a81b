package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a status callback of a dialled number or SIP address tells. */
public final class DialEvent extends OpenEnum<DialEvent> {

    /** It is being dialled. */
    public static final DialEvent INITIATED = new DialEvent("initiated");

    /** It rings. */
    public static final DialEvent RINGING = new DialEvent("ringing");

    /** It was answered. */
    public static final DialEvent ANSWERED = new DialEvent("answered");

    /** Whether a person or a machine answered. */
    public static final DialEvent AMD = new DialEvent("amd");

    /** A key was pressed. */
    public static final DialEvent DTMF = new DialEvent("dtmf");

    /** Whether the voice is synthetic. */
    public static final DialEvent DEEPFAKE = new DialEvent("deepfake");

    /** The call is over. */
    public static final DialEvent COMPLETED = new DialEvent("completed");

    private static final OpenEnumValues<DialEvent> VALUES =
            OpenEnumValues.of(DialEvent::new, INITIATED, RINGING, ANSWERED, AMD, DTMF, DEEPFAKE, COMPLETED);

    private DialEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static DialEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<DialEvent> knownValues() {
        return VALUES.list();
    }
}
