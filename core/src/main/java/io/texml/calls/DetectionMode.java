package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Which detector tells people from machines.
 *
 * @param value the text on the wire
 */
public record DetectionMode(@JsonValue String value) implements OpenEnum {

    /** The more exact detector. */
    public static final DetectionMode PREMIUM = new DetectionMode("Premium");

    /** The usual detector. */
    public static final DetectionMode REGULAR = new DetectionMode("Regular");

    /** The more exact detector, which also recognises the prompt of a call-screening service. */
    public static final DetectionMode PREMIUM_CALL_SCREENING = new DetectionMode("PremiumCallScreening");

    private static final KnownValues<DetectionMode> KNOWN =
            KnownValues.of(DetectionMode::value, PREMIUM, REGULAR, PREMIUM_CALL_SCREENING);

    /** Refuses null. */
    public DetectionMode {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static DetectionMode of(String value) {
        return KNOWN.find(value, DetectionMode::new);
    }

    /** The values that this version knows. */
    public static List<DetectionMode> knownValues() {
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
