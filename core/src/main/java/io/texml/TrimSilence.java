package io.texml;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** What becomes of the silence at the beginning and the end of a recording. */
public final class TrimSilence extends OpenEnum<TrimSilence> {

    /** It is cut off. */
    public static final TrimSilence TRIM_SILENCE = new TrimSilence("trim-silence");

    /** It stays. */
    public static final TrimSilence DO_NOT_TRIM = new TrimSilence("do-not-trim");

    private static final OpenEnumValues<TrimSilence> VALUES =
            OpenEnumValues.of(TrimSilence::new, TRIM_SILENCE, DO_NOT_TRIM);

    private TrimSilence(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static TrimSilence of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<TrimSilence> knownValues() {
        return VALUES.list();
    }
}
