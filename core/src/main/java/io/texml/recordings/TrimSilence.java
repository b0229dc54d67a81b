package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * What becomes of the silence at the beginning and the end of a recording.
 *
 * @param value the text on the wire
 */
public record TrimSilence(@JsonValue String value) implements OpenEnum {

    /** It is cut off. */
    public static final TrimSilence TRIM_SILENCE = new TrimSilence("trim-silence");

    /** It stays. */
    public static final TrimSilence DO_NOT_TRIM = new TrimSilence("do-not-trim");

    private static final KnownValues<TrimSilence> KNOWN = KnownValues.of(TrimSilence::value, TRIM_SILENCE, DO_NOT_TRIM);

    /** Refuses null. */
    public TrimSilence {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static TrimSilence of(String value) {
        return KNOWN.find(value, TrimSilence::new);
    }

    /** The values that this version knows. */
    public static List<TrimSilence> knownValues() {
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
