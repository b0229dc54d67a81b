package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a conference reports to its status callback. */
public final class ConferenceEvent extends OpenEnum<ConferenceEvent> {

    /** The conference began. */
    public static final ConferenceEvent START = new ConferenceEvent("start");

    /** The conference ended. */
    public static final ConferenceEvent END = new ConferenceEvent("end");

    /** A participant joined. */
    public static final ConferenceEvent JOIN = new ConferenceEvent("join");

    /** A participant left. */
    public static final ConferenceEvent LEAVE = new ConferenceEvent("leave");

    private static final OpenEnumValues<ConferenceEvent> VALUES =
            OpenEnumValues.of(ConferenceEvent::new, START, END, JOIN, LEAVE);

    private ConferenceEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConferenceEvent> knownValues() {
        return VALUES.list();
    }
}
