package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * When a beep tells the conference that a participant comes or goes. The API writes it as text, {@code "true"} and
 * {@code "false"} included.
 *
 * @param value the text on the wire
 */
public record ConferenceBeep(@JsonValue String value) implements OpenEnum {

    /** When the participant enters and when it leaves. */
    public static final ConferenceBeep ALWAYS = new ConferenceBeep("true");

    /** Never. */
    public static final ConferenceBeep NEVER = new ConferenceBeep("false");

    /** When the participant enters. */
    public static final ConferenceBeep ON_ENTER = new ConferenceBeep("onEnter");

    /** When it leaves. */
    public static final ConferenceBeep ON_EXIT = new ConferenceBeep("onExit");

    private static final KnownValues<ConferenceBeep> KNOWN =
            KnownValues.of(ConferenceBeep::value, ALWAYS, NEVER, ON_ENTER, ON_EXIT);

    /** Refuses null. */
    public ConferenceBeep {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceBeep of(String value) {
        return KNOWN.find(value, ConferenceBeep::new);
    }

    /** The values that this version knows. */
    public static List<ConferenceBeep> knownValues() {
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
