package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Where a SIPREC session stands.
 *
 * @param value the text on the wire
 */
public record SiprecStatus(@JsonValue String value) implements OpenEnum {

    /** Audio is being sent to the recorder. */
    public static final SiprecStatus IN_PROGRESS = new SiprecStatus("in-progress");

    /** It was stopped. Setting it stops the session. */
    public static final SiprecStatus STOPPED = new SiprecStatus("stopped");

    private static final KnownValues<SiprecStatus> KNOWN = KnownValues.of(SiprecStatus::value, IN_PROGRESS, STOPPED);

    /** Refuses null. */
    public SiprecStatus {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SiprecStatus of(String value) {
        return KNOWN.find(value, SiprecStatus::new);
    }

    /** The values that this version knows. */
    public static List<SiprecStatus> knownValues() {
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
