package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Where a conference stands.
 *
 * @param value the text on the wire
 */
public record ConferenceStatus(@JsonValue String value) implements OpenEnum {

    /** Created, and not begun. */
    public static final ConferenceStatus INIT = new ConferenceStatus("init");

    /** Under way. */
    public static final ConferenceStatus IN_PROGRESS = new ConferenceStatus("in-progress");

    /** Over. Setting it ends a conference for all participants. */
    public static final ConferenceStatus COMPLETED = new ConferenceStatus("completed");

    private static final KnownValues<ConferenceStatus> KNOWN =
            KnownValues.of(ConferenceStatus::value, INIT, IN_PROGRESS, COMPLETED);

    /** Refuses null. */
    public ConferenceStatus {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceStatus of(String value) {
        return KNOWN.find(value, ConferenceStatus::new);
    }

    /** The values that this version knows. */
    public static List<ConferenceStatus> knownValues() {
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
