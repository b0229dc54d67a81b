package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a status callback of a conference tells. */
public final class ConferenceCallbackEvent extends OpenEnum<ConferenceCallbackEvent> {

    /** It has begun. */
    public static final ConferenceCallbackEvent START = new ConferenceCallbackEvent("start");

    /** It is over. */
    public static final ConferenceCallbackEvent END = new ConferenceCallbackEvent("end");

    /** Somebody has come. */
    public static final ConferenceCallbackEvent JOIN = new ConferenceCallbackEvent("join");

    /** Somebody has gone. */
    public static final ConferenceCallbackEvent LEAVE = new ConferenceCallbackEvent("leave");

    /** Somebody begins or ends to speak. */
    public static final ConferenceCallbackEvent SPEAKER = new ConferenceCallbackEvent("speaker");

    private static final OpenEnumValues<ConferenceCallbackEvent> VALUES =
            OpenEnumValues.of(ConferenceCallbackEvent::new, START, END, JOIN, LEAVE, SPEAKER);

    private ConferenceCallbackEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceCallbackEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConferenceCallbackEvent> knownValues() {
        return VALUES.list();
    }
}
