package io.texml.callbacks;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What happened in a conference. What a document asks to be told of has shorter names: {@link io.texml.markup.ConferenceCallbackEvent}. */
public final class ConferenceProgressEvent extends OpenEnum<ConferenceProgressEvent> {

    /** The conference began. */
    public static final ConferenceProgressEvent CONFERENCE_START = new ConferenceProgressEvent("conference-start");

    /** The conference ended. */
    public static final ConferenceProgressEvent CONFERENCE_END = new ConferenceProgressEvent("conference-end");

    /** A participant joined. */
    public static final ConferenceProgressEvent PARTICIPANT_JOIN = new ConferenceProgressEvent("participant-join");

    /** A participant left. */
    public static final ConferenceProgressEvent PARTICIPANT_LEAVE = new ConferenceProgressEvent("participant-leave");

    private static final OpenEnumValues<ConferenceProgressEvent> VALUES = OpenEnumValues.of(
            ConferenceProgressEvent::new, CONFERENCE_START, CONFERENCE_END, PARTICIPANT_JOIN, PARTICIPANT_LEAVE);

    private ConferenceProgressEvent(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceProgressEvent of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConferenceProgressEvent> knownValues() {
        return VALUES.list();
    }
}
