package io.texml.transcriptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transcription of a recording, as {@code transcriptions.get} and {@code transcriptions.list} answer it. Any
 * component may be null, as the API promises none. The canonical constructor is not API: components may be added.
 *
 * @param sid the transcription's id
 * @param accountSid the account that it belongs to
 * @param recordingSid the recording that was written down
 * @param callSid the recorded call, {@code v3:...}
 * @param status where it stands
 * @param duration how long the recording is, in whole seconds; null until it is known
 * @param transcriptionText what was said
 * @param apiVersion the API's version
 * @param dateCreated when the record was created
 * @param dateUpdated when the record last changed
 * @param uri the path of this transcription
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Transcription(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @JsonProperty("recording_sid") @Nullable String recordingSid,
        @JsonProperty("call_sid") @Nullable String callSid,
        @Nullable TranscriptionStatus status,
        @Nullable Duration duration,
        @JsonProperty("transcription_text") @Nullable String transcriptionText,
        @JsonProperty("api_version") @Nullable String apiVersion,
        @JsonProperty("date_created") @Nullable Instant dateCreated,
        @JsonProperty("date_updated") @Nullable Instant dateUpdated,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public Transcription {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sid and the status; never the text. */
    @Override
    public String toString() {
        return "Transcription[sid=" + sid + ", status=" + status + "]";
    }
}
