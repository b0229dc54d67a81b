package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * How the beep at the end of a machine's greeting is recognised. It is newer than the published API description of
 * August 2026.
 *
 * @param value the text on the wire
 */
public record MachineDetectionBeepProfile(@JsonValue String value) implements OpenEnum {

    /** By its frequency and by what else marks a beep. */
    public static final MachineDetectionBeepProfile BOTH = new MachineDetectionBeepProfile("both");

    /** By its frequency alone. */
    public static final MachineDetectionBeepProfile FREQUENCY_ONLY = new MachineDetectionBeepProfile("freq_only");

    private static final KnownValues<MachineDetectionBeepProfile> KNOWN =
            KnownValues.of(MachineDetectionBeepProfile::value, BOTH, FREQUENCY_ONLY);

    /** Refuses null. */
    public MachineDetectionBeepProfile {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static MachineDetectionBeepProfile of(String value) {
        return KNOWN.find(value, MachineDetectionBeepProfile::new);
    }

    /** The values that this version knows. */
    public static List<MachineDetectionBeepProfile> knownValues() {
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
