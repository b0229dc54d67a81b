package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What an Azure voice is made clear for. */
public final class VoiceEffect extends OpenEnum<VoiceEffect> {

    /** For the narrow band of telephony. */
    public static final VoiceEffect TELEPHONE = new VoiceEffect("eq_telecomhp8k");

    /** For a moving car. */
    public static final VoiceEffect CAR = new VoiceEffect("eq_car");

    private static final OpenEnumValues<VoiceEffect> VALUES = OpenEnumValues.of(VoiceEffect::new, TELEPHONE, CAR);

    private VoiceEffect(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static VoiceEffect of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<VoiceEffect> knownValues() {
        return VALUES.list();
    }
}
