package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Whether to find out if the voice on the other side is synthetic. */
public final class DeepfakeDetection extends OpenEnum<DeepfakeDetection> {

    /** Switches the detection on. */
    public static final DeepfakeDetection ENABLE = new DeepfakeDetection("Enable");

    private static final OpenEnumValues<DeepfakeDetection> VALUES = OpenEnumValues.of(DeepfakeDetection::new, ENABLE);

    private DeepfakeDetection(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static DeepfakeDetection of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<DeepfakeDetection> knownValues() {
        return VALUES.list();
    }
}
