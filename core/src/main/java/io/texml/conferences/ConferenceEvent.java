package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * What a conference reports to its status callback.
 *
 * @param value the text on the wire
 */
public record ConferenceEvent(@JsonValue String value) implements OpenEnum {

    /** The conference began. */
    public static final ConferenceEvent START = new ConferenceEvent("start");

    /** The conference ended. */
    public static final ConferenceEvent END = new ConferenceEvent("end");

    /** A participant joined. */
    public static final ConferenceEvent JOIN = new ConferenceEvent("join");

    /** A participant left. */
    public static final ConferenceEvent LEAVE = new ConferenceEvent("leave");

    private static final KnownValues<ConferenceEvent> KNOWN =
            KnownValues.of(ConferenceEvent::value, START, END, JOIN, LEAVE);

    /** Refuses null. */
    public ConferenceEvent {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceEvent of(String value) {
        return KNOWN.find(value, ConferenceEvent::new);
    }

    /** The values that this version knows. */
    public static List<ConferenceEvent> knownValues() {
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
