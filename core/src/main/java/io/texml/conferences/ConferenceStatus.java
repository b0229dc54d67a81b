package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Where a conference stands. */
public final class ConferenceStatus extends OpenEnum<ConferenceStatus> {

    /** Created, and not begun. */
    public static final ConferenceStatus INIT = new ConferenceStatus("init");

    /** Under way. */
    public static final ConferenceStatus IN_PROGRESS = new ConferenceStatus("in-progress");

    /** Over. Setting it ends a conference for all participants. */
    public static final ConferenceStatus COMPLETED = new ConferenceStatus("completed");

    private static final OpenEnumValues<ConferenceStatus> VALUES =
            OpenEnumValues.of(ConferenceStatus::new, INIT, IN_PROGRESS, COMPLETED);

    private ConferenceStatus(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static ConferenceStatus of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<ConferenceStatus> knownValues() {
        return VALUES.list();
    }
}
