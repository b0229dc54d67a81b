package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Where a SIPREC session stands. */
public final class SiprecStatus extends OpenEnum<SiprecStatus> {

    /** Audio is being sent to the recorder. */
    public static final SiprecStatus IN_PROGRESS = new SiprecStatus("in-progress");

    /** It was stopped. Setting it stops the session. */
    public static final SiprecStatus STOPPED = new SiprecStatus("stopped");

    private static final OpenEnumValues<SiprecStatus> VALUES =
            OpenEnumValues.of(SiprecStatus::new, IN_PROGRESS, STOPPED);

    private SiprecStatus(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SiprecStatus of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SiprecStatus> knownValues() {
        return VALUES.list();
    }
}
