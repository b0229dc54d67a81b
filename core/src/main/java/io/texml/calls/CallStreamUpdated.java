package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a call's audio, as {@code calls.streams.update} answers it. Any component may be null, as the API
 * promises none. The canonical constructor is not API: components may be added.
 *
 * @param sid the stream's id
 * @param accountSid the account that it belongs to
 * @param callSid the call that it belongs to, {@code v3:...}
 * @param status where it stands: {@code stopped}
 * @param dateUpdated when the record last changed
 * @param uri the path of this stream
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallStreamUpdated(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @JsonProperty("call_sid") @Nullable String callSid,
        @Nullable StreamStatus status,
        @JsonProperty("date_updated") @Nullable Instant dateUpdated,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public CallStreamUpdated {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sid and the status. */
    @Override
    public String toString() {
        return "CallStreamUpdated[sid=" + sid + ", status=" + status + "]";
    }
}
