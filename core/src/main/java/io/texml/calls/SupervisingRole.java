package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * What a supervisor who joins another call may do.
 *
 * @param value the text on the wire
 */
public record SupervisingRole(@JsonValue String value) implements OpenEnum {

    /** Hears everybody and is heard by everybody. */
    public static final SupervisingRole BARGE = new SupervisingRole("barge");

    /** Hears everybody and is heard by the supervised call alone. */
    public static final SupervisingRole WHISPER = new SupervisingRole("whisper");

    /** Hears everybody and is heard by nobody. */
    public static final SupervisingRole MONITOR = new SupervisingRole("monitor");

    private static final KnownValues<SupervisingRole> KNOWN =
            KnownValues.of(SupervisingRole::value, BARGE, WHISPER, MONITOR);

    /** Refuses null. */
    public SupervisingRole {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SupervisingRole of(String value) {
        return KNOWN.find(value, SupervisingRole::new);
    }

    /** The values that this version knows. */
    public static List<SupervisingRole> knownValues() {
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
