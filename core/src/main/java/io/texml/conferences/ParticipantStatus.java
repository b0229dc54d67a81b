package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Where a participant of a conference stands. */
public final class ParticipantStatus extends OpenEnum<ParticipantStatus> {

    /** Being called. */
    public static final ParticipantStatus CONNECTING = new ParticipantStatus("connecting");

    /** In the conference. */
    public static final ParticipantStatus CONNECTED = new ParticipantStatus("connected");

    /** No longer in the conference. */
    public static final ParticipantStatus COMPLETED = new ParticipantStatus("completed");

    private static final OpenEnumValues<ParticipantStatus> VALUES =
            OpenEnumValues.of(ParticipantStatus::new, CONNECTING, CONNECTED, COMPLETED);

    private ParticipantStatus(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ParticipantStatus of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ParticipantStatus> knownValues() {
        return VALUES.list();
    }
}
