package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Whether to find out if the voice on the other side is synthetic.
 *
 * @param value the text on the wire
 */
public record DeepfakeDetection(@JsonValue String value) implements OpenEnum {

    /** Switches the detection on. */
    public static final DeepfakeDetection ENABLE = new DeepfakeDetection("Enable");

    private static final KnownValues<DeepfakeDetection> KNOWN = KnownValues.of(DeepfakeDetection::value, ENABLE);

    /** Refuses null. */
    public DeepfakeDetection {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static DeepfakeDetection of(String value) {
        return KNOWN.find(value, DeepfakeDetection::new);
    }

    /** The values that this version knows. */
    public static List<DeepfakeDetection> knownValues() {
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
