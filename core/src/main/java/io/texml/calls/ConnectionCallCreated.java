package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.texml.ResponseRecord;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code connectionCalls.create} answers: the call is on its way. Any component may be null, as the API promises
 * none. The canonical constructor is not API: components may be added.
 *
 * @param callSid the call's id, {@code v3:...}
 * @param from the caller's number (E.164) or SIP address
 * @param to the called number (E.164) or SIP address
 * @param status where the call stands: {@code queued}
 * @param additionalProperties what this version does not know or could not read, under its wire name; never null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionCallCreated(
        @JsonProperty("call_sid") @Nullable String callSid,
        @Nullable String from,
        @Nullable String to,
        @Nullable CallStatus status,
        Map<String, @Nullable Object> additionalProperties)
        implements ResponseRecord {

    /** Not API: components may be added. */
    public ConnectionCallCreated {
        Objects.requireNonNull(additionalProperties, "additionalProperties");
    }

    /** The sid and the status; never a number. */
    @Override
    public String toString() {
        return "ConnectionCallCreated[callSid=" + callSid + ", status=" + status + "]";
    }
}
