package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Why a conference ended.
 *
 * @param value the text on the wire
 */
public record ConferenceEndReason(@JsonValue String value) implements OpenEnum {

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

    private static final KnownValues<ConferenceEndReason> KNOWN = KnownValues.of(
            ConferenceEndReason::value,
            PARTICIPANT_WITH_END_CONFERENCE_ON_EXIT_LEFT,
            LAST_PARTICIPANT_LEFT,
            CONFERENCE_ENDED_VIA_API,
            TIME_EXCEEDED);

    /** Refuses null. */
    public ConferenceEndReason {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceEndReason of(String value) {
        return KNOWN.find(value, ConferenceEndReason::new);
    }

    /** The values that this version knows. */
    public static List<ConferenceEndReason> knownValues() {
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
