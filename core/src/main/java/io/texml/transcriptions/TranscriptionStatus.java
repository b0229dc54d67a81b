package io.texml.transcriptions;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Where a transcription stands. */
public final class TranscriptionStatus extends OpenEnum<TranscriptionStatus> {

    /** Being written. */
    public static final TranscriptionStatus IN_PROGRESS = new TranscriptionStatus("in-progress");

    /** Written. */
    public static final TranscriptionStatus COMPLETED = new TranscriptionStatus("completed");

    private static final OpenEnumValues<TranscriptionStatus> VALUES =
            OpenEnumValues.of(TranscriptionStatus::new, IN_PROGRESS, COMPLETED);

    private TranscriptionStatus(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static TranscriptionStatus of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<TranscriptionStatus> knownValues() {
        return VALUES.list();
    }
}
