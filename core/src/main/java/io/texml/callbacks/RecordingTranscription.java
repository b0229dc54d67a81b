package io.texml.callbacks;

import io.texml.calls.CallStatus;
import io.texml.transcriptions.TranscriptionStatus;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recording was transcribed. Any component may be null, as the platform promises none. The canonical constructor is
 * not API: components may be added.
 *
 * @param transcriptionSid the transcription's id
 * @param transcriptionStatus where it stands
 * @param transcriptionText what was said
 * @param recordingSid the recording's id
 * @param recordingUrl where the recording can be fetched without the API key, for about ten minutes
 * @param callStatus where the call stands
 * @param details what callbacks of every kind have; never null
 */
public record RecordingTranscription(
        @Nullable String transcriptionSid,
        @Nullable TranscriptionStatus transcriptionStatus,
        @Nullable String transcriptionText,
        @Nullable String recordingSid,
        @Nullable URI recordingUrl,
        @Nullable CallStatus callStatus,
        CallbackDetails details)
        implements Callback {

    /** Not API: components may be added. */
    public RecordingTranscription {
        Objects.requireNonNull(details, "details");
    }

    static RecordingTranscription read(CallbackFields fields) {
        return new RecordingTranscription(
                fields.text("TranscriptionSid"),
                fields.choice("TranscriptionStatus", TranscriptionStatus::of),
                fields.text("TranscriptionText"),
                fields.text("RecordingSid"),
                fields.uri("RecordingUrl"),
                fields.choice("CallStatus", CallStatus::of),
                fields.details());
    }

    /** The sid of the call and the status; never a number and nothing that was said or pressed. */
    @Override
    public String toString() {
        return details.shown("RecordingTranscription", transcriptionStatus);
    }
}
