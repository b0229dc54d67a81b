package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * When a beep tells the conference that a participant comes or goes. The API writes it as text, {@code "true"} and
 * {@code "false"} included.
 */
public final class ConferenceBeep extends OpenEnum<ConferenceBeep> {

    /** When the participant enters and when it leaves. */
    public static final ConferenceBeep ALWAYS = new ConferenceBeep("true");

    /** Never. */
    public static final ConferenceBeep NEVER = new ConferenceBeep("false");

    /** When the participant enters. */
    public static final ConferenceBeep ON_ENTER = new ConferenceBeep("onEnter");

    /** When it leaves. */
    public static final ConferenceBeep ON_EXIT = new ConferenceBeep("onExit");

    private static final OpenEnumValues<ConferenceBeep> VALUES =
            OpenEnumValues.of(ConferenceBeep::new, ALWAYS, NEVER, ON_ENTER, ON_EXIT);

    private ConferenceBeep(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceBeep of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConferenceBeep> knownValues() {
        return VALUES.list();
    }
}
