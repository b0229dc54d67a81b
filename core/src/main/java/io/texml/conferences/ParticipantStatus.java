package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Where a participant of a conference stands.
 *
 * @param value the text on the wire
 */
public record ParticipantStatus(@JsonValue String value) implements OpenEnum {

    /** Being called. */
    public static final ParticipantStatus CONNECTING = new ParticipantStatus("connecting");

    /** In the conference. */
    public static final ParticipantStatus CONNECTED = new ParticipantStatus("connected");

    /** No longer in the conference. */
    public static final ParticipantStatus COMPLETED = new ParticipantStatus("completed");

    private static final KnownValues<ParticipantStatus> KNOWN =
            KnownValues.of(ParticipantStatus::value, CONNECTING, CONNECTED, COMPLETED);

    /** Refuses null. */
    public ParticipantStatus {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ParticipantStatus of(String value) {
        return KNOWN.find(value, ParticipantStatus::new);
    }

    /** The values that this version knows. */
    public static List<ParticipantStatus> knownValues() {
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
