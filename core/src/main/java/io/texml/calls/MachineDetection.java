package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Whether to find out if a person or an answering machine picked up.
 *
 * @param value the text on the wire
 */
public record MachineDetection(@JsonValue String value) implements OpenEnum {

    /** Reports as soon as it is known who answered. */
    public static final MachineDetection ENABLE = new MachineDetection("Enable");

    /** No detection. */
    public static final MachineDetection DISABLE = new MachineDetection("Disable");

    /** After a machine answered, also reports the end of its greeting, so that a message can be left. */
    public static final MachineDetection DETECT_MESSAGE_END = new MachineDetection("DetectMessageEnd");

    private static final KnownValues<MachineDetection> KNOWN =
            KnownValues.of(MachineDetection::value, ENABLE, DISABLE, DETECT_MESSAGE_END);

    /** Refuses null. */
    public MachineDetection {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static MachineDetection of(String value) {
        return KNOWN.find(value, MachineDetection::new);
    }

    /** The values that this version knows. */
    public static List<MachineDetection> knownValues() {
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
