package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.RecordingTrack;
import io.texml.ResponseRecord;
import io.texml.recordings.RecordingSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A recording of a running call, as {@code calls.recordings.start} and {@code calls.recordings.update} answer it. It
 * has no link to the media: fetch the {@link io.texml.recordings.Recording} for that. Any component may be null, as the
 * API promises none. The canonical constructor is not API: components may be added.
 *
 * @param sid the recording's id
 * @param accountSid the account that it belongs to
 * @param callSid the recorded call, {@code v3:...}
 * @param conferenceSid the conference it was made in; null for a plain call
 * @param channels 1 when both directions are mixed, 2 when each has a channel
 * @param track which direction is recorded
 * @param source what began it
 * @param startTime when the recording began
 * @param duration how long it is, in whole seconds; null until it is finished
 * @param errorCode why it failed; null when it did not
 * @param price what it cost; null while unknown
 * @param priceUnit the currency of the price, such as {@code USD}
 * @param dateCreated when the record was created
 * @param dateUpdated when the record last changed
 * @param uri the path of this recording
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallRecording(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @JsonProperty("call_sid") @Nullable String callSid,
        @JsonProperty("conference_sid") @Nullable String conferenceSid,
        @Nullable Integer channels,
        @Nullable RecordingTrack track,
        @Nullable RecordingSource source,
        @JsonProperty("start_time") @Nullable Instant startTime,
        @Nullable Duration duration,
        @JsonProperty("error_code") @Nullable String errorCode,
        @Nullable BigDecimal price,
        @JsonProperty("price_unit") @Nullable String priceUnit,
        @JsonProperty("date_created") @Nullable Instant dateCreated,
        @JsonProperty("date_updated") @Nullable Instant dateUpdated,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public CallRecording {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sid. */
    @Override
    public String toString() {
        return "CallRecording[sid=" + sid + "]";
    }
}
