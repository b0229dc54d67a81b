package io.texml.callbacks;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a SIPREC session reports to its status callback. */
public final class SiprecEvent extends OpenEnum<SiprecEvent> {

    /** It began. */
    public static final SiprecEvent STARTED = new SiprecEvent("siprec-started");

    /** It ended. */
    public static final SiprecEvent STOPPED = new SiprecEvent("siprec-stopped");

    /** It failed. */
    public static final SiprecEvent FAILED = new SiprecEvent("siprec-failed");

    private static final OpenEnumValues<SiprecEvent> VALUES =
            OpenEnumValues.of(SiprecEvent::new, STARTED, STOPPED, FAILED);

    private SiprecEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SiprecEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SiprecEvent> knownValues() {
        return VALUES.list();
    }
}
