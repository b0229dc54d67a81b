package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The gender of an Azure voice. */
public final class VoiceGender extends OpenEnum<VoiceGender> {

    /** A man speaks. */
    public static final VoiceGender MALE = new VoiceGender("Male");

    /** A woman speaks. */
    public static final VoiceGender FEMALE = new VoiceGender("Female");

    private static final OpenEnumValues<VoiceGender> VALUES = OpenEnumValues.of(VoiceGender::new, MALE, FEMALE);

    private VoiceGender(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static VoiceGender of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<VoiceGender> knownValues() {
        return VALUES.list();
    }
}
