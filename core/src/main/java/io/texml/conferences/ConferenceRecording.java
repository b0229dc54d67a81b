package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import io.texml.recordings.RecordingSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recording of a conference, as {@code conferences.recordings.list} answers it. The list of
 * {@code conferences.recordings.listJson} answers with {@link io.texml.recordings.Recording}, which has other states.
 * Any component may be null, as the API promises none. The canonical constructor is not API: components may be added.
 *
 * @param sid the recording's id
 * @param accountSid the account that it belongs to
 * @param conferenceSid the recorded conference
 * @param callSid the call that the recording hangs on, {@code v3:...}
 * @param status where it stands
 * @param source what began it
 * @param channels how many channels it has
 * @param startTime when the recording began
 * @param duration how long it is, in whole seconds
 * @param errorCode why it failed; null when it did not
 * @param mediaUrl where the audio can be fetched, without the API key
 * @param dateCreated when the record was created
 * @param dateUpdated when the record last changed
 * @param subresourceUris the path of its transcriptions under {@code transcriptions}; the value may be null
 * @param uri the path of this recording
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConferenceRecording(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @JsonProperty("conference_sid") @Nullable String conferenceSid,
        @JsonProperty("call_sid") @Nullable String callSid,
        @Nullable ConferenceRecordingStatus status,
        @Nullable RecordingSource source,
        @Nullable Integer channels,
        @JsonProperty("start_time") @Nullable Instant startTime,
        @Nullable Duration duration,
        @JsonProperty("error_code") @Nullable String errorCode,
        @JsonProperty("media_url") @Nullable URI mediaUrl,
        @JsonProperty("date_created") @Nullable Instant dateCreated,
        @JsonProperty("date_updated") @Nullable Instant dateUpdated,
        @JsonProperty("subresource_uris") @Nullable Map<String, @Nullable Object> subresourceUris,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public ConferenceRecording {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sid and the status; never the link to the media. */
    @Override
    public String toString() {
        return "ConferenceRecording[sid=" + sid + ", status=" + status + "]";
    }
}
