package io.texml.recordings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recording, as {@code recordings.get} and the lists of recordings answer it. Any component may be null, as the API
 * promises none. The canonical constructor is not API: components may be added.
 *
 * @param sid the recording's id
 * @param accountSid the account that it belongs to
 * @param callSid the recorded call, {@code v3:...}
 * @param conferenceSid the recorded conference, a UUID; null for a plain call
 * @param status where it stands
 * @param source what began it
 * @param channels 1 when both directions are mixed, 2 when each has a channel
 * @param startTime when the recording began
 * @param duration how long it is, in whole seconds; null until it is finished
 * @param errorCode why it failed; null when it did not
 * @param mediaUrl where the audio can be fetched, without the API key; whoever has it can hear the recording. What must not
 *     stand in a URL is percent-encoded, all else is as the server wrote it. {@code getHost()} is null where the host's name
 *     has an underscore; {@code getAuthority()} has it then
 * @param dateCreated when the record was created
 * @param dateUpdated when the record last changed
 * @param subresourcesUris the paths of what hangs on the recording; the wire name has two plurals
 * @param uri the path of this recording
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Recording(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @JsonProperty("call_sid") @Nullable String callSid,
        @JsonProperty("conference_sid") @Nullable String conferenceSid,
        @Nullable RecordingStatus status,
        @Nullable RecordingSource source,
        @Nullable Integer channels,
        @JsonProperty("start_time") @Nullable Instant startTime,
        @Nullable Duration duration,
        @JsonProperty("error_code") @Nullable String errorCode,
        @JsonProperty("media_url") @Nullable URI mediaUrl,
        @JsonProperty("date_created") @Nullable Instant dateCreated,
        @JsonProperty("date_updated") @Nullable Instant dateUpdated,
        @JsonProperty("subresources_uris") @Nullable RecordingSubresourceUris subresourcesUris,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public Recording {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sid and the status; never the link to the media. */
    @Override
    public String toString() {
        return "Recording[sid=" + sid + ", status=" + status + "]";
    }
}
