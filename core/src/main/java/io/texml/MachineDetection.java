package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Whether to find out if a person or an answering machine picked up. */
public final class MachineDetection extends OpenEnum<MachineDetection> {

    /** Reports as soon as it is known who answered. */
    public static final MachineDetection ENABLE = new MachineDetection("Enable");

    /** No detection. */
    public static final MachineDetection DISABLE = new MachineDetection("Disable");

    /** After a machine answered, also reports the end of its greeting, so that a message can be left. */
    public static final MachineDetection DETECT_MESSAGE_END = new MachineDetection("DetectMessageEnd");

    private static final OpenEnumValues<MachineDetection> VALUES =
            OpenEnumValues.of(MachineDetection::new, ENABLE, DISABLE, DETECT_MESSAGE_END);

    private MachineDetection(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static MachineDetection of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<MachineDetection> knownValues() {
        return VALUES.list();
    }
}
