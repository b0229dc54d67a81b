package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * How the beep at the end of a machine's greeting is recognised. It is newer than the published API description of
 * August 2026.
 */
public final class MachineDetectionBeepProfile extends OpenEnum<MachineDetectionBeepProfile> {

    /** By its frequency and by what else marks a beep. */
    public static final MachineDetectionBeepProfile BOTH = new MachineDetectionBeepProfile("both");

    /** By its frequency alone. */
    public static final MachineDetectionBeepProfile FREQUENCY_ONLY = new MachineDetectionBeepProfile("freq_only");

    private static final OpenEnumValues<MachineDetectionBeepProfile> VALUES =
            OpenEnumValues.of(MachineDetectionBeepProfile::new, BOTH, FREQUENCY_ONLY);

    private MachineDetectionBeepProfile(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static MachineDetectionBeepProfile of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<MachineDetectionBeepProfile> knownValues() {
        return VALUES.list();
    }
}
