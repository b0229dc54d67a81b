package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What a supervisor who joins another call may do. */
public final class SupervisingRole extends OpenEnum<SupervisingRole> {

    /** Hears everybody and is heard by everybody. */
    public static final SupervisingRole BARGE = new SupervisingRole("barge");

    /** Hears everybody and is heard by the supervised call alone. */
    public static final SupervisingRole WHISPER = new SupervisingRole("whisper");

    /** Hears everybody and is heard by nobody. */
    public static final SupervisingRole MONITOR = new SupervisingRole("monitor");

    private static final OpenEnumValues<SupervisingRole> VALUES =
            OpenEnumValues.of(SupervisingRole::new, BARGE, WHISPER, MONITOR);

    private SupervisingRole(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SupervisingRole of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SupervisingRole> knownValues() {
        return VALUES.list();
    }
}
