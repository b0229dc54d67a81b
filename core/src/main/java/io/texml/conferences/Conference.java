package io.texml.conferences;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A conference, as {@code conferences.get}, {@code conferences.list} and {@code conferences.update} answer it. Any
 * component may be null, as the API promises none. The canonical constructor is not API: components may be added.
 *
 * @param sid the conference's id, a UUID
 * @param accountSid the account that it belongs to
 * @param friendlyName the name that calls join it by
 * @param status where it stands
 * @param reasonConferenceEnded why it ended; null while it lasts
 * @param callSidEndingConference the call that ended it; null while it lasts and when no call did
 * @param region the region that hosts it
 * @param apiVersion the API's version, {@code v2/texml}
 * @param dateCreated when the record was created
 * @param dateUpdated when the record last changed
 * @param subresourceUris the paths of its participants and recordings, under these names
 * @param uri the path of this conference
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Conference(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @JsonProperty("friendly_name") @Nullable String friendlyName,
        @Nullable ConferenceStatus status,
        @JsonProperty("reason_conference_ended") @Nullable ConferenceEndReason reasonConferenceEnded,

        @JsonProperty("call_sid_ending_conference") @Nullable
        String callSidEndingConference,

        @Nullable String region,
        @JsonProperty("api_version") @Nullable String apiVersion,
        @JsonProperty("date_created") @Nullable Instant dateCreated,
        @JsonProperty("date_updated") @Nullable Instant dateUpdated,
        @JsonProperty("subresource_uris") @Nullable Map<String, @Nullable Object> subresourceUris,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public Conference {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sid and the status; never the name. */
    @Override
    public String toString() {
        return "Conference[sid=" + sid + ", status=" + status + "]";
    }
}
