package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.MediaTrack;
import io.texml.ResponseRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A SIPREC session, which sends a call's audio to an external recorder, as {@code calls.siprec.start} answers it. Any
 * component may be null, as the API promises none. The canonical constructor is not API: components may be added.
 *
 * @param sid the session's id, by which it is stopped
 * @param accountSid the account that it belongs to
 * @param callSid the call that it belongs to, {@code v3:...}
 * @param status where it stands
 * @param track which direction is sent
 * @param startTime when the session began
 * @param errorCode why it failed; null when it did not
 * @param dateCreated when the record was created
 * @param dateUpdated when the record last changed
 * @param uri the address of this session; documented as a whole URL
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiprecSession(
        @Nullable String sid,
        @JsonProperty("account_sid") @Nullable String accountSid,
        @JsonProperty("call_sid") @Nullable String callSid,
        @Nullable SiprecStatus status,
        @Nullable MediaTrack track,
        @JsonProperty("start_time") @Nullable Instant startTime,
        @JsonProperty("error_code") @Nullable String errorCode,
        @JsonProperty("date_created") @Nullable Instant dateCreated,
        @JsonProperty("date_updated") @Nullable Instant dateUpdated,
        @Nullable String uri,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public SiprecSession {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sid and the status. */
    @Override
    public String toString() {
        return "SiprecSession[sid=" + sid + ", status=" + status + "]";
    }
}
