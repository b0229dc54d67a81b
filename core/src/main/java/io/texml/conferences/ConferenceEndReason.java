package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Why a conference ended. */
public final class ConferenceEndReason extends OpenEnum<ConferenceEndReason> {

    /** A participant left who takes the conference along. */
    public static final ConferenceEndReason PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT =
            new ConferenceEndReason("participant-with-end-conference-on-exit-left");

    /** Nobody was left. */
    public static final ConferenceEndReason LAST_PARTICIPANT_LEFT = new ConferenceEndReason("last-participant-left");

    /** The API ended it. */
    public static final ConferenceEndReason CONFERENCE_ENDED_VIA_API =
            new ConferenceEndReason("conference-ended-via-api");

    /** It lasted as long as a conference may. */
    public static final ConferenceEndReason TIME_EXCEEDED = new ConferenceEndReason("time-exceeded");

    private static final OpenEnumValues<ConferenceEndReason> VALUES = OpenEnumValues.of(
            ConferenceEndReason::new,
            PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT,
            LAST_PARTICIPANT_LEFT,
            CONFERENCE_ENDED_VIA_API,
            TIME_EXCEEDED);

    private ConferenceEndReason(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceEndReason of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConferenceEndReason> knownValues() {
        return VALUES.list();
    }
}
