package io.texml.callbacks;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was said in a running call. Any component may be null, as the platform promises none. The canonical
 * constructor is not API: components may be added.
 *
 * @param transcript what was said
 * @param isFinal whether the text stays as it is; null where the engine does not tell
 * @param confidence how sure it is, 0 to 1; null where the engine does not tell
 * @param transcriptionSid the transcription's id
 * @param details what callbacks of every kind have; never null
 */
public record LiveTranscription(
        @Nullable String transcript,
        @Nullable Boolean isFinal,
        @Nullable BigDecimal confidence,
        @Nullable String transcriptionSid,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public LiveTranscription {
        Objects.requireNonNull(details, "details");
    }

    static LiveTranscription read(CallbackFields fields) {
        return new LiveTranscription(
                fields.text("Transcript"),
                fields.flag("IsFinal"),
                fields.decimal("Confidence"),
                fields.text("TranscriptionSid"),
                fields.details());
    }

    /** The sid of the call; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("LiveTranscription", null);
    }
}
