package io.texml.callbacks;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Who ended a call. */
public final class HangupSource extends OpenEnum<HangupSource> {

    /** The calling side. */
    public static final HangupSource CALLER = new HangupSource("caller");

    /** The called side. */
    public static final HangupSource CALLEE = new HangupSource("callee");

    /** It is not known. */
    public static final HangupSource UNKNOWN = new HangupSource("unknown");

    private static final OpenEnumValues<HangupSource> VALUES =
            OpenEnumValues.of(HangupSource::new, CALLER, CALLEE, UNKNOWN);

    private HangupSource(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static HangupSource of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<HangupSource> knownValues() {
        return VALUES.list();
    }
}
