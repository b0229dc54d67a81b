package io.texml.transcriptions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Where a transcription stands.
 *
 * @param value the text on the wire
 */
public record TranscriptionStatus(@JsonValue String value) implements OpenEnum {

    /** Being written. */
    public static final TranscriptionStatus IN_PROGRESS = new TranscriptionStatus("in-progress");

    /** Written. */
    public static final TranscriptionStatus COMPLETED = new TranscriptionStatus("completed");

    private static final KnownValues<TranscriptionStatus> KNOWN =
            KnownValues.of(TranscriptionStatus::value, IN_PROGRESS, COMPLETED);

    /** Refuses null. */
    public TranscriptionStatus {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static TranscriptionStatus of(String value) {
        return KNOWN.find(value, TranscriptionStatus::new);
    }

    /** The values that this version knows. */
    public static List<TranscriptionStatus> knownValues() {
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
