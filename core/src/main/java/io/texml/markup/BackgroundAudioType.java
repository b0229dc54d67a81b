package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What kind of background audio is named. */
public final class BackgroundAudioType extends OpenEnum<BackgroundAudioType> {

    /** The URL of audio. */
    public static final BackgroundAudioType MEDIA_URL = new BackgroundAudioType("media_url");

    private static final OpenEnumValues<BackgroundAudioType> VALUES =
            OpenEnumValues.of(BackgroundAudioType::new, MEDIA_URL);

    private BackgroundAudioType(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static BackgroundAudioType of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<BackgroundAudioType> knownValues() {
        return VALUES.list();
    }
}
