package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Which detector tells people from machines. */
public final class DetectionMode extends OpenEnum<DetectionMode> {

    /** The more exact detector. */
    public static final DetectionMode PREMIUM = new DetectionMode("Premium");

    /** The usual detector. */
    public static final DetectionMode REGULAR = new DetectionMode("Regular");

    /** The more exact detector, which also recognises the prompt of a call-screening service. */
    public static final DetectionMode PREMIUM_CALL_SCREENING = new DetectionMode("PremiumCallScreening");

    private static final OpenEnumValues<DetectionMode> VALUES =
            OpenEnumValues.of(DetectionMode::new, PREMIUM, REGULAR, PREMIUM_CALL_SCREENING);

    private DetectionMode(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static DetectionMode of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<DetectionMode> knownValues() {
        return VALUES.list();
    }
}
